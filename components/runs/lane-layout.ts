import { type TimeScale, xOf } from "@/components/runs/time-scale";
import { isFinal } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

/** A drawn segment. `count` > 1 when stays too short to tell apart share one box. */
export type SegmentBox = {
  /** Index of the segment that gives the box its state. */
  index: number;
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
};

const MIN_WIDTH = 2;

/**
 * Boxes for the part of a lane that is visible. Every stay is at least 2 px wide; neighbours that
 * would fall on the same 2 px share a box, so a lane never has more than width / 2 + 1 boxes.
 */
export function layoutLane(
  segments: readonly StateSegment[],
  scale: TimeScale,
  now: Date,
): SegmentBox[] {
  const boxes: SegmentBox[] = [];
  segments.forEach((segment, index) => {
    const from = segment.from.getTime();
    const to = Math.max(from, (segment.until ?? now).getTime());
    if (to < scale.from || from > scale.to) return;
    const left = Math.max(0, xOf(scale, from));
    const right = Math.min(scale.width, xOf(scale, to));
    const box: SegmentBox = {
      index,
      count: 1,
      x: Math.min(left, scale.width - MIN_WIDTH),
      width: Math.max(MIN_WIDTH, right - left),
      isCutLeft: from < scale.from,
      isCutRight: to > scale.to,
      isLive: segment.until === null,
      isTiny: right - left < MIN_WIDTH,
      isTick: false,
    };
    const previous = boxes.at(-1);
    if (previous !== undefined && canShare(previous, box, segment)) merge(previous, box, segment);
    else boxes.push(box);
  });
  return boxes.map((box, index) => ({
    ...box,
    isTick: box.isTiny && !touches(boxes[index - 1], box) && !touches(box, boxes[index + 1]),
  }));
}

/** Two tiny boxes side by side: a crowd reads as a band, not as a row of ticks. */
function touches(left: SegmentBox | undefined, right: SegmentBox | undefined): boolean {
  if (!left?.isTiny || !right?.isTiny) return false;
  return right.x - (left.x + left.width) < MIN_WIDTH;
}

function canShare(previous: SegmentBox, box: SegmentBox, segment: StateSegment): boolean {
  const isTiny = previous.isTiny && (box.isTiny || isFinal(segment.state));
  return isTiny && box.x - previous.x < MIN_WIDTH;
}

function merge(into: SegmentBox, box: SegmentBox, segment: StateSegment): void {
  into.count += 1;
  into.width = Math.max(into.width, box.x + box.width - into.x);
  into.isLive = into.isLive || box.isLive;
  // The end says more than the moments before it.
  if (isFinal(segment.state) || box.isLive) into.index = box.index;
}
