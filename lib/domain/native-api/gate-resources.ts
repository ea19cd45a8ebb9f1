import { z } from "zod";
import {
  descriptionSchema,
  lineSchema,
  MAX_NAME_LENGTH,
} from "@/lib/domain/definition/definition-fields";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import { limitSchema } from "./query-fields";

/** What queues, locks, events, time windows and calendars have in common in the native API. */

/** Most runs a count of waiting or holding runs goes on to. */
export const MOST_COUNTED = 10_001;
/** Runs that are named where there may be many. */
export const RUNS_NAMED = 10;

export const gateDescriptionSchema = descriptionSchema.default("");

/** Why somebody raises or clears an event. */
export const commentSchema = lineSchema(1000).trim();

/** Query of a list that is sorted by name; the cursor names the last row of the page before. */
export const gateListQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: z.string().min(1, "must not be empty").max(1500).optional(),
  name: lineSchema(MAX_NAME_LENGTH)
    .optional()
    .meta({ description: "Part of the name, whatever its case" }),
});
export type GateListQuery = Partial<z.output<typeof gateListQuerySchema>>;

/** A run that waits for a gate or is in it. */
export const gateRunSchema = z.object({
  run: z.string().meta({ description: "Id of the run" }),
  definition: z.string(),
  jobName: z.string(),
  jobCount: z.string(),
  state: z.enum(RUN_STATES),
  priority: z.int(),
  startAt: z.iso.datetime().meta({ description: "When it is to start, or was" }),
});
export type GateRun = z.input<typeof gateRunSchema>;

/** How many runs, at most 10,001. */
export const cappedCountSchema = z.int().meta({ description: "At most 10,001" });

/** One page of a list of gates. */
export interface GatePage<T> {
  items: T[];
  nextCursor: string | null;
}
