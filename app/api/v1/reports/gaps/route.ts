import { type GapsReport, getGapsReport } from "@/lib/queries/reports/gaps-report";
import { apiRoutes } from "../../_http/api-routes";
import { csvFile, reportCsv } from "../report-csv";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/gaps", {
  GET: async ({ ctx, query: { format, ...request } }) => {
    const report = await getGapsReport(ctx, request);
    if (format === "csv") return csvFile("gaps", csvOf(report), ctx.now);
    return { body: report };
  },
});

function csvOf({ items }: GapsReport): string {
  const head = [
    "kind",
    "definition",
    "schedule",
    "run",
    "ticks",
    "planned_at",
    "until",
    "late_seconds",
    "why",
  ];
  return reportCsv(
    head,
    items.map((gap) => [
      ...[gap.kind, gap.definition, gap.schedule, gap.run, gap.ticks, gap.plannedAt, gap.until],
      gap.lateMs === null ? null : Math.floor(gap.lateMs / 1000),
      gap.text,
    ]),
  );
}
