import {
  CALENDAR_VIEWS,
  type CalendarView,
  dayText,
  startOfDay,
} from "@/lib/domain/report/forecast-calendar";

/** What the calendar shows, as it stands in its address. */
export interface CalendarAddress {
  view: CalendarView;
  /** The day chosen; today when it is left out. */
  day: Date;
}

type Source = { get(name: string): string | null };

/** Reads an address; what cannot be understood counts as absent. */
export function parseCalendarAddress(source: Source, now: Date): CalendarAddress {
  const text = source.get("day") ?? "";
  const day = /^20\d{2}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : now;
  const isDay = !Number.isNaN(day.getTime());
  return {
    view: CALENDAR_VIEWS.find((known) => known === source.get("view")) ?? "month",
    day: startOfDay(isDay ? day : now),
  };
}

/** The address of the calendar at a day. */
export function calendarHref({ view, day }: CalendarAddress): string {
  const params = new URLSearchParams({ ...(view === "month" ? {} : { view }), day: dayText(day) });
  return `/schedules/calendar?${params}`;
}
