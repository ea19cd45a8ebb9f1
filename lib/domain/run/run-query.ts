import { z } from "zod";
import { selectionFields } from "./selection";

const isoSchema = z.iso.datetime({ offset: true });

/** An instant, as a date or as ISO text. */
export const instantSchema = z
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

/** Which runs a list shows, and which page of it; see {@link selectionFields}. `from` and `to` mean the submission. */
export const runQuerySchema = z.strictObject({
  ...selectionFields,
  limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
  cursor: z.string().max(200).optional(),
});
export type RunQueryInput = z.input<typeof runQuerySchema>;
export type RunQuery = z.output<typeof runQuerySchema>;
