import { z } from "zod";
import { putWindowSchema } from "@/lib/domain/schedule/time-window";
import { isoDateSchema } from "@/lib/domain/schedule/window/iso-date";
import { WEEKDAYS } from "@/lib/domain/schedule/window/weekday";
import { cappedCountSchema, gateRunSchema } from "./gate-resources";

const instant = z.iso.datetime();
const { shape } = putWindowSchema;

/** Query of one window: any day of the week whose picture is asked for. */
export const windowQuerySchema = z.strictObject({
  week: isoDateSchema.optional().meta({
    description: "Any day of the week to show; the current week when left out",
  }),
});

/** A time window as it is shown. */
export const windowSchema = z.object({
  name: z.string(),
  description: z.string(),
  timeZone: z.string(),
  elements: shape.elements,
  enabledDuring: z.array(z.string()),
  disabledDuring: z.array(z.string()),
  calendar: z.string().nullable(),
  words: z.array(z.string()).meta({ description: "The elements in words" }),
  warnings: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .meta({ description: "What keeps parts of it from ever being open" }),
  open: z.boolean(),
  nextChange: instant.nullable().meta({
    description: "When it opens or closes next; null when it does not within two years",
  }),
  waiting: cappedCountSchema,
  updatedAt: instant,
});
export type WindowView = z.output<typeof windowSchema>;

/** One window with the picture of a week and those that use it. */
export const windowDetailSchema = windowSchema.extend({
  week: z.object({
    start: z.string().meta({ description: "Its Monday" }),
    days: z.array(
      z.object({
        day: z.string(),
        weekday: z.enum(WEEKDAYS),
        spans: z.array(z.object({ fromMinute: z.int(), toMinute: z.int() })),
      }),
    ),
  }),
  queues: z.array(z.string()).meta({ description: "Queues that are open in it, at most 100" }),
  windows: z.array(z.string()).meta({ description: "Windows that refer to it" }),
  waitingRuns: z.array(gateRunSchema).meta({ description: "The first ten, next to start first" }),
});
export type WindowDetail = z.output<typeof windowDetailSchema>;

/** A calendar as it is shown. */
export const calendarSchema = z.object({
  name: z.string(),
  description: z.string(),
  holidays: z.array(z.string()),
  weekend: z.array(z.enum(WEEKDAYS)),
  windows: z.array(z.string()).meta({ description: "Time windows that refer to it" }),
  updatedAt: instant,
});
export type CalendarView = z.output<typeof calendarSchema>;
