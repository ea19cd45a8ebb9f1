import { getLoadReport, type LoadReport } from "@/lib/queries/reports/load-report";
import { apiRoutes } from "../../_http/api-routes";
import { csvFile, reportCsv } from "../report-csv";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/load", {
  GET: async ({ ctx, query: { format, ...request } }) => {
    const report = await getLoadReport(ctx, request);
    if (format === "csv") return csvFile(`load-by-${report.view}`, csvOf(report), ctx.now);
    const { slots: _, lengths, rows, ...rest } = report;
    const withLengths = rows.map((row) => ({ ...row, lengths: lengths.get(row.key) ?? null }));
    return { body: { ...rest, rows: withLengths, lengths: lengths.get("") ?? null } };
  },
});

/** A line for each field of the heat map in which anything ran. */
function csvOf({ columns, rows }: LoadReport): string {
  const head = ["row", "column", "from", "until", "busy_seconds", "peak", "runs"];
  const lines = rows.flatMap((row) =>
    row.cells.flatMap((cell, index) => {
      if (cell.runs === 0 && cell.busyMs === 0) return [];
      const { from, until, busyMs, peak, runs } = cell;
      return [[row.label, columns[index]?.key ?? "", from, until, busyMs / 1000, peak, runs]];
    }),
  );
  return reportCsv(head, lines);
}
