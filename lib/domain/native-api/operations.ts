import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { editRunSchema } from "@/lib/domain/run/edit-input";
import { restartFields } from "@/lib/domain/run/restart-input";
import { BULK_RUN_ACTIONS } from "@/lib/domain/run/run-actions";
import { RUN_LOG_FORMATS } from "@/lib/domain/run/run-log-format";
import { runQuerySchema } from "@/lib/domain/run/run-query";
import { MAX_BULK_RUNS, submitRunSchema, submitRunsSchema } from "@/lib/domain/run/submit-input";
import { CONFIGURATION_OPERATIONS } from "./configuration-operations";
import { definitionSchema, putDefinitionSchema } from "./definition-resource";
import { GATE_OPERATIONS } from "./gate-operations";
import { replySchema } from "./message-resource";
import { noQuery, type Operation, pageOf } from "./operation";
import { cursorSchema, flagSchema, idSchema, limitSchema, statesSchema } from "./query-fields";
import { listedRunSchema, runSchema, transitionSchema } from "./run-resource";
import {
  changedScheduleSchema,
  newScheduleSchema,
  newSchedulesSchema,
  scheduleSchema,
} from "./schedule-resource";

export type { Operation } from "./operation";

const BULK_BYTES = 2 * 1024 * 1024;
/** A chain of 2000 calls, each with all its fields. */
const DEFINITION_BYTES = 4 * 1024 * 1024;

const name = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");
const message = lineSchema(200).trim().optional();
const ids = z.object({ ids: z.array(z.string()) });
const downloadQuery = z.strictObject({
  format: z.enum(RUN_LOG_FORMATS).default("text"),
  download: z.enum(["0", "1"]).default("0"),
});
const runFilter = {
  state: statesSchema.optional(),
  definition: name.optional(),
  jobName: name.optional().meta({ description: "Job name; * stands for any characters" }),
  scheduleId: idSchema.optional(),
  from: runQuerySchema.shape.from.meta({ description: "Submitted at this instant or later" }),
  to: runQuerySchema.shape.to.meta({ description: "Submitted before this instant" }),
  parent: idSchema.optional().meta({
    description: "Id of a run: its children, the steps of a chain or the calls of a step",
  }),
  q: lineSchema(MAX_NAME_LENGTH).optional().meta({
    description: "Id of a run, job name and number (NAME/02140501), or part of a definition's name",
  }),
};

/** Body of an action on one run. */
export const actionBodySchema = z.strictObject({
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

/** Every call, by method and address below `/api/v1`. */
export const OPERATIONS = {
  "GET /definitions": {
    summary: "Definitions, oldest first",
    query: z.strictObject({
      limit: limitSchema,
      cursor: cursorSchema.optional(),
      name: name.optional().meta({ description: "Part of the name, whatever its case" }),
      active: flagSchema.optional(),
    }),
    answers: { 200: pageOf(definitionSchema) },
  },
  "GET /definitions/{name}": {
    summary: "One definition",
    query: noQuery,
    answers: { 200: definitionSchema },
  },
  "PUT /definitions/{name}": {
    summary: "Creates a definition or replaces its content",
    query: noQuery,
    body: putDefinitionSchema,
    maxBytes: DEFINITION_BYTES,
    answers: { 200: definitionSchema, 201: definitionSchema },
  },
  "DELETE /definitions/{name}": {
    summary: "Deletes a definition with its schedules and runs",
    query: noQuery,
    answers: { 204: null },
  },
  "GET /definitions/{name}/log": {
    summary: "Logs of all runs of a definition",
    query: downloadQuery,
    answers: { 200: null },
  },
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
    answers: { 201: ids },
  },
  "GET /runs": {
    summary:
      "Runs, newest first, the steps and calls of chains among them; with parent the children of a run in the order they were made",
    query: z.strictObject({
      ...runFilter,
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
        count: z.int().optional(),
      }),
    },
  },
  "GET /runs/count": {
    summary:
      "How many runs there are, exactly; steps of chains only stand for their calls and are not counted",
    query: z.strictObject({ state: runFilter.state, definition: runFilter.definition }),
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
  "GET /schedules": {
    summary: "Schedules in the order they were made",
    query: z.strictObject({
      limit: limitSchema,
      cursor: cursorSchema.optional(),
      definition: name.optional(),
      active: flagSchema.optional(),
    }),
    answers: { 200: pageOf(scheduleSchema) },
  },
  "POST /schedules": {
    summary: "Creates a schedule",
    query: noQuery,
    body: newScheduleSchema,
    creates: true,
    answers: { 201: scheduleSchema },
  },
  "POST /schedules/bulk": {
    summary: "Creates up to 1000 schedules, all or none",
    query: noQuery,
    body: newSchedulesSchema,
    maxBytes: BULK_BYTES,
    creates: true,
    answers: { 201: ids },
  },
  "GET /schedules/{id}": {
    summary: "One schedule",
    query: noQuery,
    answers: { 200: scheduleSchema },
  },
  "PUT /schedules/{id}": {
    summary: "Changes what is given of a schedule",
    query: noQuery,
    body: changedScheduleSchema,
    answers: { 200: scheduleSchema },
  },
  "DELETE /schedules/{id}": {
    summary: "Deletes a schedule with its runs",
    query: noQuery,
    answers: { 204: null },
  },
  "GET /schedules/{id}/log": {
    summary: "Logs of all runs of a schedule",
    query: downloadQuery,
    answers: { 200: null },
  },
  "POST /schedules/{id}/{action}": {
    summary: "activate or deactivate a schedule, or run it now",
    query: noQuery,
    body: z.strictObject({}),
    isBodyOptional: true,
    creates: true,
    answers: { 200: scheduleSchema, 201: runSchema },
  },
  "POST /schedule-preview": {
    summary: "A schedule in words, its next times and warnings",
    query: noQuery,
    body: z.strictObject({
      cron: z.unknown().optional().meta({ type: "string" }),
      time: z.unknown().optional(),
      repeatAt: z.unknown().optional().meta({ type: "string" }),
      repeatInterval: z.unknown().optional().meta({ type: "string" }),
      timeZone: z.unknown().optional().meta({ type: "string" }),
      startTime: z.unknown().optional(),
      endTime: z.unknown().optional(),
      from: runQuerySchema.shape.from.nullish(),
      count: z.unknown().optional().meta({ type: "integer", minimum: 1, maximum: 100 }),
    }),
    answers: {
      200: z.object({
        text: z.string(),
        type: z.enum(["recurring", "one-time"]),
        next: z.array(z.iso.datetime()),
        warnings: z.array(z.string()),
      }),
    },
  },
  ...GATE_OPERATIONS,
  ...CONFIGURATION_OPERATIONS,
  "GET /servers": {
    summary: "Process servers",
    query: noQuery,
    answers: {
      200: pageOf(
        z.object({
          id: z.string(),
          name: z.string(),
          state: z.enum(["running", "draining", "stopped", "lost"]),
          startedAt: z.iso.datetime(),
          heartbeatAt: z.iso.datetime(),
          stoppedAt: z.iso.datetime().nullable(),
          concurrency: z.int(),
          inFlight: z.int(),
          version: z.string(),
        }),
      ),
    },
  },
  "POST /engine/tick": {
    summary: "Runs one pass of every duty of the engine (administrators)",
    query: noQuery,
    answers: { 200: z.record(z.string(), z.unknown()) },
  },
  "POST /demo": {
    summary: "Loads a small landscape to look at",
    query: noQuery,
    answers: { 201: z.object({ definitions: z.array(z.string()), runs: z.array(z.string()) }) },
  },
  "GET /stream": {
    summary: "Changes of runs as server-sent events; Last-Event-ID resumes",
    query: noQuery,
    answers: { 200: null },
  },
  "GET /openapi.json": { summary: "This description", query: noQuery, answers: { 200: null } },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;
