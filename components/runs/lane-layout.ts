import { type TimeScale, xOf } from "@/components/runs/time-scale";
import { isFinal } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

/** A drawn segment. `count` > 1 when stays too short to tell apart share one box. */
export type SegmentBox = {
  /** Index of the segment that gives the box its state. */
  index: number;
  /** Indexes of the first and the last segment in the box. */
  first: number;
  last: number;
  count: number;
  x: number;
  width: number;
  isCutLeft: boolean;
  isCutRight: boolean;
  isLive: boolean;
  /** A stay without visible length, such as a final state. */
  isTiny: boolean;
  /** Tiny and alone: drawn as a tick that stands out. */
  isTick: boolean;
  /** Stays in several states, none of which says more than the others. */
  isMixed: boolean;
};

const MIN_WIDTH = 2;
/** A crowd is drawn as one band up to this width, wide enough to be hit. */
const CROWD_WIDTH = 12;

/**
 * Boxes for the part of a lane that is visible. Every stay is at least 2 px wide; neighbours that
 * would fall on the same 2 px share a box, so a lane never has more than width / 2 + 1 boxes.
 * A stay that lasts has a box of its own, because it grows.
 */
export function layoutLane(
  segments: readonly StateSegment[],
  scale: TimeScale,
  now: Date,
): SegmentBox[] {
  const boxes: SegmentBox[] = [];
  segments.forEach((segment, index) => {
    const box = boxOf(segment, { index, scale, now });
    if (box === null) return;
    const previous = boxes.at(-1);
    if (previous !== undefined && canShare(previous, box, segment)) {
      merge(previous, box, { segment, state: segments[previous.index]?.state });
    } else boxes.push(box);
  });
  return boxes.map((box, index) => ({
    ...box,
    isTick: box.isTiny && !touches(boxes[index - 1], box) && !touches(box, boxes[index + 1]),
  }));
}

function boxOf(
  segment: StateSegment,
  { index, scale, now }: { index: number; scale: TimeScale; now: Date },
): SegmentBox | null {
  const from = segment.from.getTime();
  const start = xOf(scale, from);
  const end = xOf(scale, Math.max(from, (segment.until ?? now).getTime()));
  if (end < 0 || start > scale.width) return null;
  const left = Math.max(0, start);
  const right = Math.min(scale.width, end);
  return {
    ...{ index, first: index, last: index, count: 1, isTick: false, isMixed: false },
    x: Math.min(left, scale.width - MIN_WIDTH),
    width: Math.max(MIN_WIDTH, right - left),
    isCutLeft: start < 0,
    isCutRight: end > scale.width,
    isLive: segment.until === null,
    isTiny: right - left < MIN_WIDTH,
  };
}

/** The box of a stay that lasts as it is at `now`; null while that is left of what is visible. */
export function grownBox(box: SegmentBox, scale: TimeScale, now: Date): SegmentBox | null {
  const end = xOf(scale, now.getTime());
  if (end < 0) return null;
  const width = Math.max(MIN_WIDTH, Math.min(scale.width, end) - box.x);
  const isTiny = width <= MIN_WIDTH;
  return { ...box, width, isTiny, isTick: isTiny, isCutRight: end > scale.width };
}

/** Two tiny boxes side by side: a crowd reads as a band, not as a row of ticks. */
function touches(left: SegmentBox | undefined, right: SegmentBox | undefined): boolean {
  if (!left?.isTiny || !right?.isTiny) return false;
  return right.x - (left.x + left.width) < MIN_WIDTH;
}

function canShare(previous: SegmentBox, box: SegmentBox, segment: StateSegment): boolean {
  if (box.isLive || previous.isLive || !previous.isTiny) return false;
  if (!box.isTiny && !isFinal(segment.state)) return false;
  if (box.x - previous.x < MIN_WIDTH) return true;
  // An outcome keeps to its own place, so that it does not colour the crowd before it.
  if (previous.count === 1 || isFinal(segment.state)) return false;
  const isNear = box.x - (previous.x + previous.width) < 1;
  return isNear && box.x + box.width - previous.x <= CROWD_WIDTH;
}

function merge(
  into: SegmentBox,
  box: SegmentBox,
  of: { segment: StateSegment; state: StateSegment["state"] | undefined },
): void {
  into.count += 1;
  into.last = box.last;
  into.width = Math.max(into.width, box.x + box.width - into.x);
  // The end says more than the moments before it.
  const isEnd = isFinal(of.segment.state);
  if (isEnd) into.index = box.index;
  into.isMixed = !isEnd && (into.isMixed || of.segment.state !== of.state);
}
