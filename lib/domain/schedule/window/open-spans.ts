import { type Calendar, isWeekend, isWorkdayNumber } from "../calendar";
import { SECONDS_PER_DAY } from "../date/civil-day";
import { zoneOffset } from "../date/time-zone";
import { referencesOf, type TimeWindow, type WindowLookup } from "../time-window";
import { type ElementRule, elementRule, openingDays } from "./element-days";
import { referenceCheck } from "./reference-fault";
import {
  intersectSpans,
  mergeSpans,
  replayable,
  type Span,
  type Spans,
  subtractSpans,
} from "./span";
import { wallClock } from "./wall-clock";

/** Openings reach over midnight, and clocks may be put back over it: days are read with a margin. */
const DAYS_BEFORE = 2;
const DAYS_AFTER = 1;

/**
 * When a window is open within a range, cut to the range. A window that refers to one that does not
 * exist, to itself or too deep is always closed: what waits for it must not start at a wrong time.
 * Without its calendar its elements for working days are.
 */
export function openSpans(window: TimeWindow, range: Span, lookup: WindowLookup): Spans {
  const faultOf = referenceCheck(lookup);
  if (referencesOf(window).some((name) => faultOf(name, []) !== null)) return [];
  const shared = new Map<string, Spans>();
  const spansOf = (part: TimeWindow): Spans => {
    let spans: Spans = elementSpans(part, range, workdayTest(part, lookup));
    for (const name of part.enabledDuring ?? []) spans = intersectSpans(spans, named(name));
    for (const name of part.disabledDuring ?? []) spans = subtractSpans(spans, named(name));
    return spans;
  };
  const named = (name: string): Spans => {
    const known = shared.get(name);
    if (known !== undefined) return known;
    const part = lookup.window(name);
    const spans = part === null ? [] : replayable(spansOf(part)[Symbol.iterator]());
    shared.set(name, spans);
    return spans;
  };
  return spansOf(window);
}

/** What counts as a working day for the elements of a window. */
function workdayTest(window: TimeWindow, lookup: WindowLookup): (dayCount: number) => boolean {
  if (window.calendar === null || window.calendar === undefined) {
    return (dayCount) => !isWeekend({}, dayCount);
  }
  const calendar: Calendar | null = lookup.calendar(window.calendar);
  return (dayCount) => calendar !== null && isWorkdayNumber(calendar, dayCount);
}

function elementSpans(
  window: TimeWindow,
  range: Span,
  isWorkday: (dayCount: number) => boolean,
): Spans {
  const rules = window.elements
    .map((element) => elementRule(element, isWorkday))
    .sort((a, b) => a.fromMinute - b.fromMinute);
  if (rules.some((rule) => rule.isUnrestricted)) return [range];
  return mergeSpans(openingsOf(window.timeZone, rules, range));
}

/** The openings of each rule one by one, by their beginning; their ends may be mixed. */
function* openingsOf(
  timeZone: string,
  rules: readonly ElementRule[],
  range: Span,
): Generator<Span> {
  const clock = wallClock(timeZone);
  const firstDay = dayOf(timeZone, range.from) - DAYS_BEFORE;
  const lastDay = dayOf(timeZone, range.to) + DAYS_AFTER;
  for (const day of openingDays(rules, firstDay, lastDay)) {
    const midnight = day.dayCount * SECONDS_PER_DAY;
    for (const rule of day.rules) {
      const from = Math.max(range.from, clock.opensAt(midnight + rule.fromMinute * 60));
      const to = Math.min(range.to, clock.closesAt(midnight + rule.toMinute * 60));
      if (from < to) yield { from, to };
    }
  }
}

function dayOf(timeZone: string, epochSecond: number): number {
  return Math.floor((epochSecond + zoneOffset(timeZone, epochSecond)) / SECONDS_PER_DAY);
}
