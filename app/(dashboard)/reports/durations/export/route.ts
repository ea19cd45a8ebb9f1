import { parseReport } from "@/lib/domain/report/report-address";
import { durationPageSchema } from "@/lib/domain/report/report-pages";
import { readWholeDurations } from "@/lib/queries/reports/read-durations";
import { type CsvColumn, exportResponse } from "../../_components/export-response";

type Row = Awaited<ReturnType<typeof readWholeDurations>>[number];

const COLUMNS: readonly CsvColumn<Row>[] = [
  { head: "job_name", value: (row) => row.jobName },
  { head: "tenant", value: (row) => row.tenant },
  { head: "completed", value: (row) => row.completed },
  { head: "avg_duration_ms", value: (row) => row.avgDurationMs },
  { head: "p95_duration_ms", value: (row) => row.p95DurationMs },
  { head: "max_duration_ms", value: (row) => row.maxDurationMs },
  { head: "last_run", value: (row) => row.lastRunId },
  { head: "last_duration_ms", value: (row) => row.lastDurationMs },
  { head: "mean_of_ten_before_ms", value: (row) => row.baselineMs },
  { head: "deviation", value: (row) => row.deviation },
  { head: "success_rate", value: (row) => row.successRate },
];

/** All rows of the report on durations as CSV, in the order of the page. */
export function GET(request: Request): Promise<Response> {
  const query = parseReport(durationPageSchema, new URL(request.url).searchParams);
  return exportResponse(request, {
    ...{ kind: "durations", columns: COLUMNS },
    read: (ctx) => readWholeDurations(ctx, query),
  });
}
