import {
  civilDate,
  dayNumber,
  daysInMonth,
  FIRST_WALL_SECOND,
  isLeapYear,
  LAST_WALL_SECOND,
  SECONDS_PER_DAY,
  weekdayOf,
} from "../date/civil-day";
import { monthKind, type SapCron, yearKind } from "./compile-cron";
import type { CronTerm } from "./cron-term";

const LAST_YEAR = 9999;

/**
 * First matching wall time at or after `from`, null when none is left up to year 9999. Wall times
 * are seconds on a clock without zone, counted from 1970-01-01 00:00:00.
 */
export function nextWallTime(cron: SapCron, from: number): number | null {
  const start = Math.max(from, FIRST_WALL_SECOND);
  if (start > LAST_WALL_SECOND) return null;
  const today = Math.floor(start / SECONDS_PER_DAY);
  const day = nextMatchingDay(cron, today);
  if (day === null) return null;
  if (day > today) return day * SECONDS_PER_DAY + firstSecondOfDay(cron);
  const second = nextSecondOfDay(cron, start - today * SECONDS_PER_DAY);
  if (second !== null) return day * SECONDS_PER_DAY + second;
  const later = nextMatchingDay(cron, today + 1);
  return later === null ? null : later * SECONDS_PER_DAY + firstSecondOfDay(cron);
}

/** Number of matching wall times in the half-open span (after, until]. */
export function countWallTimes(cron: SapCron, after: number, until: number): number {
  const from = Math.max(after, FIRST_WALL_SECOND - 1);
  const to = Math.min(until, LAST_WALL_SECOND);
  if (to <= from) return 0;
  const perDay = cron.hours.length * cron.minutes.length * cron.seconds.length;
  return (
    countUpTo(cron, to, perDay) -
    countUpTo(cron, from, perDay) +
    daysBetween(cron, from, to) * perDay
  );
}

/** Matching times of the day of `wall` up to and including it. */
function countUpTo(cron: SapCron, wall: number, perDay: number): number {
  const day = Math.floor(wall / SECONDS_PER_DAY);
  if (perDay === 0 || !matchesDay(cron, day)) return 0;
  const second = wall - day * SECONDS_PER_DAY;
  const hour = Math.floor(second / 3600);
  const minute = Math.floor((second % 3600) / 60);
  let count = countBelow(cron.hours, hour) * cron.minutes.length * cron.seconds.length;
  if (!cron.hours.includes(hour)) return count;
  count += countBelow(cron.minutes, minute) * cron.seconds.length;
  return cron.minutes.includes(minute)
    ? count + countBelow(cron.seconds, (second % 60) + 1)
    : count;
}

/** Matching days from the day of `from` (inclusive) to the day of `to` (exclusive). */
function daysBetween(cron: SapCron, from: number, to: number): number {
  const last = Math.floor(to / SECONDS_PER_DAY);
  let day = Math.floor(from / SECONDS_PER_DAY);
  let count = 0;
  while (day < last) {
    const { year, month, day: dayOfMonth } = civilDate(day);
    const length = daysInMonth(year, month);
    const rest = Math.min(length - dayOfMonth + 1, last - day);
    const mask = isYearMatching(cron, year)
      ? monthMask(cron, day - dayOfMonth + 1, length, month)
      : 0;
    const span = rest >= 31 ? -1 >>> 1 : (1 << rest) - 1;
    count += bitCount((mask >>> (dayOfMonth - 1)) & span);
    day += rest;
  }
  return count;
}

function matchesDay(cron: SapCron, day: number): boolean {
  return daysBetween(cron, day * SECONDS_PER_DAY, (day + 1) * SECONDS_PER_DAY) === 1;
}

function nextMatchingDay(cron: SapCron, from: number): number | null {
  const start = civilDate(from);
  for (let year = nextYear(cron, start.year); year !== null; year = nextYear(cron, year + 1)) {
    const newYearsDay = dayNumber({ year, month: 1, day: 1 });
    const kind = yearKind(isLeapYear(year), weekdayOf(newYearsDay));
    if ((cron.yearKinds & (1 << kind)) === 0) continue;
    const day = nextDayInYear(cron, year, year === start.year ? start : null);
    if (day !== null) return day;
  }
  return null;
}

function nextDayInYear(
  cron: SapCron,
  year: number,
  start: { month: number; day: number } | null,
): number | null {
  for (const month of cron.months) {
    if (start !== null && month < start.month) continue;
    const first = dayNumber({ year, month, day: 1 });
    let mask = monthMask(cron, first, daysInMonth(year, month), month);
    if (start !== null && month === start.month) mask &= -1 << (start.day - 1);
    if (mask !== 0) return first + 31 - Math.clz32(mask & -mask);
  }
  return null;
}

/** Days of the month that match, bit d-1 for day d, given the day number of its first. */
function monthMask(cron: SapCron, first: number, length: number, month: number): number {
  if (!cron.months.includes(month)) return 0;
  return cron.dayMasks[monthKind(length, weekdayOf(first))] ?? 0;
}

function nextYear(cron: SapCron, from: number): number | null {
  if (cron.yearKinds === 0) return null;
  let best = LAST_YEAR + 1;
  for (const term of cron.terms.Year) best = Math.min(best, nextYearOfTerm(term, from));
  return best > LAST_YEAR ? null : best;
}

function nextYearOfTerm(term: CronTerm, from: number): number {
  if (term.kind === "every") return Math.ceil(Math.max(from, 1) / term.step) * term.step;
  if (term.kind === "nth") return LAST_YEAR + 1;
  if (from <= term.from) return term.from;
  const year = term.from + Math.ceil((from - term.from) / term.step) * term.step;
  return year > term.to ? LAST_YEAR + 1 : year;
}

function isYearMatching(cron: SapCron, year: number): boolean {
  return cron.terms.Year.some((term) => nextYearOfTerm(term, year) === year);
}

function nextSecondOfDay(cron: SapCron, from: number): number | null {
  const hour = Math.floor(from / 3600);
  const minute = Math.floor((from % 3600) / 60);
  const second = from % 60;
  if (cron.hours.includes(hour)) {
    if (cron.minutes.includes(minute)) {
      const nextSecond = firstAtLeast(cron.seconds, second);
      if (nextSecond !== null) return hour * 3600 + minute * 60 + nextSecond;
    }
    const nextMinute = firstAtLeast(cron.minutes, minute + 1);
    if (nextMinute !== null) return hour * 3600 + nextMinute * 60 + (cron.seconds[0] ?? 0);
  }
  const nextHour = firstAtLeast(cron.hours, hour + 1);
  if (nextHour === null) return null;
  return nextHour * 3600 + (cron.minutes[0] ?? 0) * 60 + (cron.seconds[0] ?? 0);
}

function firstSecondOfDay(cron: SapCron): number {
  return (cron.hours[0] ?? 0) * 3600 + (cron.minutes[0] ?? 0) * 60 + (cron.seconds[0] ?? 0);
}

function firstAtLeast(values: readonly number[], from: number): number | null {
  for (const value of values) if (value >= from) return value;
  return null;
}

function countBelow(values: readonly number[], limit: number): number {
  let count = 0;
  while (count < values.length && (values[count] ?? limit) < limit) count++;
  return count;
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
