import { parseReport } from "@/lib/domain/report/report-address";
import { frequencyPageSchema } from "@/lib/domain/report/report-pages";
import { readWholeFrequency } from "@/lib/queries/reports/read-frequency";
import { type CsvColumn, exportResponse } from "../../_components/export-response";

type Row = Awaited<ReturnType<typeof readWholeFrequency>>[number];

const SHORT: readonly CsvColumn<Row>[] = [
  { head: "jobname", value: (row) => row.jobName },
  { head: "count_start", value: (row) => row.runs },
  { head: "max_start", value: (row) => row.lastStart },
];

const FULL: readonly CsvColumn<Row>[] = [
  { head: "job_name", value: (row) => row.jobName },
  { head: "tenant", value: (row) => row.tenant },
  { head: "runs", value: (row) => row.runs },
  { head: "completed", value: (row) => row.completed },
  { head: "cancelled", value: (row) => row.cancelled },
  { head: "active", value: (row) => row.active },
  { head: "unknown", value: (row) => row.unknown },
  { head: "first_start", value: (row) => row.firstStart },
  { head: "last_start", value: (row) => row.lastStart },
  { head: "last_status", value: (row) => row.lastStatus },
  { head: "last_success", value: (row) => row.lastSuccess },
  { head: "last_failure", value: (row) => row.lastFailure },
  { head: "runs_per_day", value: (row) => row.runsPerDay },
  { head: "avg_interval_s", value: (row) => row.avgIntervalSeconds },
  { head: "avg_duration_ms", value: (row) => row.avgDurationMs },
  { head: "max_duration_ms", value: (row) => row.maxDurationMs },
  { head: "p95_duration_ms", value: (row) => row.p95DurationMs },
  { head: "avg_delay_ms", value: (row) => row.avgDelayMs },
  { head: "max_delay_ms", value: (row) => row.maxDelayMs },
  { head: "success_rate", value: (row) => row.successRate },
];

/** All rows of the frequency report as CSV, in the order of the page; those three of the short view alone there. */
export function GET(request: Request): Promise<Response> {
  const state = parseReport(frequencyPageSchema, new URL(request.url).searchParams);
  const { view, ...query } = state;
  const columns = view === "short" ? SHORT : FULL;
  return exportResponse(request, {
    ...{ kind: "frequency", columns },
    read: (ctx) => readWholeFrequency(ctx, query),
  });
}
