import { byJob } from "@/lib/domain/report/by-job";
import { percentileOf } from "@/lib/domain/report/histogram";
import { rowKey } from "@/lib/domain/report/order-rows";
import { statesOfStatuses } from "@/lib/domain/report/report-query";
import type { Context } from "@/lib/services/context";
import { type ReportMetric, type ReportScope, selectBuckets } from "@/lib/store/report-figures";

export const P95 = 0.95;

interface Job {
  tenantId: string;
  jobName: string;
}

/** Gives rows the 95th percentile of their durations or delays; `max` is the largest of the row. */
export async function withPercentiles<Row extends Job>(
  ctx: Context,
  scope: ReportScope,
  { rows, metric, set, max }: PercentileRequest<Row>,
): Promise<Row[]> {
  if (rows.length === 0) return [];
  const jobNames = rows.map(({ jobName }) => jobName);
  const narrowed = { ...(metric === "duration" ? completedOf(scope) : scope), jobNames };
  const buckets = await selectBuckets(ctx.db.pool, narrowed, { metric, unit: "window" });
  const ofJob = byJob(buckets);
  return rows.map((row) => set(row, percentileOf(ofJob.get(rowKey(row)) ?? [], P95, max(row))));
}

/** Durations are told of completed runs only: rows of other states need not be read. */
function completedOf(scope: ReportScope): ReportScope {
  const completed = statesOfStatuses(["F"]) ?? [];
  return { ...scope, states: completed.filter((state) => scope.states?.includes(state) ?? true) };
}

interface PercentileRequest<Row> {
  rows: readonly Row[];
  metric: ReportMetric;
  set: (row: Row, p95: number | null) => Row;
  max: (row: Row) => number;
}
