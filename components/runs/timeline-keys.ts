import type { StateSegment } from "@/lib/domain/run/timeline-segments";

export type SegmentPosition = { laneIndex: number; index: number };

/** Where a move begins on a box that may stand for several stays: at its last one to the right, at its first to the left. */
export function startOfMove(
  box: SegmentPosition & { first: number; last: number },
  key: string,
): SegmentPosition {
  const { laneIndex, index, first, last } = box;
  if (key === "ArrowRight") return { laneIndex, index: last };
  return { laneIndex, index: key === "ArrowLeft" ? first : index };
}

/**
 * Where an arrow key leads: left and right along the lane, up and down to the stay of the
 * neighbouring lane at the same time, Home and End to the ends. Undefined for other keys.
 */
export function nextPosition(
  lanes: readonly (readonly StateSegment[])[],
  from: SegmentPosition,
  key: string,
): SegmentPosition | undefined {
  const lane = lanes[from.laneIndex];
  if (lane === undefined) return undefined;
  const last = lane.length - 1;
  const inLane = (index: number) => ({
    laneIndex: from.laneIndex,
    index: Math.min(Math.max(0, index), last),
  });
  switch (key) {
    case "ArrowLeft":
      return inLane(from.index - 1);
    case "ArrowRight":
      return inLane(from.index + 1);
    case "Home":
      return inLane(0);
    case "End":
      return inLane(last);
    case "ArrowUp":
      return inOtherLane(lanes, from, -1);
    case "ArrowDown":
      return inOtherLane(lanes, from, 1);
    default:
      return undefined;
  }
}

function inOtherLane(
  lanes: readonly (readonly StateSegment[])[],
  from: SegmentPosition,
  direction: 1 | -1,
): SegmentPosition {
  const at = lanes[from.laneIndex]?.[from.index]?.from.getTime() ?? 0;
  let laneIndex = from.laneIndex + direction;
  while (lanes[laneIndex]?.length === 0) laneIndex += direction;
  const lane = lanes[laneIndex];
  if (lane === undefined) return from;
  const later = lane.findIndex((segment) => segment.from.getTime() > at);
  const index = later === -1 ? lane.length - 1 : Math.max(0, later - 1);
  return { laneIndex, index };
}
