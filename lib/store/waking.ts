import type { ResourceKind } from "@/lib/domain/gate/resource";
import type { Queryable } from "./queryable";

/** Something that changed, to be passed on to those who wait for it. */
export interface ChangedResource {
  tenantId: string;
  resource: string;
}

/** Takes up to `limit` of the notes about what has changed; they are gone when the transaction commits. */
export async function takeGateChanges(tx: Queryable, limit: number): Promise<ChangedResource[]> {
  const { rows } = await tx.query<{ tenantId: string; resource: string }>({
    name: "take-gate-changes",
    text: `WITH taken AS (
        DELETE FROM gate_change WHERE id = ANY(ARRAY(SELECT id FROM gate_change ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))
        RETURNING tenant_id, resource)
      SELECT DISTINCT tenant_id AS "tenantId", resource FROM taken ORDER BY 1, 2`,
    values: [limit],
  });
  return rows;
}

const TABLE_OF: Readonly<Record<ResourceKind, string>> = {
  event: "event",
  queue: "queue",
  lock: "lock",
  window: "time_window",
  room: "queue",
};

/**
 * Waits until nobody examines runs at these gates any more: whoever was left waiting there has committed it then and
 * is found. Each kind in the order of its keys, as those who examine do it.
 */
export async function holdGates(
  tx: Queryable,
  kind: ResourceKind,
  gates: readonly { tenantId: string; name: string }[],
): Promise<void> {
  if (gates.length === 0) return;
  await tx.query(
    `SELECT FROM ${TABLE_OF[kind]} g JOIN unnest($1::uuid[], $2::text[]) AS u(tenant_id, name) USING (tenant_id, name)
     ORDER BY g.tenant_id, g.name FOR NO KEY UPDATE OF g`,
    [gates.map((gate) => gate.tenantId), gates.map((gate) => gate.name)],
  );
}

// Whoever is being changed by somebody else at this moment is passed over: that change examines it, or the next sweep.
const WAKE_SQL = `
UPDATE run r SET ready = true, blocked_on = NULL FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, resource)
CROSS JOIN LATERAL (
  SELECT w.tenant_id, w.id FROM run w WHERE w.tenant_id = u.tenant_id AND w.blocked_on = u.resource
  ORDER BY w.priority DESC, w.root_start_at, w.start_at, w.id LIMIT $3 FOR UPDATE SKIP LOCKED
) head WHERE r.tenant_id = head.tenant_id AND r.id = head.id
  AND r.state IN ('Scheduled', 'EventWait', 'QueueHeld', 'Queued', 'LockWait')`;

/** Has the first `limit` of those who wait for each of these resources examined again; answers how many. */
export async function wakeWaiting(
  tx: Queryable,
  resources: readonly ChangedResource[],
  limit: number,
): Promise<number> {
  if (resources.length === 0) return 0;
  const result = await tx.query({
    name: "wake-waiting",
    text: WAKE_SQL,
    values: [
      resources.map(({ tenantId }) => tenantId),
      resources.map(({ resource }) => resource),
      limit,
    ],
  });
  return result.rowCount ?? 0;
}

/** Every lock, queue and event somebody waits for, found by skipping through the index of those who wait. */
export async function awaitedResources(db: Queryable): Promise<ChangedResource[]> {
  const { rows } = await db.query<{ tenantId: string; resource: string }>(
    `WITH RECURSIVE awaited AS (
       (SELECT tenant_id, blocked_on FROM run WHERE blocked_on IS NOT NULL ORDER BY tenant_id, blocked_on LIMIT 1)
       UNION ALL
       SELECT n.tenant_id, n.blocked_on FROM awaited a CROSS JOIN LATERAL (
         SELECT r.tenant_id, r.blocked_on FROM run r
         WHERE r.blocked_on IS NOT NULL AND (r.tenant_id, r.blocked_on) > (a.tenant_id, a.blocked_on)
         ORDER BY r.tenant_id, r.blocked_on LIMIT 1) n
     ) SELECT tenant_id AS "tenantId", blocked_on AS resource FROM awaited`,
  );
  return rows;
}

/**
 * Has waiting runs examined again whose queue is closed now or has become one that keeps runs back: up to `limit`.
 * Runs that took the next free slot so far get gates of their own. Answers how many there were.
 */
export async function examineRunsOfQueues(
  tx: Queryable,
  queues: readonly { tenantId: string; name: string }[],
  limit: number,
): Promise<number> {
  if (queues.length === 0) return 0;
  const values = [queues.map((queue) => queue.tenantId), queues.map((queue) => queue.name), limit];
  const gated = await tx.query(
    `WITH found AS (
       SELECT r.tenant_id, r.id FROM run r
       JOIN (SELECT q.* FROM queue q JOIN unnest($1::uuid[], $2::text[]) AS u(tenant_id, name) USING (tenant_id, name)) q
         ON q.tenant_id = r.tenant_id AND q.name = r.queue
       WHERE NOT r.gated AND (q.closed OR q.size IS NOT NULL OR q.hold_level IS NOT NULL OR q.servers <> '[]' OR q.window_name IS NOT NULL)
         AND r.state IN ('Scheduled', 'Held', 'Queued', 'Running', 'Killing', 'Chained', 'Delayed') LIMIT $3 FOR UPDATE OF r SKIP LOCKED
     ), gates AS (
       INSERT INTO run_gate (tenant_id, run_id, needs, events_met)
       SELECT tenant_id, id, '{"locks":[],"waitEvents":[],"raiseEvents":[],"window":null,"minimumOpenSeconds":null,"whenOverdue":"Scheduled","restart":null,"runtimeLimit":null,"waitSeconds":null}', '{}'
       FROM found ON CONFLICT DO NOTHING
     ) UPDATE run r SET gated = true FROM found f WHERE r.tenant_id = f.tenant_id AND r.id = f.id`,
    values,
  );
  const closed = await tx.query(
    `UPDATE run r SET ready = true, blocked_on = NULL FROM (
       SELECT w.tenant_id, w.id FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)
       JOIN queue q ON q.tenant_id = u.tenant_id AND q.name = u.name AND q.closed
       JOIN run w ON w.tenant_id = u.tenant_id AND w.queue = u.name
       WHERE w.gated AND NOT w.ready AND w.state IN ('Queued', 'LockWait') LIMIT $3 FOR UPDATE OF w SKIP LOCKED
     ) f WHERE r.tenant_id = f.tenant_id AND r.id = f.id`,
    values,
  );
  return (gated.rowCount ?? 0) + (closed.rowCount ?? 0);
}

/**
 * Has runs examined again whose window has changed while they wait in it, and answers those for which there was no
 * opening at all: they need a start again (row 36 of the state table).
 */
export async function examineRunsOfWindows(
  tx: Queryable,
  windows: readonly { tenantId: string; name: string }[],
  limit: number,
): Promise<{ tenantId: string; id: string }[]> {
  if (windows.length === 0) return [];
  const values = [windows.map((gate) => gate.tenantId), windows.map((gate) => gate.name), limit];
  await tx.query(
    `UPDATE run r SET ready = true, blocked_on = NULL, wake_at = NULL FROM (
       SELECT w.tenant_id, w.id FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)
       JOIN run_gate g ON g.tenant_id = u.tenant_id AND g.window_name = u.name
       JOIN run w ON w.tenant_id = g.tenant_id AND w.id = g.run_id
       WHERE NOT w.ready AND w.wake_at IS NOT NULL AND w.state IN ('Scheduled', 'EventWait', 'QueueHeld', 'Queued', 'LockWait')
         LIMIT $3 FOR UPDATE OF w SKIP LOCKED
     ) f WHERE r.tenant_id = f.tenant_id AND r.id = f.id`,
    values,
  );
  const { rows } = await tx.query<{ tenantId: string; id: string }>(
    `SELECT r.tenant_id AS "tenantId", r.id FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)
     JOIN run r ON r.tenant_id = u.tenant_id AND r.blocked_on = 'window:' || u.name
     WHERE r.state = 'Never' LIMIT $3`,
    values,
  );
  return rows;
}
