import { z } from "zod";
import { descriptionSchema } from "@/lib/domain/definition/definition-fields";
import { dayNumber, daysInMonth } from "./date/civil-day";
import { dayOfIsoDate, isoDate, isoDateSchema } from "./window/iso-date";
import { type Weekday, weekdayName, weekdaysSchema } from "./window/weekday";

/** Most holidays of one calendar: decades of them. */
export const MAX_HOLIDAYS = 2000;

const DEFAULT_WEEKEND = ["sat", "sun"] as const satisfies readonly Weekday[];

/** Days that are not working days. Days are given as `YYYY-MM-DD` and belong to no time zone. */
export interface Calendar {
  readonly description?: string | undefined;
  /** ISO dates, ascending, each once. */
  readonly holidays: readonly string[];
  /** Days of the week without work; Saturday and Sunday if not given. At least one day is left. */
  readonly weekend?: readonly Weekday[] | undefined;
}

/** Body of `PUT /calendars/{name}`; holidays come out ascending and each once. */
export const putCalendarSchema = z.strictObject({
  description: descriptionSchema.default(""),
  holidays: z
    .array(isoDateSchema)
    .max(MAX_HOLIDAYS)
    .transform((dates) => [...new Set(dates)].sort()),
  weekend: weekdaysSchema
    .refine((days) => new Set(days).size < 7, "must leave at least one working day")
    .default([...DEFAULT_WEEKEND]),
});

/**
 * What becomes of a planned day that is not a working day (background-jobs A6): it runs anyway, not
 * at all, on the working day before or on the one after.
 */
export const HOLIDAY_RULES = ["ALWAYS", "SKIP", "BEFORE", "AFTER"] as const;

export type HolidayRule = (typeof HOLIDAY_RULES)[number];

/** No more days than this lie in a row without a working day, since each week has one but for holidays. */
const LONGEST_REST_DAYS = 7 * (MAX_HOLIDAYS + 1);

/** Whether a day is neither weekend nor holiday; false for a day that does not exist. */
export function isWorkday(calendar: Calendar, day: string): boolean {
  const dayCount = dayOfIsoDate(day);
  return dayCount !== null && isWorkdayNumber(calendar, dayCount);
}

/** {@link isWorkday} for a day number. */
export function isWorkdayNumber(calendar: Calendar, dayCount: number): boolean {
  return !isWeekend(calendar, dayCount) && !isHoliday(calendar.holidays, isoDate(dayCount));
}

/** Whether a day number falls on the weekend of a calendar, holidays left aside. */
export function isWeekend(calendar: Pick<Calendar, "weekend">, dayCount: number): boolean {
  const weekend: readonly Weekday[] = calendar.weekend ?? DEFAULT_WEEKEND;
  return weekend.includes(weekdayName(dayCount));
}

/**
 * The day on which a planned day takes place; null when it does not. A working day stays what it is
 * under every rule.
 */
export function applyHolidayRule(
  calendar: Calendar,
  rule: HolidayRule,
  day: string,
): string | null {
  const dayCount = dayOfIsoDate(day);
  if (dayCount === null) return null;
  if (rule === "ALWAYS" || isWorkdayNumber(calendar, dayCount)) return day;
  if (rule === "SKIP") return null;
  const step = rule === "BEFORE" ? -1 : 1;
  for (let distance = 1; distance <= LONGEST_REST_DAYS; distance++) {
    const candidate = dayCount + step * distance;
    if (isWorkdayNumber(calendar, candidate)) return isoDate(candidate);
  }
  return null;
}

/**
 * The nth working day of a month (1 to 12), counted from its end when `n` is negative (background-jobs
 * A5, start at a workday); null when the month has fewer, or for 0.
 */
export function nthWorkday(
  calendar: Calendar,
  year: number,
  month: number,
  n: number,
): string | null {
  const first = dayNumber({ year, month, day: 1 });
  const workdays = Array.from(
    { length: daysInMonth(year, month) },
    (_, index) => first + index,
  ).filter((dayCount) => isWorkdayNumber(calendar, dayCount));
  const found = n === 0 ? undefined : workdays.at(n > 0 ? n - 1 : n);
  return found === undefined ? null : isoDate(found);
}

function isHoliday(holidays: readonly string[], day: string): boolean {
  let low = 0;
  let high = holidays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((holidays[middle] ?? "") < day) low = middle + 1;
    else high = middle;
  }
  return holidays[low] === day;
}
