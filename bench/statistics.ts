/** The value below which the share `p` (0..1) of the values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** One row of the table the benchmark prints. */
export interface Measurement {
  line: string;
  workload: string;
  figure: string;
  target: string;
  /** Null where there is no target or it cannot be judged. */
  met: boolean | null;
  /** The same requests without a scheduler, and the ratio to it. */
  ceiling: string;
}
