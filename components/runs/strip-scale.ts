import { type StateSegment, segmentMs } from "@/lib/domain/run/timeline-segments";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths a scale may have: few, so that it seldom changes while runs go on. */
const STEPS = [
  ...[100, 500, SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND],
  ...[MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 30 * DAY, 365 * DAY],
];

/** A run so much longer than the usual one is cut off, or nothing would be seen of the others. */
const LONGEST_OF_MEDIAN = 8;

/**
 * The milliseconds that the full width of every strip of a list stands for: enough for the longest run, except for runs
 * that are out of all proportion to the others. Null while no run has a length.
 */
export function stripScaleMs(lengths: readonly number[]): number | null {
  const sorted = lengths.filter((length) => length > 0).sort((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return null;
  const longest = sorted.findLast((length) => length <= median * LONGEST_OF_MEDIAN) ?? median;
  return STEPS.find((step) => step >= longest) ?? longest;
}

/** From the first change of a run to its end, or to `now`. */
export function lifeMs(segments: readonly StateSegment[], now: Date): number {
  return segments.reduce((sum, segment) => sum + segmentMs(segment, now), 0);
}
