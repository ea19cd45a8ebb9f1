import type { Queryable } from "./queryable";

// Found through the unique tick, so that the past of a schedule is not read. What is taken back was seen by
// nobody who could rely on it: its tick had not come.
const TAKE_BACK_SQL = `
WITH gone AS (
  DELETE FROM run WHERE schedule_id = ANY($1::uuid[]) AND planned_at > $2 AND state IN ('Scheduled', 'Modified') AND moves = 2
  RETURNING id, schedule_id, planned_at
), forgotten AS (
  DELETE FROM transition t USING gone g WHERE t.run_id = g.id
)
UPDATE schedule s SET next_run_at = LEAST(s.next_run_at, g.planned_at),
  executed_at = CASE WHEN s.mode = 'time' THEN NULL ELSE s.executed_at END
FROM (SELECT schedule_id, min(planned_at) AS planned_at FROM gone GROUP BY schedule_id) g WHERE s.id = g.schedule_id`;

/**
 * Takes back the runs of locked schedules that were planned ahead of their time, so that a change of the
 * schedule decides about these ticks too: the schedules are due at them again.
 */
export async function takeBackPlannedAhead(
  db: Queryable,
  scheduleIds: readonly string[],
  now: Date,
): Promise<void> {
  if (scheduleIds.length > 0) await db.query(TAKE_BACK_SQL, [scheduleIds, now]);
}
