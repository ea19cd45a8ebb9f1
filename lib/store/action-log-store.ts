import type { ActionLogAction } from "@/lib/domain/scheduling-api/action-log";
import type { Queryable } from "./queryable";

/** One entry of the action log; `scheduleId` null speaks of the definition itself. */
export interface NewActionLogEntry {
  tenantId: string;
  definitionId: string;
  jobId: number;
  scheduleId: string | null;
  action: ActionLogAction;
  actor: string;
  text: string;
}

/** Appends to the action log, in the transaction of the change it tells of. */
export async function appendActionLog(
  db: Queryable,
  entries: readonly NewActionLogEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await db.query({
    name: "append-action-log",
    text: `INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, schedule_id, actor, text)
      SELECT u.tenant_id, $1, CASE WHEN u.schedule_id IS NULL THEN 'JOB' ELSE 'SCHEDULE' END, u.action, u.definition_id,
        u.job_id, u.schedule_id, u.actor, u.text
      FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::uuid[], $7::text[], $8::text[])
        AS u(tenant_id, action, definition_id, job_id, schedule_id, actor, text)`,
    values: [
      now,
      entries.map((entry) => entry.tenantId),
      entries.map((entry) => entry.action),
      entries.map((entry) => entry.definitionId),
      entries.map((entry) => entry.jobId),
      entries.map((entry) => entry.scheduleId),
      entries.map((entry) => entry.actor),
      entries.map((entry) => entry.text),
    ],
  });
}
