import { z } from "zod";
import { reportFilterFields, reportPageFields, sortSchema, trendFields } from "./report-query";

/** Columns the report on delays can be put in order by. */
export const DELAY_COLUMNS = [
  "jobName",
  "runs",
  "avgDelayMs",
  "p95DelayMs",
  "maxDelayMs",
  "lastStart",
] as const;
export type DelayColumn = (typeof DELAY_COLUMNS)[number];

export const delayFields = {
  ...reportFilterFields,
  ...trendFields,
  sort: sortSchema(DELAY_COLUMNS, "-avgDelayMs"),
  ...reportPageFields,
};
export const delayQuerySchema = z.strictObject(delayFields);
export type DelayQuery = z.output<typeof delayQuerySchema>;
