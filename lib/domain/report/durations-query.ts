import { z } from "zod";
import { reportFilterFields, reportPageFields, sortSchema, trendFields } from "./report-query";

/** Columns the report on durations can be put in order by. */
export const DURATION_COLUMNS = [
  "jobName",
  "completed",
  "avgDurationMs",
  "p95DurationMs",
  "maxDurationMs",
  "lastDurationMs",
  "baselineMs",
  "deviation",
  "successRate",
] as const;
export type DurationColumn = (typeof DURATION_COLUMNS)[number];

const { status: _all, ...filters } = reportFilterFields;

export const durationFields = {
  ...filters,
  ...trendFields,
  sort: sortSchema(DURATION_COLUMNS, "-deviation"),
  ...reportPageFields,
};
export const durationQuerySchema = z.strictObject(durationFields);
export type DurationQuery = z.output<typeof durationQuerySchema>;

/** The beginning of the window of both trend reports where none is given. */
export const USUAL_TREND_FROM = "now-7d";
