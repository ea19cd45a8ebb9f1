import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import { type StateSegment, segmentMs } from "@/lib/domain/run/timeline-segments";

/** A stay of a strip; `x` and `width` in per cent of the strip. */
export type StripBar = { state: RunState; x: number; width: number };

/** An outcome has no length: it is given this much, so that its colour can be seen. */
const END_PERCENT = 8;
/** No stay is thinner, as long as there is room for all. */
const LEAST_PERCENT = 3.5;
const MOST_LEAST_PERCENT = 70;

/**
 * The stays of a life side by side, as long as they lasted beside each other. `share` is what the life takes of the
 * strip, so that the strips of a list can be compared; 1 fills it.
 */
export function stripBars(
  segments: readonly StateSegment[],
  { now, share = 1 }: { now: Date; share?: number },
): StripBar[] {
  const stays = segments.filter(({ state }) => !isFinal(state));
  const ends = segments.length - stays.length;
  const least = Math.min(LEAST_PERCENT, MOST_LEAST_PERCENT / Math.max(1, stays.length));
  const total = stays.reduce((sum, stay) => sum + Math.max(1, segmentMs(stay, now)), 0);
  const whole = 100 - ends * END_PERCENT;
  const room = Math.max(0, Math.min(1, share) * whole - stays.length * least);
  let x = 0;
  return segments.map((segment) => {
    const width = isFinal(segment.state)
      ? END_PERCENT
      : least + (room * Math.max(1, segmentMs(segment, now))) / total;
    const bar = { state: segment.state, x, width };
    x += width;
    return bar;
  });
}
