import { z } from "zod";
import { delayQuerySchema } from "@/lib/domain/report/delays-query";
import { durationQuerySchema } from "@/lib/domain/report/durations-query";
import { frequencyQuerySchema } from "@/lib/domain/report/frequency-query";
import { STARTED_STATUSES } from "@/lib/domain/report/report-query";
import { type Operation, pageOf } from "./operation";

const instant = z.string().meta({ format: "date-time" });
const ms = (description: string) => z.number().nullable().meta({ description });
const job = { tenant: z.string(), tenantId: z.string(), jobName: z.string() };

const frequencyRowSchema = z.object({
  ...job,
  runs: z.int().meta({ description: "Started runs" }),
  completed: z.int(),
  cancelled: z.int(),
  active: z.int(),
  unknown: z.int(),
  firstStart: instant,
  lastStart: instant,
  lastStatus: z.enum(STARTED_STATUSES).meta({ description: "Of the run that started last" }),
  lastState: z.string(),
  lastSuccess: instant.nullable().meta({ description: "Start of the last completed run" }),
  lastFailure: instant.nullable().meta({ description: "Start of the last cancelled run" }),
  runsPerDay: z.number().nullable(),
  avgIntervalSeconds: z.number().nullable(),
  avgDurationMs: ms("Of completed runs, as the other two"),
  maxDurationMs: ms("The longest"),
  p95DurationMs: ms("From a histogram: off by at most 2.5 %"),
  avgDelayMs: z.number().meta({ description: "From planned to actual start; early is 0" }),
  maxDelayMs: z.number(),
  successRate: z.number().nullable().meta({ description: "F / (F + A), 0 to 1" }),
  states: z.record(z.string(), z.int()),
});

const trendPointSchema = z.object({
  at: instant.meta({ description: "Beginning of the hour or day" }),
  runs: z.int(),
  avgMs: ms("Mean; null where nothing was measured"),
  p95Ms: ms("95th percentile"),
  maxMs: ms("Longest"),
});

const durationRowSchema = z.object({
  ...job,
  completed: z.int(),
  avgDurationMs: z.number(),
  p95DurationMs: ms("From a histogram: off by at most 2.5 %"),
  maxDurationMs: z.number(),
  lastRunId: z.string().nullable().meta({ description: "The last completed run" }),
  lastDurationMs: ms("How long it took"),
  baselineMs: ms("Mean of up to ten completed runs before it"),
  deviation: z.number().nullable().meta({ description: "0.2: it took 20 % longer than these" }),
  isSlow: z.boolean().meta({ description: "It took more than 20 % longer" }),
  successRate: z.number().nullable(),
  lastState: z.string(),
});

const delayRowSchema = z.object({
  ...job,
  runs: z.int(),
  avgDelayMs: z.number(),
  p95DelayMs: ms("From a histogram: off by at most 2.5 %"),
  maxDelayMs: z.number(),
  lastStart: instant,
});

const page = { prevCursor: z.string().nullable(), jobs: z.int() };

/** The reports on started runs (background-jobs N2). */
export const REPORT_OPERATIONS = {
  "GET /reports/frequency": {
    summary: "How often jobs ran: one row per job name, started runs only, exact",
    query: frequencyQuerySchema,
    answers: { 200: pageOf(frequencyRowSchema).extend({ ...page, runs: z.int() }) },
  },
  "GET /reports/durations": {
    summary: "How long jobs took, and whether the last run took longer than those before it",
    query: durationQuerySchema,
    answers: {
      200: pageOf(durationRowSchema).extend({
        ...page,
        slow: z.int(),
        trend: z.array(trendPointSchema).nullable(),
      }),
    },
  },
  "GET /reports/delays": {
    summary: "How late jobs started; only lateness counts",
    query: delayQuerySchema,
    answers: {
      200: pageOf(delayRowSchema).extend({ ...page, trend: z.array(trendPointSchema) }),
    },
  },
} as const satisfies Record<string, Operation>;
