import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { PALE, PATTERN_TILES } from "@/components/timeline/pattern-tiles";
import type { RunState } from "@/lib/domain/run/run-state";

/** The colours a picture is drawn with, as the style sheet has them now; any CSS colour. */
export type TimelinePalette = {
  surface: string;
  ink: string;
  muted: string;
  grid: string;
  /** The colour of a state family, by tone. */
  toneOf: (tone: string) => string;
};

/** The pattern of a state as an SVG definition; `id` is what shapes refer to. */
export function statePattern(
  state: RunState,
  id: string,
  palette: Pick<TimelinePalette, "surface" | "toneOf">,
): string {
  const { tone, fill } = RUN_STATE_APPEARANCE[state];
  const color = palette.toneOf(tone);
  const { size, filled, stroked } = PATTERN_TILES[fill];
  const box = `width="${size[0]}" height="${size[1]}"`;
  const pale = fill === "dashed" ? 0 : PALE;
  return [
    `<pattern id="${id}" ${box} patternUnits="userSpaceOnUse">`,
    `<rect ${box} fill="${palette.surface}"/><rect ${box} fill="${color}" fill-opacity="${pale}"/>`,
    filled === undefined ? "" : `<path d="${filled}" fill="${color}"/>`,
    stroked === undefined
      ? ""
      : `<path d="${stroked.path}" fill="none" stroke="${color}" stroke-width="${stroked.width}"/>`,
    "</pattern>",
  ].join("");
}
