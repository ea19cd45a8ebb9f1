import { z } from "zod";
import { queueSchema } from "@/lib/domain/definition/definition-fields";

const NAME_MAX = 255;
/** Submissions in one request. */
export const MAX_BULK_RUNS = 1000;
const MAX_PARAMETERS_BYTES = 100_000;

const instantSchema = z.iso
  .datetime({ offset: true, error: "must be an ISO instant such as 2026-11-20T02:00:00Z" })
  .transform((text) => new Date(text))
  .refine(
    (at) => at.getTime() > 0 && at.getUTCFullYear() <= 9999,
    "must lie between 1970 and 9999",
  );

const parametersSchema = z
  .record(z.string().max(NAME_MAX), z.unknown())
  .refine(
    (value) =>
      Object.keys(value).length === 0 || JSON.stringify(value).length <= MAX_PARAMETERS_BYTES,
    `must not be larger than ${MAX_PARAMETERS_BYTES} bytes as JSON`,
  );

/** One submission of the native API, the same for form and API. */
export const submitRunSchema = z.strictObject({
  definition: z.string().min(1).max(NAME_MAX),
  parameters: parametersSchema.nullish(),
  startAt: instantSchema.nullish(),
  hold: z.boolean().optional(),
  queue: queueSchema.nullish(),
  priority: z.int().min(1).max(100).nullish(),
  /** Of a chain: the steps before this one are Skipped. */
  startAtStep: z.string().min(1).max(NAME_MAX).nullish(),
});
export type SubmitRunInput = z.infer<typeof submitRunSchema>;

export const submitRunsSchema = z.strictObject({
  runs: z.array(submitRunSchema).min(1).max(MAX_BULK_RUNS),
});
