/** A jump between two steps, by their places from 0. */
export type Jump = { from: number; to: number };

/** A jump with the height it is drawn at: lane 0 is the lowest. */
export type JumpLane = Jump & { lane: number };

/**
 * Gives every jump a lane in which it meets no other: short ones below, long ones above. The answer is in the order of
 * the input.
 */
export function jumpLanes(jumps: readonly Jump[]): JumpLane[] {
  const order = jumps
    .map((jump, index) => ({ index, ...spanOf(jump) }))
    .sort((a, b) => a.last - a.first - (b.last - b.first) || a.index - b.index);
  const lanes: { first: number; last: number }[][] = [];
  const laneOf = new Map<number, number>();
  for (const { index, first, last } of order) {
    const free = lanes.findIndex((lane) =>
      lane.every((other) => last < other.first || first > other.last),
    );
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = [...(lanes[lane] ?? []), { first, last }];
    laneOf.set(index, lane);
  }
  return jumps.map((jump, index) => ({ ...jump, lane: laneOf.get(index) ?? 0 }));
}

function spanOf({ from, to }: Jump): { first: number; last: number } {
  return { first: Math.min(from, to), last: Math.max(from, to) };
}
