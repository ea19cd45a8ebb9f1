import type { ActionLogEntry } from "@/lib/domain/scheduling-api/action-log";
import type { Queryable } from "./queryable";

interface ActionLogRange {
  definitionId: string;
  /** Only what concerns this schedule. */
  scheduleId: string | null;
  limit: number;
}

/** The latest entries of a definition's history, newest first, and how many there are in all. */
export async function readActionLog(
  db: Queryable,
  { definitionId, scheduleId, limit }: ActionLogRange,
): Promise<{ total: number; entries: ActionLogEntry[] }> {
  const where = "a.definition_id = $1 AND ($2::uuid IS NULL OR a.schedule_id = $2)";
  const total = await db.query<{ count: string }>(
    `SELECT count(*) AS count FROM action_log_entry a WHERE ${where}`,
    [definitionId, scheduleId],
  );
  const { rows } = await db.query<ActionLogEntry>(
    `SELECT a.at, a.type, a.action, a.job_id AS "jobId", a.schedule_id AS "scheduleId", a.actor, a.text
     FROM action_log_entry a WHERE ${where} ORDER BY a.id DESC LIMIT $3`,
    [definitionId, scheduleId, limit],
  );
  return { total: Number(total.rows[0]?.count ?? 0), entries: rows };
}
