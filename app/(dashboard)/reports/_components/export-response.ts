import { csvFile, reportCsv } from "@/app/api/v1/reports/report-csv";
import type { Context } from "@/lib/services/context";
import { dataResponse } from "../../_lib/data-response";

/** A column of an exported report. */
export type CsvColumn<Row> = {
  head: string;
  value: (row: Row) => string | number | Date | null;
};

/** All rows of a report as a CSV file; a refusal with the status that fits. */
export function exportResponse<Row>(
  request: Request,
  {
    kind,
    columns,
    read,
  }: {
    kind: string;
    columns: readonly CsvColumn<Row>[];
    read: (ctx: Context) => Promise<readonly Row[]>;
  },
): Promise<Response> {
  return dataResponse(request, async (ctx) => {
    const rows = await read(ctx);
    const lines = rows.map((row) => columns.map(({ value }) => value(row)));
    const text = reportCsv(
      columns.map(({ head }) => head),
      lines,
    );
    return csvFile(kind, text, ctx.now);
  });
}
