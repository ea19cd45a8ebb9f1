import { parseReport } from "@/lib/domain/report/report-address";
import { delayPageSchema } from "@/lib/domain/report/report-pages";
import { readWholeDelays } from "@/lib/queries/reports/read-delays";
import { type CsvColumn, exportResponse } from "../../_components/export-response";

type Row = Awaited<ReturnType<typeof readWholeDelays>>[number];

const COLUMNS: readonly CsvColumn<Row>[] = [
  { head: "job_name", value: (row) => row.jobName },
  { head: "tenant", value: (row) => row.tenant },
  { head: "runs", value: (row) => row.runs },
  { head: "avg_delay_ms", value: (row) => row.avgDelayMs },
  { head: "p95_delay_ms", value: (row) => row.p95DelayMs },
  { head: "max_delay_ms", value: (row) => row.maxDelayMs },
  { head: "last_start", value: (row) => row.lastStart },
];

/** All rows of the report on delays as CSV, in the order of the page. */
export function GET(request: Request): Promise<Response> {
  const query = parseReport(delayPageSchema, new URL(request.url).searchParams);
  return exportResponse(request, {
    ...{ kind: "delays", columns: COLUMNS },
    read: (ctx) => readWholeDelays(ctx, query),
  });
}
