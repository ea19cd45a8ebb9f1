import { DAY_MS, type LoadPeriod } from "./load-hours";

/** The two ways a calendar is laid out. */
export const CALENDAR_VIEWS = ["month", "week"] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** A page of a calendar: whole weeks of UTC, Monday first. */
export interface CalendarPage {
  readonly view: CalendarView;
  /** The day chosen, and the month or week it lies in. */
  readonly day: Date;
  readonly period: LoadPeriod;
  /** Its days in order; a month begins and ends with days of its neighbours. */
  readonly days: readonly Date[];
  readonly previous: Date;
  readonly next: Date;
}

/** The page of a calendar a day lies on. */
export function calendarPageOf(at: Date, view: CalendarView): CalendarPage {
  const day = startOfDay(at);
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  const first = view === "week" ? day : new Date(Date.UTC(year, month, 1));
  const last = view === "week" ? day : new Date(Date.UTC(year, month + 1, 0));
  const from = mondayOf(first);
  const until = new Date(mondayOf(last).getTime() + 7 * DAY_MS);
  const count = Math.round((until.getTime() - from.getTime()) / DAY_MS);
  return {
    ...{ view, day, period: { from, until } },
    days: Array.from({ length: count }, (_, index) => new Date(from.getTime() + index * DAY_MS)),
    previous: view === "week" ? plusDays(day, -7) : inMonth(day, -1),
    next: view === "week" ? plusDays(day, 7) : inMonth(day, 1),
  };
}

/** The beginning of the day of UTC an instant lies in. */
export function startOfDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
}

/** A day as it stands in addresses: `2026-11-20`. */
export function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** The day so many days away. */
export function plusDays(day: Date, days: number): Date {
  return new Date(day.getTime() + days * DAY_MS);
}

function mondayOf(day: Date): Date {
  return plusDays(day, -((day.getUTCDay() + 6) % 7));
}

/** The same day of another month, or its last where it is shorter. */
function inMonth(day: Date, months: number): Date {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day.getUTCDate(), last)));
}
