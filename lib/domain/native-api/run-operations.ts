import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { editRunSchema } from "@/lib/domain/run/edit-input";
import { restartFields } from "@/lib/domain/run/restart-input";
import { BULK_RUN_ACTIONS } from "@/lib/domain/run/run-actions";
import { selectionFields } from "@/lib/domain/run/selection";
import { MAX_BULK_RUNS, submitRunSchema, submitRunsSchema } from "@/lib/domain/run/submit-input";
import { replySchema } from "./message-resource";
import { BULK_BYTES, downloadQuery, idsSchema, noQuery, type Operation, pageOf } from "./operation";
import { cursorSchema, idSchema, limitSchema, statesSchema } from "./query-fields";
import { listedRunSchema, runSchema, transitionSchema } from "./run-resource";

const name = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");
const message = lineSchema(200).trim().optional();
/** Body of an action on one run. */
const actionBodySchema = z.strictObject({
  message,
  ...restartFields,
  reply: replySchema.optional().meta({ description: "What is replied to its open message" }),
});

/** Body of an action on many runs. */
export const bulkActionSchema = z.strictObject({
  action: z.enum(BULK_RUN_ACTIONS),
  runIds: z.array(idSchema).min(1).max(MAX_BULK_RUNS),
  message,
  mode: z.enum(["all", "failed"]).optional().meta({
    description: "Of a restart: whole runs, or chains from the first step that failed",
  }),
  version: restartFields.version,
});

/** The calls on runs. */
export const RUN_OPERATIONS = {
  "POST /runs": {
    summary: "Submits a run",
    query: noQuery,
    body: submitRunSchema,
    creates: true,
    answers: { 201: runSchema },
  },
  "POST /runs/bulk": {
    summary: "Submits up to 1000 runs, all or none",
    query: noQuery,
    body: submitRunsSchema,
    maxBytes: BULK_BYTES,
    creates: true,
    answers: { 201: idsSchema },
  },
  "GET /runs": {
    summary:
      "Runs, newest first, the steps and calls of chains among them, with definition without steps; with parent the children of a run in the order they were made",
    query: z.strictObject({
      ...selectionFields,
      limit: limitSchema,
      cursor: cursorSchema.optional(),
      count: z
        .literal("capped")
        .optional()
        .meta({ description: "Adds how many there are, at most 10,001" }),
    }),
    answers: {
      200: pageOf(listedRunSchema).extend({
        prevCursor: z.string().nullable(),
        lookedTo: z.string().nullable().meta({
          description:
            "Null, or: the search was put off at runs submitted then, because no index knows all that is asked; nextCursor goes on",
        }),
        count: z.int().optional(),
      }),
    },
  },
  "GET /runs/count": {
    summary:
      "How many runs there are, exactly; steps of chains only stand for their calls and are not counted",
    query: z.strictObject({ state: statesSchema.optional(), definition: name.optional() }),
    answers: { 200: z.object({ count: z.int(), states: z.record(z.string(), z.int()) }) },
  },
  "POST /runs/actions": {
    summary: "Does the same to many runs, each by itself",
    query: noQuery,
    body: bulkActionSchema,
    creates: true,
    answers: {
      200: z.object({
        changed: z.array(z.string()),
        created: z.array(z.string()).meta({ description: "Runs made by a restart" }),
        refused: z.array(
          z.object({ id: z.string(), state: z.string().nullable(), message: z.string() }),
        ),
      }),
    },
  },
  "GET /runs/{id}": { summary: "One run", query: noQuery, answers: { 200: runSchema } },
  "PATCH /runs/{id}": {
    summary: "Changes a run that has not begun; its gates are examined again",
    query: noQuery,
    body: editRunSchema,
    answers: { 200: runSchema },
  },
  "DELETE /runs/{id}": {
    summary: "Deletes an ended run with its transitions and log, a chain with its steps and calls",
    query: noQuery,
    answers: { 204: null },
  },
  "GET /runs/{id}/transitions": {
    summary: "State changes of a run, oldest first",
    query: noQuery,
    answers: { 200: pageOf(transitionSchema) },
  },
  "GET /runs/{id}/log": {
    summary: "Log of a run",
    query: downloadQuery,
    answers: { 200: null },
  },
  "POST /runs/{id}/{action}": {
    summary:
      "hold, release, cancel, kill, force-unknown, disable, enable, restart or delete a run, or reply to it",
    query: noQuery,
    body: actionBodySchema,
    isBodyOptional: true,
    creates: true,
    answers: { 200: runSchema, 201: runSchema, 204: null },
  },
} as const satisfies Record<string, Operation>;
