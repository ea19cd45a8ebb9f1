import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { isId } from "@/lib/domain/ids";
import { RUN_STATES } from "./run-state";

const idSchema = z.string().refine(isId, "must be an id");

const isoSchema = z.iso.datetime({ offset: true });

/** An instant, as a date or as ISO text. */
const instantSchema = z
  .custom<Date | string>((value) => value instanceof Date || isoSchema.safeParse(value).success, {
    error: "must be an ISO instant such as 2026-11-20T02:00:00Z",
    abort: true,
  })
  .transform((value) => new Date(value))
  .refine(
    (at) => at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 9999,
    "must lie between 1970 and 9999",
  )
  .meta({ type: "string", format: "date-time" });

export const MAX_PAGE = 500;
export const DEFAULT_PAGE = 50;

/** Which runs a list shows; everything given must hold. `from` is inclusive, `to` is not; both mean the submission. */
export const runQuerySchema = z.strictObject({
  state: z.array(z.enum(RUN_STATES)).max(RUN_STATES.length).optional(),
  /** Exact name. */
  definition: lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty").optional(),
  /** Job name, whatever its case; `*` stands for any characters. */
  jobName: lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty").optional(),
  scheduleId: idSchema.optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  parent: idSchema.optional(),
  /** Quick search: the id of a run, a job name with its number (`NAME/02140501`), or a part of a definition's name. */
  q: lineSchema(MAX_NAME_LENGTH).optional(),
  limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
  cursor: z.string().max(200).optional(),
});
export type RunQueryInput = z.input<typeof runQuerySchema>;
export type RunQuery = z.output<typeof runQuerySchema>;
