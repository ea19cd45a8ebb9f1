import { civilDate, daysInMonth, weekdayOf } from "../date/civil-day";
import type { WindowElement } from "../time-window";
import { dayOfIsoDate } from "./iso-date";
import { WEEKDAYS } from "./weekday";

const MINUTES_PER_DAY = 1440;

/** An element made ready for going through many days. */
export interface ElementRule {
  /** Minutes after the midnight the opening's day begins with; `toMinute` up to 2879, above `fromMinute`. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Whether nothing restricts it: open at any time. */
  readonly isUnrestricted: boolean;
  matchesMonth(year: number, month: number): boolean;
  /** Whether an opening starts on a day number. */
  matchesDay(dayCount: number): boolean;
}

type IsWorkday = (dayCount: number) => boolean;
type DayCondition = (dayCount: number) => boolean;

/** The rule of an element; `isWorkday` decides the condition `workday`. */
export function elementRule(element: WindowElement, isWorkday: IsWorkday): ElementRule {
  const fromMinute = minuteOfDay(element.from ?? "00:00");
  const end = minuteOfDay(element.to ?? "24:00");
  const toMinute = end > fromMinute ? end : end + MINUTES_PER_DAY;
  const conditions = conditionsOf(element, isWorkday);
  const months = element.months && new Set(element.months);
  const dateMonths = element.dates && new Set(element.dates.map((date) => date.slice(0, 7)));
  return {
    fromMinute,
    toMinute,
    isUnrestricted:
      conditions.length === 0 && fromMinute === 0 && toMinute === MINUTES_PER_DAY && !months,
    matchesMonth: (year, month) =>
      months?.has(month) !== false && dateMonths?.has(isoMonth(year, month)) !== false,
    matchesDay: (dayCount) => conditions.every((isMet) => isMet(dayCount)),
  };
}

/** A day on which openings start, with the rules that open them. */
export interface OpeningDay {
  readonly dayCount: number;
  readonly rules: readonly ElementRule[];
}

/** The days from `first` to `last` on which a rule starts an opening; months without one cost nothing. */
export function* openingDays(
  rules: readonly ElementRule[],
  first: number,
  last: number,
): Generator<OpeningDay> {
  let dayCount = first;
  while (dayCount <= last) {
    const { year, month, day } = civilDate(dayCount);
    const nextMonth = dayCount - day + daysInMonth(year, month) + 1;
    const inMonth = rules.filter((rule) => rule.matchesMonth(year, month));
    for (; inMonth.length > 0 && dayCount < Math.min(nextMonth, last + 1); dayCount++) {
      const today = dayCount;
      const matching = inMonth.filter((rule) => rule.matchesDay(today));
      if (matching.length > 0) yield { dayCount, rules: matching };
    }
    dayCount = nextMonth;
  }
}

/** Conditions on a day other than its month. */
function conditionsOf(element: WindowElement, isWorkday: IsWorkday): DayCondition[] {
  const conditions: DayCondition[] = [];
  const { weekdays, days, dates, workday } = element;
  if (weekdays) {
    const indexes = new Set(weekdays.map((weekday) => WEEKDAYS.indexOf(weekday)));
    conditions.push((dayCount) => indexes.has(weekdayOf(dayCount)));
  }
  if (days) conditions.push((dayCount) => days.some((day) => isDayOfMonth(day, dayCount)));
  if (dates) {
    const dayCounts = new Set(dates.map(dayOfIsoDate));
    conditions.push((dayCount) => dayCounts.has(dayCount));
  }
  if (workday) conditions.push(isWorkday);
  return conditions;
}

function isDayOfMonth(wanted: number, dayCount: number): boolean {
  const { year, month, day } = civilDate(dayCount);
  const length = daysInMonth(year, month);
  if (wanted === 31) return day === length;
  return day === (wanted > 0 ? wanted : length + 1 + wanted);
}

function isoMonth(year: number, month: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
}

function minuteOfDay(clock: string): number {
  const [hour = "0", minute = "0"] = clock.split(":");
  return Number(hour) * 60 + Number(minute);
}
