import { z } from "zod";
import { reportFilterFields, reportPageFields, sortSchema } from "./report-query";

/** Columns the frequency report can be put in order by. */
export const FREQUENCY_COLUMNS = [
  "jobName",
  "runs",
  "completed",
  "cancelled",
  "active",
  "unknown",
  "firstStart",
  "lastStart",
  "lastStatus",
  "lastSuccess",
  "lastFailure",
  "runsPerDay",
  "avgIntervalSeconds",
  "avgDurationMs",
  "maxDurationMs",
  "p95DurationMs",
  "avgDelayMs",
  "maxDelayMs",
  "successRate",
] as const;
export type FrequencyColumn = (typeof FREQUENCY_COLUMNS)[number];

export const frequencyFields = {
  ...reportFilterFields,
  sort: sortSchema(FREQUENCY_COLUMNS, "-runs"),
  ...reportPageFields,
};
export const frequencyQuerySchema = z.strictObject(frequencyFields);
export type FrequencyQuery = z.output<typeof frequencyQuerySchema>;
