/** How many values fall into which bucket; see {@link bucketOf}. */
export interface BucketCount {
  bucket: number;
  runs: number;
}

const GROWTH = 1.05;

/**
 * Largest relative distance of a percentile read from a histogram to the exact one (nearest rank), for values of at least
 * a millisecond; below that it is at most one millisecond.
 */
export const HISTOGRAM_ERROR = Math.sqrt(GROWTH) - 1;

/**
 * The bucket of a length of time in milliseconds: 0 below one, n from 1.05^(n-1) up to 1.05^n. The same arithmetic as
 * `report_bucket` in the migrations.
 */
export function bucketOf(ms: number): number {
  return ms < 1 ? 0 : 1 + Math.floor(Math.log(ms) / Math.log(GROWTH));
}

/**
 * The value a share of all values does not exceed (nearest rank), in milliseconds, as the geometric middle of its bucket
 * and never more than `max`; null without a value. Buckets of several histograms may be given together.
 */
export function percentileOf(
  counts: readonly BucketCount[],
  share: number,
  max: number,
): number | null {
  const total = counts.reduce((sum, { runs }) => sum + runs, 0);
  if (total <= 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  if (rank >= total) return max;
  const sorted = counts.toSorted((a, b) => a.bucket - b.bucket);
  let seen = 0;
  for (const { bucket, runs } of sorted) {
    seen += runs;
    if (seen >= rank) return Math.min(max, middleOf(bucket));
  }
  return max;
}

function middleOf(bucket: number): number {
  return bucket === 0 ? 0 : GROWTH ** (bucket - 0.5);
}
