import { z } from "zod";
import { weekdayOf } from "../date/civil-day";

/** The days of the week as they are written in windows and calendars, Monday first. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};

export const weekdaysSchema = z.array(z.enum(WEEKDAYS)).max(7);

/** The day of the week of a day number. */
export function weekdayName(dayCount: number): Weekday {
  return WEEKDAYS[weekdayOf(dayCount)] ?? "mon";
}
