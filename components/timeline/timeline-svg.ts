import { layoutLane, type SegmentBox } from "@/components/runs/lane-layout";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { axisTicks, type TimeScale, timeAt, xOf } from "@/components/runs/time-scale";
import type { Span } from "@/components/runs/use-timeline-view";
import type { TimelineLaneView } from "@/components/timeline/drawn-lanes";
import { elapsedTicks, elapsedWords } from "@/components/timeline/elapsed-ticks";
import { statePattern, type TimelinePalette } from "@/components/timeline/svg-fill";
import type { TimeBreak } from "@/components/timeline/time-breaks";
import { isFinal, RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { formatInstant } from "@/lib/format/format-when";

/** What is saved: the lanes as they are drawn, and the part of the axis that is visible. */
export type TimelinePicture = {
  /** Job name and number. */
  title: string;
  lanes: readonly TimelineLaneView[];
  view: Span;
  breaks: readonly TimeBreak[];
  /** The axis counts from the start of each lane. */
  isAligned: boolean;
  now: Date;
};

const WIDTH = 1_200;
const MARGIN = 24;
const LABELS = 220;
const PLOT_TOP = 92;
const LANE = 30;
const BAR = 18;
const INDENT = 14;
/** Room for the word of the outcome. */
const OUTCOME = 80;
const WORD_PX = 7;
const LEGEND_COLUMN = 120;
/** A break drawn narrower than this is a dotted line instead of a torn band. */
const NARROW_BREAK = 16;
const FONT = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/**
 * The diagram as an SVG document of its own: 1,200 px wide, with its patterns, colours and words, and nothing it would
 * have to load.
 */
export function timelineSvg(picture: TimelinePicture, palette: TimelinePalette): string {
  const { title, lanes, view, breaks, isAligned } = picture;
  const width = WIDTH - MARGIN * 2 - LABELS - OUTCOME;
  const scale: TimeScale = { ...view, breaks, width };
  const states = RUN_STATES.filter((state) =>
    lanes.some((lane) => lane.segments.some((stay) => stay.state === state)),
  );
  const bottom = PLOT_TOP + lanes.length * LANE;
  const perRow = Math.floor((WIDTH - MARGIN * 2) / LEGEND_COLUMN);
  const height = bottom + 40 + Math.ceil(states.length / perRow) * 24;
  const range = rangeWords(scale, isAligned);
  const plot = [
    ...axis(scale, { bottom, isAligned, palette }),
    ...lanes.flatMap((lane, index) => laneShapes(lane, { index, scale, picture, palette })),
    ...breaks.map((gap) => breakShape(gap, { scale, bottom, palette })),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="${FONT}" font-size="12">`,
    `<title>${escapeXml(`${title}, ${range}`)}</title>`,
    `<defs>${states.map((state) => statePattern(state, `state-${state}`, palette)).join("")}</defs>`,
    `<rect width="${WIDTH}" height="${height}" fill="${palette.surface}"/>`,
    text(MARGIN, 34, title, { fill: palette.ink, size: 18, weight: 600 }),
    text(MARGIN, 54, range, { fill: palette.muted }),
    `<g transform="translate(${MARGIN + LABELS} 0)">${plot.join("")}</g>`,
    ...states.map((state, index) =>
      legendEntry(state, { index, perRow, top: bottom + 24, palette }),
    ),
    "</svg>",
  ].join("\n");
}

function rangeWords(scale: TimeScale, isAligned: boolean): string {
  const [from, to] = [timeAt(scale, 0), timeAt(scale, scale.width)];
  return isAligned
    ? `${elapsedWords(from)} to ${elapsedWords(to)} from the start of each run`
    : `${formatInstant(new Date(from))} to ${formatInstant(new Date(to))}`;
}

type Frame = { bottom: number; isAligned: boolean; palette: TimelinePalette };

function axis(scale: TimeScale, { bottom, isAligned, palette }: Frame): string[] {
  const ticks = isAligned ? elapsedTicks(scale) : axisTicks(scale);
  return ticks.flatMap((tick) => {
    const x = round(xOf(scale, tick.at));
    return [
      `<path d="M${x} ${PLOT_TOP - 6}V${bottom}" stroke="${palette.grid}"/>`,
      tick.context === null
        ? ""
        : text(x + 3, PLOT_TOP - 22, tick.context, { fill: palette.ink, size: 10, weight: 600 }),
      text(x + 3, PLOT_TOP - 9, tick.label, { fill: palette.muted, size: 10 }),
    ];
  });
}

type LaneFrame = {
  index: number;
  scale: TimeScale;
  picture: TimelinePicture;
  palette: TimelinePalette;
};

function laneShapes(lane: TimelineLaneView, frame: LaneFrame): string[] {
  const { index, scale, picture, palette } = frame;
  const top = PLOT_TOP + index * LANE;
  const middle = top + LANE / 2 + 4;
  const indent = (lane.indent ?? 0) * INDENT;
  const now = new Date(picture.now.getTime() - lane.movedBy);
  const name = clipped([lane.label, lane.sublabel].filter(Boolean).join("  "), LABELS - indent - 8);
  const last = lane.placed.at(-1);
  const end = last === undefined ? 0 : xOf(scale, last.from.getTime());
  const isEndVisible = last !== undefined && isFinal(last.state) && end >= 0 && end <= scale.width;
  return [
    `<path d="M${-LABELS} ${top + LANE}H${scale.width + OUTCOME}" stroke="${palette.grid}"/>`,
    text(indent - LABELS, middle, name, { fill: palette.ink }),
    ...layoutLane(lane.placed, scale, now).flatMap((box) =>
      boxShapes(box, { lane, top: top + (LANE - BAR) / 2, palette }),
    ),
    isEndVisible
      ? text(end + 6, middle, wordOf(last.state), { fill: palette.ink, size: 11, weight: 600 })
      : "",
  ];
}

function boxShapes(
  box: SegmentBox,
  of: { lane: TimelineLaneView; top: number; palette: TimelinePalette },
): string[] {
  const { lane, top, palette } = of;
  const state = lane.segments[box.index]?.state;
  if (state === undefined) return [];
  const { tone, fill } = RUN_STATE_APPEARANCE[state];
  const color = box.isMixed ? palette.muted : palette.toneOf(tone);
  const ground = box.isTiny ? color : `url(#state-${state})`;
  const dashes = fill === "dashed" ? ' stroke-dasharray="3 2"' : "";
  const edge = fill === "frame" ? 2 : 1;
  const width = round(Math.max(2, box.width));
  const rect = `<rect x="${round(box.x)}" y="${top}" width="${width}" height="${BAR}" rx="2" fill="${ground}" stroke="${color}" stroke-width="${box.isTiny ? 0 : edge}"${dashes}/>`;
  const word = wordOf(state);
  const room = word.length * WORD_PX + 8;
  if (box.isTiny || box.width < room + 4) return [rect];
  return [
    rect,
    `<rect x="${round(box.x + 3)}" y="${top + 2}" width="${room}" height="${BAR - 4}" rx="2" fill="${palette.surface}"/>`,
    text(box.x + 7, top + 13, word, { fill: palette.ink, size: 11 }),
  ];
}

function breakShape(
  gap: TimeBreak,
  { scale, bottom, palette }: { scale: TimeScale; bottom: number; palette: TimelinePalette },
): string {
  const [left, right] = [xOf(scale, gap.from), xOf(scale, gap.to)];
  const middle = round((left + right) / 2);
  if (middle < 0 || middle > scale.width) return "";
  if (right - left < NARROW_BREAK) {
    return `<path data-break="idle" d="M${middle} ${PLOT_TOP}V${bottom}" stroke="${palette.muted}" stroke-dasharray="1 3"/>`;
  }
  const teeth = Array.from({ length: Math.ceil((bottom - PLOT_TOP) / 6) }, (_, tooth) =>
    tooth % 2 === 0 ? "l3 6" : "l-3 6",
  ).join("");
  const edge = (x: number) =>
    `<path d="M${round(x)} ${PLOT_TOP}${teeth}" fill="none" stroke="${palette.muted}"/>`;
  const ground = `<rect x="${round(middle - 3)}" y="${PLOT_TOP}" width="6" height="${bottom - PLOT_TOP}" fill="${palette.surface}"/>`;
  return `<g data-break="idle">${ground}${edge(middle - 4)}${edge(middle + 1)}</g>`;
}

function legendEntry(
  state: RunState,
  of: { index: number; perRow: number; top: number; palette: TimelinePalette },
): string {
  const x = MARGIN + (of.index % of.perRow) * LEGEND_COLUMN;
  const y = of.top + Math.floor(of.index / of.perRow) * 24;
  const color = of.palette.toneOf(RUN_STATE_APPEARANCE[state].tone);
  return `<rect x="${x}" y="${y}" width="26" height="13" rx="2" fill="url(#state-${state})" stroke="${color}"/>${text(x + 32, y + 11, wordOf(state), { fill: of.palette.ink })}`;
}

function text(
  x: number,
  y: number,
  words: string,
  style: { fill: string; size?: number; weight?: number },
): string {
  const size = style.size === undefined ? "" : ` font-size="${style.size}"`;
  const weight = style.weight === undefined ? "" : ` font-weight="${style.weight}"`;
  return `<text x="${round(x)}" y="${round(y)}" fill="${style.fill}"${size}${weight}>${escapeXml(words)}</text>`;
}

function wordOf(state: RunState): string {
  return RUN_STATE_APPEARANCE[state].word;
}

function clipped(words: string, px: number): string {
  const most = Math.floor(px / WORD_PX);
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}

/** What may stand in text and attributes of XML; control characters have no place in it at all. */
function escapeXml(words: string): string {
  return words
    .replace(/[^\P{Cc}\t\n]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
