import type { FrequencyRow } from "./frequency";

/** How late the runs of a job start: from the planned to the actual start, nothing for early ones. */
export interface DelayRow {
  tenantId: string;
  jobName: string;
  runs: number;
  avgDelayMs: number;
  p95DelayMs: number | null;
  maxDelayMs: number;
  lastStart: Date;
}

/** The row of a job. */
export function delayRow(row: FrequencyRow): DelayRow {
  const { tenantId, jobName, runs, avgDelayMs, maxDelayMs, lastStart } = row;
  return { tenantId, jobName, runs, avgDelayMs, p95DelayMs: null, maxDelayMs, lastStart };
}
