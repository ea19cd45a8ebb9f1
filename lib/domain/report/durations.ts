import type { RunState } from "@/lib/domain/run/run-state";
import type { FrequencyRow } from "./frequency";

/** A completed run as the comparison with earlier ones needs it. */
export interface LatestDuration {
  runId: string;
  durationMs: number;
}

/** How long the runs of a job take, and whether the last one was unusual. */
export interface DurationRow {
  tenantId: string;
  jobName: string;
  completed: number;
  avgDurationMs: number;
  maxDurationMs: number;
  p95DurationMs: number | null;
  /** The last completed run; null when none of the latest runs is. */
  lastRunId: string | null;
  lastDurationMs: number | null;
  /** Mean of up to ten completed runs before it. */
  baselineMs: number | null;
  /** How much longer the last one took, as a share of the mean: 0.2 is 20 % longer. */
  deviation: number | null;
  isSlow: boolean;
  successRate: number | null;
  lastState: RunState;
}

/** Runs the last one is compared with (background-jobs D: "average of last 10, warn above +20 %"). */
export const BASELINE_RUNS = 10;
export const SLOW_FROM = 0.2;

/** How a job's latest completed run compares with those before it; `latest` has the newest first. */
export function deviationOf(
  latest: readonly LatestDuration[],
): Pick<DurationRow, "lastRunId" | "lastDurationMs" | "baselineMs" | "deviation" | "isSlow"> {
  const [last, ...before] = latest;
  const base = before.slice(0, BASELINE_RUNS);
  const baselineMs =
    base.length === 0 ? null : base.reduce((sum, run) => sum + run.durationMs, 0) / base.length;
  const deviation =
    last === undefined || baselineMs === null || baselineMs === 0
      ? null
      : last.durationMs / baselineMs - 1;
  return {
    lastRunId: last?.runId ?? null,
    lastDurationMs: last?.durationMs ?? null,
    baselineMs,
    deviation,
    isSlow: deviation !== null && deviation > SLOW_FROM,
  };
}

/** The row of a job that has completed runs; null for one that has none. */
export function durationRow(
  row: FrequencyRow,
  latest: readonly LatestDuration[],
): DurationRow | null {
  const { tenantId, jobName, completed, avgDurationMs, maxDurationMs, successRate } = row;
  if (avgDurationMs === null || maxDurationMs === null) return null;
  const { lastState, p95DurationMs } = row;
  return {
    ...{ tenantId, jobName, completed, avgDurationMs, maxDurationMs, p95DurationMs },
    ...{ successRate, lastState },
    ...deviationOf(latest),
  };
}

/** Steps of a success rate: green from 90 %, yellow from 70 % (background-jobs D). */
export type RateLevel = "good" | "fair" | "poor";

export function rateLevel(rate: number): RateLevel {
  return rate >= 0.9 ? "good" : rate >= 0.7 ? "fair" : "poor";
}
