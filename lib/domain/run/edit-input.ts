import { z } from "zod";
import { prioritySchema, queueSchema } from "@/lib/domain/definition/definition-fields";
import { objectNameSchema } from "@/lib/domain/definition/gate-parts";
import { submitRunSchema } from "./submit-input";

const { startAt, parameters } = submitRunSchema.shape;

/** What can be changed of a run that has not begun (run-states-and-chains 5); what is left out stays. */
export const editRunSchema = z
  .strictObject({
    startAt: startAt.meta({ description: "Null: at once" }),
    priority: prioritySchema.optional(),
    queue: queueSchema.optional(),
    parameters: parameters.meta({ description: "All of them; null: none" }),
    timeWindow: objectNameSchema
      .nullable()
      .optional()
      .meta({ description: "Name of a time window; null: none" }),
  })
  .refine(
    (edit) => Object.values(edit).some((value) => value !== undefined),
    "Say what is to be changed: startAt, priority, queue, parameters or timeWindow.",
  );
export type RunEdit = z.output<typeof editRunSchema>;
