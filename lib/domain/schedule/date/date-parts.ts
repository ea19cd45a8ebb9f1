import {
  civilDate,
  dayNumber,
  isCivilDate,
  isLeapYear,
  SECONDS_PER_DAY,
  weekdayOf,
} from "./civil-day";

/** What a text says about an instant; everything given must agree with the instant it resolves to. */
export interface DateParts {
  year?: number;
  quarter?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  isoWeekYear?: number;
  isoWeek?: number;
  /** Monday 1 to Sunday 7. */
  isoWeekday?: number;
  /** Weeks that start on Sunday; week 1 contains 1 January. */
  localeWeekYear?: number;
  localeWeek?: number;
  /** Sunday 0 to Saturday 6. */
  localeWeekday?: number;
  hour?: number;
  /** 1 to 12, made a 24-hour value by `meridiem`. */
  hour12?: number;
  meridiem?: "am" | "pm";
  minute?: number;
  second?: number;
  millisecond?: number;
  offsetMinutes?: number;
}

type Resolved = { ok: true; at: Date } | { ok: false; reason: string };
type DayResult = { ok: true; day: number } | { ok: false; reason: string };

/** Turns parts into an instant of the years 1 to 9999; impossible or contradictory parts are refused. */
export function resolveDateParts(parts: DateParts): Resolved {
  const date = resolveDay(parts);
  if (!date.ok) return date;
  const contradiction = findContradiction(parts, date.day);
  if (contradiction !== null) return { ok: false, reason: contradiction };
  const hour = resolveHour(parts);
  if (hour === null) return { ok: false, reason: "names a time of day that does not exist" };
  const { minute = 0, second = 0, millisecond = 0, offsetMinutes = 0 } = parts;
  if (minute > 59 || second > 59 || (hour === 24 && minute + second + millisecond > 0)) {
    return { ok: false, reason: "names a time of day that does not exist" };
  }
  const seconds = date.day * SECONDS_PER_DAY + hour * 3600 + (minute - offsetMinutes) * 60 + second;
  return instantInRange(seconds * 1000 + millisecond);
}

/** An instant of the years 1 to 9999 from epoch milliseconds, else a refusal. */
export function instantInRange(epochMs: number): Resolved {
  const { year } = civilDate(Math.floor(epochMs / 1000 / SECONDS_PER_DAY));
  if (!(year >= 1 && year <= 9999)) return { ok: false, reason: "must lie in the years 1 to 9999" };
  return { ok: true, at: new Date(epochMs) };
}

function resolveDay(parts: DateParts): DayResult {
  const { isoWeekYear, localeWeekYear, year } = parts;
  if (isoWeekYear !== undefined) {
    const start = isoYearStart(isoWeekYear);
    const day = start + ((parts.isoWeek ?? 1) - 1) * 7 + (parts.isoWeekday ?? 1) - 1;
    return checkedDay(day, isoWeekYear);
  }
  if (localeWeekYear !== undefined) {
    const start = localeYearStart(localeWeekYear);
    const day = start + ((parts.localeWeek ?? 1) - 1) * 7 + (parts.localeWeekday ?? 0);
    return checkedDay(day, localeWeekYear);
  }
  if (year === undefined) return { ok: false, reason: "must name a year" };
  return parts.dayOfYear === undefined ? resolveCivilDay(parts, year) : resolveOrdinal(parts, year);
}

function resolveCivilDay(parts: DateParts, year: number): DayResult {
  const byWeek = resolveWeekOfYear(parts, year);
  if (byWeek !== null) return byWeek;
  const month = parts.month ?? ((parts.quarter ?? 1) - 1) * 3 + 1;
  const date = { year, month, day: parts.day ?? 1 };
  if (!isCivilDate(date)) return { ok: false, reason: "names a date that does not exist" };
  return { ok: true, day: dayNumber(date) };
}

/** A calendar year may stand in for the week year when a week and no month is given. */
function resolveWeekOfYear(parts: DateParts, year: number): DayResult | null {
  if (parts.month !== undefined || parts.day !== undefined) return null;
  if (parts.isoWeek !== undefined) return resolveDay({ ...parts, isoWeekYear: year });
  if (parts.localeWeek !== undefined) return resolveDay({ ...parts, localeWeekYear: year });
  return null;
}

function resolveOrdinal(parts: DateParts, year: number): DayResult {
  const dayOfYear = parts.dayOfYear ?? 0;
  if (year < 1 || dayOfYear < 1 || dayOfYear > (isLeapYear(year) ? 366 : 365)) {
    return { ok: false, reason: "names a date that does not exist" };
  }
  return { ok: true, day: dayNumber({ year, month: 1, day: 1 }) + dayOfYear - 1 };
}

function checkedDay(day: number, weekYear: number): DayResult {
  if (weekYear < 1 || !isCivilDate(civilDate(day))) {
    return { ok: false, reason: "must lie in the years 1 to 9999" };
  }
  return { ok: true, day };
}

function findContradiction(parts: DateParts, day: number): string | null {
  const date = civilDate(day);
  const actual: DateParts = {
    ...date,
    quarter: Math.ceil(date.month / 3),
    dayOfYear: day - dayNumber({ year: date.year, month: 1, day: 1 }) + 1,
    isoWeekday: weekdayOf(day) + 1,
    localeWeekday: (weekdayOf(day) + 1) % 7,
    ...weekOf(day, date.year, "iso"),
    ...weekOf(day, date.year, "locale"),
  };
  for (const key of Object.keys(actual) as Array<keyof DateParts>) {
    const given = parts[key];
    // A calendar year that stood in for the week year may differ from the date's own around New Year.
    if (key === "year" && parts.month === undefined && parts.dayOfYear === undefined) continue;
    if (given !== undefined && given !== actual[key]) {
      return "names a date that does not exist or contradicts itself";
    }
  }
  return null;
}

function weekOf(day: number, year: number, kind: "iso" | "locale"): DateParts {
  const startOf = kind === "iso" ? isoYearStart : localeYearStart;
  const weekYear =
    [year + 1, year, year - 1].find((candidate) => startOf(candidate) <= day) ?? year;
  const week = Math.floor((day - startOf(weekYear)) / 7) + 1;
  return kind === "iso"
    ? { isoWeekYear: weekYear, isoWeek: week }
    : { localeWeekYear: weekYear, localeWeek: week };
}

/** Monday of the week that contains 4 January. */
function isoYearStart(year: number): number {
  const fourth = dayNumber({ year, month: 1, day: 4 });
  return fourth - weekdayOf(fourth);
}

/** Sunday of the week that contains 1 January. */
function localeYearStart(year: number): number {
  const first = dayNumber({ year, month: 1, day: 1 });
  return first - ((weekdayOf(first) + 1) % 7);
}

function resolveHour(parts: DateParts): number | null {
  const { hour, hour12, meridiem } = parts;
  if (hour12 === undefined) return checkedHour(hour ?? 0, meridiem);
  if (hour12 < 1 || hour12 > 12) return null;
  const resolved = meridiem === undefined ? hour12 : (hour12 % 12) + (meridiem === "pm" ? 12 : 0);
  return hour === undefined || hour === resolved ? resolved : null;
}

function checkedHour(hour: number, meridiem: "am" | "pm" | undefined): number | null {
  if (hour > 24) return null;
  return meridiem === undefined || hour >= 12 === (meridiem === "pm") ? hour : null;
}
