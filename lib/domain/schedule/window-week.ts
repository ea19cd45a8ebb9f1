import { SECONDS_PER_DAY, weekdayOf } from "./date/civil-day";
import { firstWithOffset, zoneOffset } from "./date/time-zone";
import type { TimeWindow, WindowLookup } from "./time-window";
import { isoDate } from "./window/iso-date";
import { openSpans } from "./window/open-spans";
import { mergeSpans, type Span } from "./window/span";
import { wallClock } from "./window/wall-clock";
import { type Weekday, weekdayName } from "./window/weekday";

const MINUTES_PER_DAY = 1440;

/** A stretch of one day on the clock on the wall, in minutes 0 to 1440. */
export interface MinuteSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** One row of the picture of a week. */
export interface WindowDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly weekday: Weekday;
  /** Ascending, neither overlapping nor touching. */
  readonly spans: readonly MinuteSpan[];
}

interface WeekQuery {
  /** Monday 00:00 in the window's zone, see {@link weekStartOf}. */
  readonly weekStart: Date;
  readonly lookup: WindowLookup;
}

/**
 * Seven days of a window by the clock of its zone. An hour that comes twice is open if it is open
 * once; one that is skipped is drawn as part of the opening that runs over it.
 */
export function weekPicture(window: TimeWindow, { weekStart, lookup }: WeekQuery): WindowDay[] {
  const { timeZone } = window;
  const clock = wallClock(timeZone);
  const first = localDay(weekStart, timeZone);
  const dayRange = (day: number): Span => ({
    from: clock.opensAt(day * SECONDS_PER_DAY),
    to: clock.opensAt((day + 1) * SECONDS_PER_DAY),
  });
  const week = { from: dayRange(first).from, to: dayRange(first + 6).to };
  const open = [...openSpans(window, week, lookup)];
  return Array.from({ length: 7 }, (_, index) => {
    const day = first + index;
    const range = dayRange(day);
    const spans = open
      .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
      .filter(({ from, to }) => from < to)
      .flatMap((span) => readings(span, timeZone, day));
    return { day: isoDate(day), weekday: weekdayName(day), spans: minuteSpans(spans) };
  });
}

/** Monday 00:00, in a zone, of the week an instant lies in. */
export function weekStartOf(at: Date, timeZone: string): Date {
  const day = localDay(at, timeZone);
  const monday = day - weekdayOf(day);
  return new Date(wallClock(timeZone).opensAt(monday * SECONDS_PER_DAY) * 1000);
}

function minuteSpans(minutes: readonly Span[]): MinuteSpan[] {
  const merged = mergeSpans([...minutes].sort((a, b) => a.from - b.from));
  return Array.from(merged, ({ from, to }) => ({ fromMinute: from, toMinute: to }));
}

function localDay(at: Date, timeZone: string): number {
  const second = Math.floor(at.getTime() / 1000);
  return Math.floor((second + zoneOffset(timeZone, second)) / SECONDS_PER_DAY);
}

/** What the clock shows during a span of one day, in minutes: two stretches when it is put back within. */
function readings(span: Span, timeZone: string, day: number): Span[] {
  const last = span.to - 1;
  const wentBack = zoneOffset(timeZone, last) < zoneOffset(timeZone, span.from);
  const change = wentBack ? firstWithOffset(timeZone, span.from, last) : span.to;
  const secondOfDay = (second: number) =>
    second + zoneOffset(timeZone, second) - day * SECONDS_PER_DAY;
  const reading = (from: number, to: number): Span => ({
    from: Math.max(0, Math.floor(secondOfDay(from) / 60)),
    to: Math.min(MINUTES_PER_DAY, Math.ceil((secondOfDay(to - 1) + 1) / 60)),
  });
  const first = reading(span.from, change);
  return wentBack ? [first, reading(change, span.to)] : [first];
}
