import type { Queryable } from "./queryable";

/** Why a schedule is switched off by the application (job-scheduling-api 11.4). */
export type DeactivationReason =
  | "DEACTIVATION_END_TIME"
  | "DEACTIVATION_UNREACHABLE"
  | "DEACTIVATION_ON_COMPLETION";

const TEXT: Record<DeactivationReason, string> = {
  DEACTIVATION_END_TIME:
    "The end time of the job or the schedule was reached; the schedule was deactivated.",
  DEACTIVATION_UNREACHABLE:
    "The action endpoint could not be reached for more than 10 days in a row; the schedule was deactivated.",
  DEACTIVATION_ON_COMPLETION: "The one-time schedule has run and was deactivated.",
};

const CONDITION: Record<DeactivationReason, string> = {
  // A tick within the window that is due is left to the planner, which may be behind after an outage.
  DEACTIVATION_END_TIME: `LEAST(s.end_at, d.end_at) <= $1
    AND (s.next_run_at IS NULL OR (s.mode <> 'time' AND s.next_run_at > LEAST(s.end_at, d.end_at)))`,
  DEACTIVATION_UNREACHABLE: "d.unreachable_since < $1::timestamptz - interval '10 days'",
  // The finish of the run does this at once; here only what a lost server or a kill left behind.
  DEACTIVATION_ON_COMPLETION: `s.mode = 'time' AND s.next_run_at IS NULL AND s.executed_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM run r WHERE r.schedule_id = s.id AND r.ended_at IS NULL)`,
};

/** Switches off schedules for one of the reasons, with an entry in the action log each. */
export async function deactivateSchedules(
  db: Queryable,
  reason: DeactivationReason,
  now: Date,
): Promise<string[]> {
  const result = await db.query<{ id: string }>(
    `WITH done AS (
       UPDATE schedule s SET active = false, next_run_at = NULL, modified_at = $1 FROM definition d
       WHERE d.id = s.definition_id AND s.active AND ${CONDITION[reason]}
       RETURNING s.id, s.tenant_id, s.definition_id, d.job_id
     ), explained AS (
       INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, schedule_id, actor, text)
       SELECT tenant_id, $1, 'SCHEDULE', '${reason}', definition_id, job_id, id, 'system', $2 FROM done
     ) SELECT id FROM done`,
    [now, TEXT[reason]],
  );
  return result.rows.map((row) => row.id);
}

/**
 * Deletes one-time schedules without a run in the last 30 days (job-scheduling-api 11.1) that were
 * made or changed before then and have none ahead.
 */
export async function deleteUnusedOneTimeSchedules(
  db: Queryable,
  { before, now }: { before: Date; now: Date },
): Promise<number> {
  const result = await db.query(
    `WITH gone AS (
       DELETE FROM schedule s USING definition d
       WHERE d.id = s.definition_id AND s.mode = 'time' AND s.modified_at < $1 AND s.created_at < $1
         AND COALESCE(s.executed_at, s.created_at) < $1 AND (s.next_run_at IS NULL OR s.next_run_at < $1)
         AND NOT EXISTS (SELECT FROM run r WHERE r.schedule_id = s.id AND r.ended_at IS NULL)
       RETURNING s.id, s.tenant_id, s.definition_id, d.job_id
     ), explained AS (
       INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, schedule_id, actor, text)
       SELECT tenant_id, $2, 'SCHEDULE', 'DELETED', definition_id, job_id, id, 'system',
         'The one-time schedule was not used for 30 days and was deleted.' FROM gone
     )
     INSERT INTO purge (tenant_id, definition_id, schedule_id) SELECT tenant_id, definition_id, id FROM gone`,
    [before, now],
  );
  return result.rowCount ?? 0;
}

/** Notes since when endpoints cannot be reached; an answer ends the series. */
export async function noteReachability(
  db: Queryable,
  {
    reached,
    unreached,
    now,
  }: { reached: readonly string[]; unreached: readonly string[]; now: Date },
): Promise<void> {
  if (reached.length > 0) {
    await db.query(
      "UPDATE definition SET unreachable_since = NULL WHERE id = ANY($1) AND unreachable_since IS NOT NULL",
      [reached],
    );
  }
  if (unreached.length > 0) {
    await db.query(
      "UPDATE definition SET unreachable_since = $2 WHERE id = ANY($1) AND unreachable_since IS NULL",
      [unreached, now],
    );
  }
}
