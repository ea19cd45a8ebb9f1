import { drawnAt, instantAt, type TimeBreak } from "@/components/timeline/time-breaks";

/**
 * A visible span of the drawn axis over `width` pixels. Its milliseconds are those of the clock as long as no idle
 * stretch is drawn shorter than it was.
 */
export type TimeScale = {
  from: number;
  to: number;
  width: number;
  breaks?: readonly TimeBreak[];
};

export type AxisTick = {
  at: number;
  /** Time of day at the granularity of the step: `14:02:31`, `14:02`, `14 Nov`. */
  label: string;
  /** Day at the first tick and wherever the day changes, otherwise null. */
  context: string | null;
};

/** Room at the right of every plot for the mark of an outcome. */
export const END_MARK_PX = 26;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY_MS = 24 * HOUR;

export const STEPS_MS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14].map((n) => n * DAY_MS),
];
const STEPS_MONTHS = [1, 3, 6, 12, 24, 60, 120, 600, 1_200, 12_000];
const MONTH_MS = 30.4 * DAY_MS;
/** 1970-01-05, a Monday: steps of weeks begin on Mondays. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Pixels from the left edge of an instant. */
export function xOf(scale: TimeScale, at: number): number {
  const drawn = drawnAt(scale.breaks ?? [], at);
  return ((drawn - scale.from) / Math.max(1, scale.to - scale.from)) * scale.width;
}

/** The instant at a distance from the left edge. */
export function timeAt(scale: TimeScale, x: number): number {
  return instantAt(scale.breaks ?? [], drawnTimeAt(scale, x));
}

/** The place on the drawn axis at a distance from the left edge: what zooming and moving reckon with. */
export function drawnTimeAt(scale: TimeScale, x: number): number {
  return scale.from + (x / Math.max(1, scale.width)) * (scale.to - scale.from);
}

/** A distance in pixels as a share of the plot, so that a page that becomes narrower, or paper, needs no new layout. */
export function shareOf(scale: TimeScale, px: number): string {
  return `${((px / (scale.width + END_MARK_PX)) * 100).toFixed(4)}%`;
}

/** Ticks on real boundaries of milliseconds up to years in UTC, at least `minGap` pixels apart. */
export function axisTicks(scale: TimeScale, minGap = 84): AxisTick[] {
  const minStep = minStepMs(scale, minGap);
  const step = STEPS_MS.find((candidate) => candidate >= minStep);
  const boundaries = (piece: Piece) =>
    step === undefined
      ? monthBoundaries(piece, STEPS_MONTHS.find((n) => n * MONTH_MS >= minStep) ?? 12_000)
      : evenBoundaries(piece, step, step % (7 * DAY_MS) === 0 ? FIRST_MONDAY_MS : 0);
  const [first, ...later] = unbrokenPieces(scale);
  const resumed = farApart(
    scale,
    later.map((piece) => piece.from),
    minGap,
  );
  const between = [first, ...later].flatMap((piece) => (piece ? boundaries(piece) : []));
  const free = between.filter((at) => isFar(scale, { at, from: resumed, minGap }));
  let previousDay = "";
  return [...free, ...resumed]
    .sort((a, b) => a - b)
    .map((at) => {
      const isResumed = resumed.includes(at);
      const day = dayLabel(at);
      const namesDay = isResumed || (step !== undefined && step < DAY_MS && day !== previousDay);
      previousDay = day;
      const label = isResumed ? tickLabel(at, SECOND) : tickLabel(at, step);
      return { at, label, context: namesDay ? day : null };
    });
}

/** The milliseconds of the axis that `minGap` pixels stand for. */
export function minStepMs(scale: TimeScale, minGap: number): number {
  return ((scale.to - scale.from) / Math.max(1, scale.width)) * minGap;
}

type Piece = { from: number; to: number };

/** The visible stretches between the breaks; where one begins after a break, the axis names the instant. */
function unbrokenPieces(scale: TimeScale): Piece[] {
  const pieces: Piece[] = [];
  let from = timeAt(scale, 0);
  const end = timeAt(scale, scale.width);
  for (const gap of scale.breaks ?? []) {
    if (gap.to <= from || gap.from >= end) continue;
    pieces.push({ from, to: gap.from });
    from = gap.to;
  }
  return [...pieces, { from, to: end }].filter((piece) => piece.to >= piece.from);
}

/** Those of some instants in order that are far enough from the one kept before them. */
function farApart(scale: TimeScale, instants: readonly number[], minGap: number): number[] {
  const kept: number[] = [];
  for (const at of instants) {
    const before = kept.at(-1);
    if (before === undefined || xOf(scale, at) - xOf(scale, before) >= minGap) kept.push(at);
  }
  return kept;
}

function isFar(
  scale: TimeScale,
  { at, from, minGap }: { at: number; from: readonly number[]; minGap: number },
): boolean {
  return from.every((other) => Math.abs(xOf(scale, at) - xOf(scale, other)) >= minGap);
}

/** Every whole multiple of a step in a stretch, counted from `offset`. */
export function evenBoundaries(piece: Piece, step: number, offset = 0): number[] {
  const instants: number[] = [];
  const first = Math.ceil((piece.from - offset) / step) * step + offset;
  for (let at = first; at <= piece.to; at += step) instants.push(at);
  return instants;
}

function monthBoundaries(scale: Piece, months: number): number[] {
  const start = new Date(scale.from);
  const firstMonth = start.getUTCFullYear() * 12 + start.getUTCMonth();
  const instants: number[] = [];
  for (let month = Math.floor(firstMonth / months) * months; ; month += months) {
    const at = new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    if (at > scale.to) return instants;
    if (at >= scale.from) instants.push(at);
  }
}

function tickLabel(at: number, step: number | undefined): string {
  const date = new Date(at);
  const iso = date.toISOString();
  if (step === undefined) return `${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
  if (step >= DAY_MS) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""}`;
  if (step >= MINUTE) return iso.slice(11, 16);
  return step >= SECOND ? iso.slice(11, 19) : iso.slice(11, 23);
}

function dayLabel(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

const MIN_SPAN_MS = 5;

/** Zooms by a factor below 1 (in) or above 1 (out) around a fixed instant, within the whole. */
export function zoomSpan(
  view: { from: number; to: number },
  options: { factor: number; around: number; whole: { from: number; to: number } },
): { from: number; to: number } {
  const { factor, around, whole } = options;
  const length = Math.max(MIN_SPAN_MS, (view.to - view.from) * factor);
  const share = (around - view.from) / Math.max(1, view.to - view.from);
  return clampSpan({ from: around - share * length, to: around + (1 - share) * length }, whole);
}

/** Moves a span inside the whole, shortening it only when it is longer. */
export function clampSpan(
  span: { from: number; to: number },
  whole: { from: number; to: number },
): { from: number; to: number } {
  const length = Math.min(span.to - span.from, whole.to - whole.from);
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length);
  return { from, to: from + length };
}
