import {
  type CalendarPage,
  dayText,
  plusDays,
  startOfDay,
} from "@/lib/domain/report/forecast-calendar";
import type { ScheduleCalendar } from "@/lib/queries/reports/forecast-calendar";
import { calendarHref } from "./search-params";

/** A day as the grid draws it. */
export interface GridDay {
  /** As in `2026-11-20`. */
  text: string;
  dayOfMonth: number;
  href: string;
  /** The pages of the calendar the arrow keys lead to, by days away. */
  neighbours: { days: number; href: string }[];
  starts: number;
  ended: number;
  failed: number;
  /** Of the busiest day on the page, from 0 to 1. */
  share: number;
  isToday: boolean;
  isChosen: boolean;
  /** It lies in the month that is shown. */
  isInside: boolean;
}

const DAYS_AWAY = [-7, -1, 1, 7];

/** The days of a page in weeks, with their figures. */
export function weeksOf(page: CalendarPage, calendar: ScheduleCalendar, now: Date): GridDay[][] {
  const today = startOfDay(now).getTime();
  const busiest = Math.max(1, ...[...calendar.days.values()].map((day) => day.starts));
  const { view } = page;
  const days = page.days.map((day): GridDay => {
    const known = calendar.days.get(day.getTime());
    return {
      text: dayText(day),
      dayOfMonth: day.getUTCDate(),
      href: calendarHref({ view, day }),
      neighbours: DAYS_AWAY.map((away) => ({
        days: away,
        href: calendarHref({ view, day: plusDays(day, away) }),
      })),
      starts: known?.starts ?? 0,
      ended: known?.ended ?? 0,
      failed: known?.failed ?? 0,
      share: (known?.starts ?? 0) / busiest,
      isToday: day.getTime() === today,
      isChosen: day.getTime() === page.day.getTime(),
      isInside: view === "week" || day.getUTCMonth() === page.day.getUTCMonth(),
    };
  });
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
