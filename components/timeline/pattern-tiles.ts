import type { StateFill } from "@/components/runs/run-state-appearance";

/** One tile of a hatch: its size and what is drawn on it in the colour of the state, as paths of SVG. */
export type PatternTile = {
  size: readonly [width: number, height: number];
  filled?: string;
  stroked?: { path: string; width: number };
};

const PLAIN: PatternTile = { size: [8, 8] };

/** The tile of each pattern: the same hatches as in the style sheet, for drawings made of SVG. */
export const PATTERN_TILES: Record<StateFill, PatternTile> = {
  solid: { size: [8, 8], filled: "M0 0H8V8H0Z" },
  outline: PLAIN,
  frame: PLAIN,
  pale: PLAIN,
  dashed: PLAIN,
  thin: { size: [8, 8], filled: "M0 2.5H8V5.5H0Z" },
  bars: { size: [7, 7], filled: "M0 0H2V7H0Z" },
  dots: { size: [6, 6], filled: "M1.6 3a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0 -2.8 0" },
  cross: { size: [8, 8], stroked: { path: "M0 0L8 8M8 0L0 8", width: 1 } },
  rows: { size: [4, 4], filled: "M0 3H4V4H0Z" },
  bricks: { size: [9, 6], stroked: { path: "M0 .5H9M.5 0V6", width: 1 } },
  diagonal: { size: [8, 8], stroked: { path: "M-2 2L2 -2M0 8L8 0M6 10L10 6", width: 2.5 } },
  striped: { size: [10, 10], stroked: { path: "M-2 8L2 12M0 0L10 10M8 -2L12 2", width: 5 } },
};

/** Whether anything is drawn on the pale ground of a state; a plain one needs no pattern. */
export function isHatched(fill: StateFill): boolean {
  const { filled, stroked } = PATTERN_TILES[fill];
  return fill !== "solid" && (filled !== undefined || stroked !== undefined);
}

/** How much of the colour of a state its pale ground has. */
export const PALE = 0.16;
