import { formatInstant } from "./format-when";

/** In which zone a screen shows moments; everything is written in UTC unless somebody wants otherwise. */
export type ShownZone = "utc" | "local";

/**
 * The instant whose UTC fields are what the clocks of the device show at `at`: what the formats of format-when.ts
 * are given for a screen in local time.
 */
export function shownInstant(at: Date, zone: ShownZone): Date {
  if (zone === "utc" || Number.isNaN(at.getTime())) return at;
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
}

/** `UTC`, or how far the device is from it at `at`: `UTC+02:00`. */
export function zoneLabel(at: Date, zone: ShownZone): string {
  const minutes = -at.getTimezoneOffset();
  if (zone === "utc" || Number.isNaN(minutes)) return "UTC";
  const sign = minutes < 0 ? "−" : "+";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${sign}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** The full instant in a zone: `2025-11-14 15:02:31.250 UTC+01:00`. */
export function fullInstant(at: Date, zone: ShownZone): string {
  return formatInstant(shownInstant(at, zone)).replace("UTC", zoneLabel(at, zone));
}

/** The full instant in both zones, for titles. */
export function bothZones(at: Date): string {
  return `${formatInstant(at)} · ${fullInstant(at, "local")}`;
}
