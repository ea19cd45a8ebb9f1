import { z } from "zod";
import {
  cappedCountSchema,
  commentSchema,
  gateDescriptionSchema,
  gateRunSchema,
} from "./gate-resources";

const instant = z.iso.datetime();

/** An event as it is put; the name stands in the address. */
export const putEventSchema = z.strictObject({ description: gateDescriptionSchema });

/** Body of raising and clearing. */
export const eventCommentSchema = z.strictObject({ comment: commentSchema.optional() });

/** One raising of an event. */
export const eventOccurrenceSchema = z.object({
  raisedAt: instant,
  raisedBy: z.string(),
  comment: z.string(),
  run: z.string().nullable().meta({ description: "Id of the run that raised it" }),
  clearedAt: instant.nullable(),
  clearedBy: z.string().nullable(),
});
export type EventOccurrence = z.input<typeof eventOccurrenceSchema>;

/** An event as it is shown. The oldest raising that was not cleared is the current one; the others are pending. */
export const eventSchema = z.object({
  name: z.string(),
  description: z.string(),
  raised: z.boolean(),
  pending: z.int().meta({ description: "Raisings that wait for the current one to be cleared" }),
  raisedAt: instant.nullable(),
  raisedBy: z.string().nullable(),
  comment: z.string().nullable(),
  waiting: cappedCountSchema,
  updatedAt: instant,
});
export type EventView = z.input<typeof eventSchema>;

/** One event with its latest raisings and who waits for it. */
export const eventDetailSchema = eventSchema.extend({
  history: z.array(eventOccurrenceSchema).meta({ description: "The latest twenty, newest first" }),
  waitingRuns: z.array(gateRunSchema).meta({ description: "The first ten, next to start first" }),
});
export type EventDetail = z.input<typeof eventDetailSchema>;
