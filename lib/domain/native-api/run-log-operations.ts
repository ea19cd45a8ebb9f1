import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { MAX_REPORT_DAYS } from "@/lib/domain/report/run-log-selection";
import { instantSchema } from "@/lib/domain/run/run-query";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import type { Operation } from "./operation";
import { flagSchema, idSchema, statesSchema } from "./query-fields";

const name = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");

/** Ids one address can carry: with more it would be longer than servers take. */
const MAX_IDS = 200;

const idsSchema = z
  .string()
  .transform((text) => text.split(",").map((id) => id.trim()))
  .pipe(z.array(idSchema).min(1).max(MAX_IDS))
  .meta({ description: `Ids of up to ${MAX_IDS} runs, separated by commas` });

const selection = {
  definition: name.optional().meta({ description: "All runs of this definition" }),
  name: name.optional().meta({
    description: "Name or job name, whatever its case; * stands for any characters",
  }),
  state: statesSchema.optional(),
  from: instantSchema.optional().meta({
    description: `Submitted at this instant or later; a day before the end when left out, at most ${MAX_REPORT_DAYS} days`,
  }),
  to: instantSchema
    .optional()
    .meta({ description: "Submitted before this instant; now when left out" }),
};

const download = z.enum(["0", "1"]).default("0");
const instant = z.iso.datetime();
const span = z.int().nullable();

const reportLineSchema = z.object({
  run: z.string(),
  depth: z
    .int()
    .meta({ description: "0 for a selected run; steps and calls of chains are deeper" }),
  tenant: z.string(),
  definition: z.string(),
  jobName: z.string(),
  number: z.string(),
  role: z.string(),
  step: z.string().nullable(),
  call: z.string().nullable(),
  iteration: z.int().nullable(),
  state: z.enum(RUN_STATES),
  submittedAt: instant,
  plannedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  delayMs: span,
  durationMs: span,
  returnCode: z.int().nullable(),
  httpStatus: z.int().nullable(),
  server: z.string().nullable(),
  submittedBy: z.string(),
  restartOf: z.string().nullable(),
  reason: z.string().nullable(),
  firstError: z.string().nullable(),
  messages: z.array(z.object({ at: z.string(), level: z.string(), text: z.string() })).nullable(),
  hasMoreMessages: z.boolean(),
});

const reportSchema = z.object({
  generatedAt: instant,
  generatedBy: z.string(),
  selection: z.object({
    definition: z.string().nullable(),
    name: z.string().nullable(),
    state: z.array(z.enum(RUN_STATES)).nullable(),
    from: instant,
    to: instant,
  }),
  summary: z.object({
    runs: z.int(),
    states: z.array(z.object({ state: z.enum(RUN_STATES), runs: z.int() })),
    successRate: z.number().nullable(),
    totalDurationMs: z.number(),
    meanDurationMs: z.number().nullable(),
    maxDurationMs: z.number().nullable(),
  }),
  runs: z.array(reportLineSchema),
});

/** The calls that give out the logs of many runs, and reports about them. */
export const RUN_LOG_OPERATIONS = {
  "GET /runs/logs": {
    summary:
      "The logs of up to 10,000 runs, oldest first: a zip file with a text for each run and an index, or all lines as NDJSON or CSV",
    query: z.strictObject({
      ids: idsSchema.optional(),
      ...selection,
      format: z.enum(["zip", "ndjson", "csv"]).default("zip"),
    }),
    answers: { 200: null },
  },
  "GET /reports/run-log": {
    summary:
      "A report about up to 10,000 runs of a job or a period with its chains' steps, as a page to print, CSV, JSON or NDJSON",
    query: z.strictObject({
      ...selection,
      format: z.enum(["html", "csv", "json", "ndjson"]).default("json"),
      messages: flagSchema.default(false).meta({
        type: "boolean",
        default: false,
        description: "With the first 200 lines of each log",
      }),
      download,
    }),
    answers: { 200: reportSchema },
  },
} as const satisfies Record<string, Operation>;
