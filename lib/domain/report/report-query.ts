import { z } from "zod";
import { DEFINITION_KINDS } from "@/lib/domain/definition/definition";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { limitSchema } from "@/lib/domain/native-api/query-fields";
import { RUN_STATES, type RunState, stageOf } from "@/lib/domain/run/run-state";
import { timeTokenSchema } from "@/lib/domain/run/selection-time";
import { backgroundJobLetter } from "@/lib/domain/run/vocabularies";

/** Statuses a started run can have, as letters of TBTCO-STATUS: completed, cancelled, active, unknown. */
export const STARTED_STATUSES = ["F", "A", "R", "X"] as const;
export type StartedStatus = (typeof STARTED_STATUSES)[number];

const line = (description: string) =>
  lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty").meta({ description });

const isStatus = (text: string): text is StartedStatus =>
  STARTED_STATUSES.some((status) => status === text);

const statusSchema = z
  .string()
  .transform((text) => [...new Set(text.split(/[,|]/).map((entry) => entry.trim()))])
  .refine(
    (entries) => entries.every(isStatus),
    "must be made of F, A, R and X: only runs that started are counted",
  )
  .transform((entries) => entries.filter(isStatus))
  .meta({
    type: "string",
    description: "One or several of F, A, R and X, separated by commas or |; all when left out",
  });

/** What runs a report counts (background-jobs N2): started ones, everything given must hold. */
export const reportFilterFields = {
  name: line("Job name; * stands for any characters, ? for one").optional(),
  status: statusSchema.optional(),
  from: timeTokenSchema
    .optional()
    .meta({ description: "Started at this moment or later; like now-24h or an ISO instant" }),
  to: timeTokenSchema.optional().meta({ description: "Started before this moment" }),
  createdBy: line("Who submitted it; * stands for any characters, ? for one").optional(),
  class: z.enum(["A", "B", "C"]).optional().meta({ description: "Class of the job" }),
  kind: z.enum(DEFINITION_KINDS).optional(),
  definition: line("Exact name of a definition").optional(),
  program: line("Part of what its definition calls: a URL or a program").optional(),
  tenant: line("Name or subdomain of a tenant (callers of the provider)").optional(),
};

export const reportFilterSchema = z.strictObject(reportFilterFields);
export type ReportFilter = z.output<typeof reportFilterSchema>;

/** Where a page of a report begins, and how long it is. */
export const reportPageFields = {
  limit: limitSchema,
  cursor: z.string().min(1, "must not be empty").max(500).optional(),
};

/** Orders by these columns; `-` puts the largest first. Rows without a value stand last either way. */
export function sortSchema<const Column extends string>(
  columns: readonly Column[],
  usual: ReportSort<Column>,
) {
  const sorts = columns.flatMap((column): ReportSort<Column>[] => [column, `-${column}`]);
  return z
    .custom<ReportSort<Column>>((value) => sorts.some((sort) => sort === value), {
      error: `must be one of ${columns.join(", ")}, with - in front for the largest first`,
    })
    .default(usual)
    .meta({ type: "string", description: `A column, - for the largest first; usual: ${usual}` });
}
export type ReportSort<Column extends string> = Column | `-${Column}`;

/** Length of the stretches of a trend. */
export const TREND_UNITS = ["hour", "day"] as const;
export type TrendUnit = (typeof TREND_UNITS)[number];

/** A job whose course is shown beside the table. */
export const trendFields = {
  job: line("Exact job name: its course over time is added").optional(),
  unit: z.enum(TREND_UNITS).optional().meta({ description: "Of the course; day when left out" }),
};

/** The status a report counts a started run under; one that is being canceled has started and not ended. */
export function startedStatusOf(state: RunState): StartedStatus {
  const letter = backgroundJobLetter(state);
  return STARTED_STATUSES.find((status) => status === letter) ?? "R";
}

const STARTED_STATES = RUN_STATES.filter((state) => /^(running|final)$/.test(stageOf(state)));

/** The states of started runs that letters mean; undefined: all. */
export function statesOfStatuses(
  statuses: readonly StartedStatus[] | undefined,
): RunState[] | undefined {
  return statuses && STARTED_STATES.filter((state) => statuses.includes(startedStatusOf(state)));
}
