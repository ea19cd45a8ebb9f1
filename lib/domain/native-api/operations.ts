import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { instantSchema } from "@/lib/domain/run/run-query";
import { ALERT_OPERATIONS } from "./alert-operations";
import { CONFIGURATION_OPERATIONS } from "./configuration-operations";
import { definitionSchema, putDefinitionSchema } from "./definition-resource";
import { GATE_OPERATIONS } from "./gate-operations";
import { LOAD_REPORT_OPERATIONS } from "./load-report-operations";
import { BULK_BYTES, downloadQuery, idsSchema, noQuery, type Operation, pageOf } from "./operation";
import { cursorSchema, flagSchema, limitSchema } from "./query-fields";
import { REPORT_OPERATIONS } from "./report-operations";
import { RUN_LOG_OPERATIONS } from "./run-log-operations";
import { RUN_OPERATIONS } from "./run-operations";
import { runSchema } from "./run-resource";
import {
  changedScheduleSchema,
  newScheduleSchema,
  newSchedulesSchema,
  scheduleSchema,
} from "./schedule-resource";
import { SELECTION_OPERATIONS } from "./selection-operations";

export type { Operation } from "./operation";

/** A chain of 2000 calls, each with all its fields. */
const DEFINITION_BYTES = 4 * 1024 * 1024;

const name = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");

/** Every call, by method and address below `/api/v1`. */
export const OPERATIONS = {
  "GET /definitions": {
    summary: "Definitions, oldest first",
    query: z.strictObject({
      limit: limitSchema,
      cursor: cursorSchema.optional(),
      name: name.optional().meta({ description: "Part of the name, whatever its case" }),
      active: flagSchema.optional(),
      system: flagSchema.optional().meta({
        description: "true: the system jobs instead, which are left out otherwise",
      }),
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
  ...RUN_OPERATIONS,
  ...SELECTION_OPERATIONS,
  ...RUN_LOG_OPERATIONS,
  "GET /schedules": {
    summary: "Schedules in the order they were made",
    query: z.strictObject({
      limit: limitSchema,
      cursor: cursorSchema.optional(),
      definition: name.optional(),
      active: flagSchema.optional(),
      system: flagSchema.optional().meta({
        description: "true: those of system jobs instead, which are left out otherwise",
      }),
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
    answers: { 201: idsSchema },
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
      from: instantSchema.nullish(),
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
  ...ALERT_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...LOAD_REPORT_OPERATIONS,
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
