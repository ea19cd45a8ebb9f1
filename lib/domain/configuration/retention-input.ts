import { z } from "zod";

const MAX_DAYS = 3650;
const daysSchema = z.int().min(1).max(MAX_DAYS);

/** Days that finished runs, run logs, and action log and audit are kept (model, "Decisions"); only what is given changes. */
export const retentionInputSchema = z
  .strictObject({
    RUN_RETENTION_DAYS: daysSchema,
    RUN_LOG_RETENTION_DAYS: daysSchema,
    HISTORY_RETENTION_DAYS: daysSchema,
  })
  .partial();
export type RetentionInput = z.input<typeof retentionInputSchema>;
