import { z } from "zod";
import { type CivilDate, civilDate, dayNumber, isCivilDate } from "../date/civil-day";
import { twoDigits } from "../text/word-list";

const MESSAGE = "must be a date that exists, such as 2026-12-25";

/** A day as `YYYY-MM-DD`, years 1 to 9999. */
export const isoDateSchema = z.iso
  .date(MESSAGE)
  .refine((text) => dayOfIsoDate(text) !== null, MESSAGE);

/** Day number of `YYYY-MM-DD`; null for anything else and for dates that do not exist. */
export function dayOfIsoDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const date: CivilDate = {
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
  };
  return date.month >= 1 && isCivilDate(date) ? dayNumber(date) : null;
}

/** `YYYY-MM-DD` of a day number in the years 1 to 9999. */
export function isoDate(dayCount: number): string {
  const { year, month, day } = civilDate(dayCount);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
}
