import { z } from "zod";

const word = z
  .string()
  .trim()
  .max(256)
  .refine((text) => !text.includes("\0"))
  .transform((text) => (text === "" ? undefined : text))
  .optional()
  .catch(undefined);

/** What the audit page is asked for in its address; anything unusable counts as not asked. */
export const auditFilterSchema = z.object({
  actor: word,
  action: word,
  outcome: z.enum(["success", "denied", "failure"]).optional().catch(undefined),
  /** Entries older than this id. */
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});

export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** The query string of a filter, shortest first; empty when nothing is asked. */
export function auditQuery(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const name of ["actor", "action", "outcome", "before"] as const) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
