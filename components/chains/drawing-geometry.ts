/** Widths of the drawing in pixels; fixed, so that jumps can be drawn without measuring. */
export const HEAD_WIDTH = 136;
export const STEP_WIDTH = 216;
export const STEP_GAP = 36;
const LANE_HEIGHT = 20;

/** Where the middle of a step is, counted from the left edge of the drawing. */
export function stepMiddle(index: number, hasHead: boolean): number {
  const start = hasHead ? HEAD_WIDTH + STEP_GAP : 0;
  return start + index * (STEP_WIDTH + STEP_GAP) + STEP_WIDTH / 2;
}

/** How high the band above the steps is in which so many lanes of jumps fit. */
export function bandHeight(lanes: number): number {
  return lanes === 0 ? 0 : lanes * LANE_HEIGHT + 16;
}

/** The height of a lane in the band, from its top; lane 0 is the lowest. */
export function laneTop(lane: number, lanes: number): number {
  return (lanes - lane - 1) * LANE_HEIGHT + 12;
}
