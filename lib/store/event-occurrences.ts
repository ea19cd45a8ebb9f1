import type { Queryable } from "./queryable";

/** A raising of an event, by a person or by a run. */
export interface EventRaising {
  tenantId: string;
  name: string;
  by: string;
  comment: string;
  /** What the comment is still to be made of; null when it is as it is meant. */
  expression: string | null;
  /** The run that raises it. */
  runId: string | null;
}

/**
 * Raises events: each becomes one more occurrence, current when nothing of the event is open, else pending. Events that
 * do not exist are left out. The row of the event is shared until the commit, so that it is not deleted meanwhile.
 * Answers the raisings that were recorded.
 */
export async function raiseEvents(
  tx: Queryable,
  raisings: readonly EventRaising[],
  now: Date,
): Promise<{ tenantId: string; name: string }[]> {
  if (raisings.length === 0) return [];
  const column = <T>(value: (raising: EventRaising) => T) => raisings.map(value);
  const { rows } = await tx.query<{ tenantId: string; name: string }>(
    `WITH input AS (
       SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[])
         WITH ORDINALITY AS u(tenant_id, name, raised_by, comment, run_id, expression, place)
     ), known AS (
       SELECT e.tenant_id, e.name FROM event e WHERE (e.tenant_id, e.name) IN (SELECT tenant_id, name FROM input)
       ORDER BY e.tenant_id, e.name FOR KEY SHARE
     )
     INSERT INTO event_occurrence (tenant_id, event_name, raised_at, raised_by, comment, run_id, expression)
     SELECT i.tenant_id, i.name, $1, i.raised_by, i.comment, i.run_id, i.expression FROM input i JOIN known USING (tenant_id, name)
     ORDER BY i.place
     RETURNING tenant_id AS "tenantId", event_name AS name`,
    [
      now,
      column((raising) => raising.tenantId),
      column((raising) => raising.name),
      column((raising) => raising.by),
      column((raising) => raising.comment),
      column((raising) => raising.runId),
      column((raising) => raising.expression),
    ],
  );
  return rows;
}

/**
 * Clears the current occurrence of an event; the next pending one becomes current. Two who clear at once clear two
 * occurrences, because each waits for the other's commit on the row of the event. False when it was not raised.
 */
export async function clearEvent(
  tx: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  await tx.query("SELECT FROM event WHERE tenant_id = $1 AND name = $2 FOR NO KEY UPDATE", [
    tenantId,
    name,
  ]);
  const result = await tx.query(
    `UPDATE event_occurrence SET cleared_at = $3, cleared_by = $4 WHERE id = (
       SELECT id FROM event_occurrence WHERE tenant_id = $1 AND event_name = $2 AND cleared_at IS NULL
       ORDER BY id LIMIT 1)`,
    [tenantId, name, now, by],
  );
  return result.rowCount === 1;
}
