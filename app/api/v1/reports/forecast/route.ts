import { type ForecastReport, getForecastReport } from "@/lib/queries/reports/forecast-report";
import { apiRoutes } from "../../_http/api-routes";
import { csvFile, reportCsv } from "../report-csv";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = apiRoutes("/reports/forecast", {
  GET: async ({ ctx, query: { format, ...request } }) => {
    const report = await getForecastReport(ctx, request);
    if (format === "csv") return csvFile("forecast", csvOf(report), ctx.now);
    const { crowds: _, ...body } = report;
    return { body };
  },
});

/** A line for each hour. */
function csvOf({ hours }: ForecastReport): string {
  const head = ["hour", "starts", "on_the_hour", "busy_seconds", "peak"];
  return reportCsv(
    head,
    hours.map(({ hour, starts, onTheHour, busyMs, peak }) => [
      ...[hour, starts, onTheHour, busyMs / 1000, peak],
    ]),
  );
}
