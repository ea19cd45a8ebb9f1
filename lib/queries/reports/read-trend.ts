import type { TrendUnit } from "@/lib/domain/report/report-query";
import { type TrendPoint, trendPoints } from "@/lib/domain/report/trend";
import type { Context } from "@/lib/services/context";
import {
  type ReportMetric,
  type ReportScope,
  selectBuckets,
  selectPeriodFigures,
} from "@/lib/store/report-figures";

interface TrendRequest {
  metric: ReportMetric;
  unit: TrendUnit;
  /** Exact job name; of several tenants with it all are counted. Undefined: all jobs. */
  job: string | undefined;
}

/** The course of a job, or of all jobs, within a scope; empty when nothing ran. */
export async function readTrend(
  ctx: Context,
  scope: ReportScope,
  { metric, unit, job }: TrendRequest,
): Promise<TrendPoint[]> {
  const narrowed = job === undefined ? scope : { ...scope, jobNames: [job] };
  const { pool } = ctx.db;
  const [sums, buckets] = await Promise.all([
    selectPeriodFigures(pool, narrowed, unit),
    selectBuckets(pool, narrowed, { metric, unit }),
  ]);
  if (sums.length === 0) return [];
  const first = Math.min(...sums.map((row) => row.at.getTime()));
  const [from, to] = [scope.from ?? new Date(first), scope.to ?? ctx.now];
  return trendPoints(sums, buckets, { metric, unit, from, to });
}
