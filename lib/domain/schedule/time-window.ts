import { z } from "zod";
import {
  descriptionSchema,
  lineSchema,
  MAX_NAME_LENGTH,
} from "@/lib/domain/definition/definition-fields";
import type { Calendar } from "./calendar";
import { isTimeZone } from "./date/time-zone";
import { isoDateSchema } from "./window/iso-date";
import { type Weekday, weekdaysSchema } from "./window/weekday";

const MAX_ELEMENTS = 100;
const MAX_DATES = 2000;
const MAX_REFERENCES = 10;

/**
 * One rule of a time window: open on the days that meet every condition given, from one time of day
 * to another. Without any condition it is open all day every day (run-states-and-chains 4.6).
 */
export interface WindowElement {
  readonly weekdays?: readonly Weekday[] | undefined;
  /** Days of the month, 1 to 31, or -1 (the last) to -31; 31 is the last day of a shorter month. */
  readonly days?: readonly number[] | undefined;
  /** Months, 1 to 12. */
  readonly months?: readonly number[] | undefined;
  /** Days as `YYYY-MM-DD`. */
  readonly dates?: readonly string[] | undefined;
  /** Only working days of the window's calendar; Monday to Friday without one. */
  readonly workday?: true | undefined;
  /** `HH:MM`; the beginning of the day if not given. */
  readonly from?: string | undefined;
  /**
   * `HH:MM` up to `24:00`, itself outside; the end of the day if not given. At or before `from` it is
   * that time of the following day: the opening belongs to the day it starts on.
   */
  readonly to?: string | undefined;
}

/**
 * When things may happen: open while one of its elements is (none: always closed), each window of
 * `enabledDuring` is and none of `disabledDuring` is (run-states-and-chains 4.6).
 */
export interface TimeWindow {
  readonly description?: string | undefined;
  /** IANA zone in which the elements are read. */
  readonly timeZone: string;
  readonly elements: readonly WindowElement[];
  /** Names of windows. */
  readonly enabledDuring?: readonly string[] | undefined;
  /** Names of windows. */
  readonly disabledDuring?: readonly string[] | undefined;
  /** Name of the calendar that says what a working day is. */
  readonly calendar?: string | null | undefined;
}

/** Finds what a window refers to by name, among the rows of its tenant. */
export interface WindowLookup {
  window(name: string): TimeWindow | null;
  calendar(name: string): Calendar | null;
}

const nameSchema = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");
const namesSchema = z.array(nameSchema).max(MAX_REFERENCES);

const windowElementSchema = z.strictObject({
  weekdays: weekdaysSchema.optional(),
  days: z
    .array(
      z
        .int()
        .min(-31)
        .max(31)
        .refine((day) => day !== 0, "must not be 0: the first day is 1, the last is -1"),
    )
    .max(62)
    .optional(),
  months: z.array(z.int().min(1).max(12)).max(12).optional(),
  dates: z.array(isoDateSchema).max(MAX_DATES).optional(),
  workday: z.literal(true, "must be true or left out").optional(),
  from: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 08:00")
    .optional(),
  to: z
    .string()
    .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of day such as 18:00 or 24:00")
    .optional(),
});

/** Body of `PUT /windows/{name}`. Whether names exist is left to `windowFaults`. */
export const putWindowSchema = z.strictObject({
  description: descriptionSchema.default(""),
  timeZone: z
    .string()
    .refine(isTimeZone, "must be an IANA time zone such as 'Europe/Berlin'")
    .default("UTC"),
  elements: z.array(windowElementSchema).max(MAX_ELEMENTS),
  enabledDuring: namesSchema.default([]),
  disabledDuring: namesSchema.default([]),
  calendar: nameSchema.nullable().default(null),
});

/** The windows a window stands on, those it needs open first. */
export function referencesOf(window: TimeWindow): readonly string[] {
  return [...(window.enabledDuring ?? []), ...(window.disabledDuring ?? [])];
}
