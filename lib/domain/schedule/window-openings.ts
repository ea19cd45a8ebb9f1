import type { TimeWindow, WindowLookup } from "./time-window";
import { openSpans } from "./window/open-spans";
import type { Span } from "./window/span";

/** What opens or closes later than this counts as never (run-states-and-chains 1.2, Never). */
const HORIZON_YEARS = 2;

/** Most openings lie within so many seconds; looked at before two years are. */
const NEAR_SECONDS = 3 * 86_400;

/** An uninterrupted stretch of time in which a window is open; null: further away than two years. */
export interface Opening {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The first moment that will do, and when the window closes after it; null: not within two years. */
export interface NextOpening {
  readonly at: Date;
  readonly until: Date | null;
}

interface NextOpeningQuery {
  readonly from: Date;
  /** Do not start shortly before closing: the window must stay open for so long (4.6). */
  readonly minimumOpenSeconds?: number | undefined;
  readonly lookup: WindowLookup;
}

/**
 * Whether a window is open at an instant; the moment of opening is inside, that of closing outside.
 * A time of day that the clocks skip is the end of the gap; of one that comes twice an opening takes
 * the first, a closing the last, and a day ends with the midnight that begins the next.
 */
export function isWindowOpen(window: TimeWindow, at: Date, lookup: WindowLookup): boolean {
  const second = secondOf(at);
  return firstSpan(window, { from: second, to: second + 1 }, lookup) !== null;
}

/** The opening that contains an instant, adjacent ones joined; null when the window is closed. */
export function openingAt(window: TimeWindow, at: Date, lookup: WindowLookup): Opening | null {
  const second = secondOf(at);
  const to = secondOf(yearsFrom(at, HORIZON_YEARS)) + 1;
  const openingWithin = (from: number): Opening | null => {
    for (const span of openSpans(window, { from, to }, lookup)) {
      if (span.from > second) return null;
      if (span.to <= second) continue;
      return {
        from: span.from === from ? null : dateOf(span.from),
        to: span.to === to ? null : dateOf(span.to),
      };
    }
    return null;
  };
  const near = openingWithin(second - NEAR_SECONDS);
  if (near === null || near.from !== null) return near;
  return openingWithin(secondOf(yearsFrom(at, -HORIZON_YEARS)) - 1);
}

/**
 * The first instant from `from` on at which a window is open and stays so for the minimum; null when
 * there is none within two years: the state Never (run-states-and-chains 1.2 and 4.6).
 */
export function nextOpening(window: TimeWindow, query: NextOpeningQuery): NextOpening | null {
  const { from, minimumOpenSeconds = 0, lookup } = query;
  const range = { from: secondOf(from), to: secondOf(yearsFrom(from, HORIZON_YEARS)) + 1 };
  for (const span of openSpans(window, range, lookup)) {
    const at = new Date(Math.max(from.getTime(), span.from * 1000));
    const until = span.to < range.to ? dateOf(span.to) : nextChange(window, at, lookup);
    const isLongEnough =
      until === null || until.getTime() - at.getTime() >= minimumOpenSeconds * 1000;
    if (isLongEnough) return { at, until };
  }
  return null;
}

/** The next instant at which a window opens or closes; null when it does not within two years. */
export function nextChange(window: TimeWindow, at: Date, lookup: WindowLookup): Date | null {
  const range = { from: secondOf(at), to: secondOf(yearsFrom(at, HORIZON_YEARS)) + 1 };
  const span = firstSpan(window, range, lookup);
  if (span === null) return null;
  if (span.from > range.from) return dateOf(span.from);
  return span.to < range.to ? dateOf(span.to) : null;
}

function firstSpan(window: TimeWindow, range: Span, lookup: WindowLookup): Span | null {
  for (const span of openSpans(window, range, lookup)) return span;
  return null;
}

/** The same UTC date and time in another year; 29 February becomes 1 March where there is none. */
function yearsFrom(at: Date, years: number): Date {
  const moved = new Date(at);
  moved.setUTCFullYear(at.getUTCFullYear() + years);
  return moved;
}

function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function dateOf(epochSecond: number): Date {
  return new Date(epochSecond * 1000);
}
