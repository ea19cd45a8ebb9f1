import type { StateSums } from "./frequency";
import { type BucketCount, percentileOf } from "./histogram";
import { startedStatusOf, type TrendUnit } from "./report-query";

/** A point of a course over time; null where nothing was measured. */
export interface TrendPoint {
  /** Beginning of the hour or day. */
  at: Date;
  runs: number;
  avgMs: number | null;
  p95Ms: number | null;
  maxMs: number | null;
}

type Sums = StateSums & { at: Date };
type Bucket = BucketCount & { at: Date | null };

const UNIT_MS: Record<TrendUnit, number> = { hour: 3_600_000, day: 86_400_000 };
/** Points of a course at most: what lies further back is left out. */
export const MAX_POINTS = 400;

interface Course {
  metric: "duration" | "delay";
  unit: TrendUnit;
  from: Date;
  to: Date;
}

/** The course of one job, oldest first, stretches without a run included. Durations are those of completed runs. */
export function trendPoints(
  sums: readonly Sums[],
  buckets: readonly Bucket[],
  { metric, unit, from, to }: Course,
): TrendPoint[] {
  const step = UNIT_MS[unit];
  const counted = sums.filter(({ state }) => metric === "delay" || startedStatusOf(state) === "F");
  const last = Math.ceil(to.getTime() / step) * step;
  const first = Math.max(Math.floor(from.getTime() / step) * step, last - MAX_POINTS * step);
  return Array.from({ length: (last - first) / step }, (_, index) => {
    const at = first + index * step;
    const own = counted.filter((row) => row.at.getTime() === at);
    return pointOf(new Date(at), own, {
      metric,
      buckets: buckets.filter((row) => row.at?.getTime() === at),
    });
  });
}

function pointOf(
  at: Date,
  rows: readonly Sums[],
  { metric, buckets }: { metric: Course["metric"]; buckets: readonly Bucket[] },
): TrendPoint {
  const runs = rows.reduce((sum, row) => sum + row.runs, 0);
  if (runs === 0) return { at, runs, avgMs: null, p95Ms: null, maxMs: null };
  const isDelay = metric === "delay";
  const total = rows.reduce((sum, row) => sum + (isDelay ? row.delayMs : row.durationMs), 0);
  const max = Math.max(...rows.map((row) => (isDelay ? row.maxDelayMs : row.maxDurationMs)));
  return { at, runs, avgMs: total / runs, p95Ms: percentileOf(buckets, 0.95, max), maxMs: max };
}
