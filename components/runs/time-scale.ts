/** A visible span of time, in epoch milliseconds, drawn over `width` pixels. */
export type TimeScale = { from: number; to: number; width: number };

export type AxisTick = {
  at: number;
  /** Time of day at the granularity of the step: `14:02:31`, `14:02`, `14 Nov`. */
  label: string;
  /** Day at the first tick and wherever the day changes, otherwise null. */
  context: string | null;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY_MS = 24 * HOUR;

const STEPS_MS = [
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

export function xOf(scale: TimeScale, at: number): number {
  return ((at - scale.from) / Math.max(1, scale.to - scale.from)) * scale.width;
}

export function timeAt(scale: TimeScale, x: number): number {
  return scale.from + (x / Math.max(1, scale.width)) * (scale.to - scale.from);
}

/** Ticks on real boundaries of milliseconds up to years in UTC, at least `minGap` pixels apart. */
export function axisTicks(scale: TimeScale, minGap = 84): AxisTick[] {
  const minStep = ((scale.to - scale.from) / Math.max(1, scale.width)) * minGap;
  const step = STEPS_MS.find((candidate) => candidate >= minStep);
  const instants =
    step === undefined
      ? monthBoundaries(scale, STEPS_MONTHS.find((n) => n * MONTH_MS >= minStep) ?? 12_000)
      : evenBoundaries(scale, step);
  let previousDay = "";
  return instants.map((at) => {
    const day = dayLabel(at);
    const context = step !== undefined && step < DAY_MS && day !== previousDay ? day : null;
    previousDay = day;
    return { at, label: tickLabel(at, step), context };
  });
}

function evenBoundaries(scale: TimeScale, step: number): number[] {
  const offset = step % (7 * DAY_MS) === 0 ? FIRST_MONDAY_MS : 0;
  const instants: number[] = [];
  const first = Math.ceil((scale.from - offset) / step) * step + offset;
  for (let at = first; at <= scale.to; at += step) instants.push(at);
  return instants;
}

function monthBoundaries(scale: TimeScale, months: number): number[] {
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
