import type { ResourceKind } from "@/lib/domain/gate/resource";
import type { Queryable } from "./queryable";
import { QUEUE_LOAD_SQL, queueLimitedSql } from "./queue-load";
import type { NamedGate } from "./waking";

/** Something that changed, to be passed on to those who wait for it. */
export interface ChangedResource {
  tenantId: string;
  /** As written by lib/domain/gate/resource.ts. */
  resource: string;
}

/** Takes up to `limit` of the notes about what has changed; they are gone when the transaction commits. */
export async function takeGateChanges(tx: Queryable, limit: number): Promise<ChangedResource[]> {
  const { rows } = await tx.query<ChangedResource>({
    name: "take-gate-changes",
    text: `WITH taken AS (
        DELETE FROM gate_change WHERE id = ANY(ARRAY(SELECT id FROM gate_change ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED))
        RETURNING tenant_id, resource)
      SELECT DISTINCT tenant_id AS "tenantId", resource FROM taken ORDER BY 1, 2`,
    values: [limit],
  });
  return rows;
}

const TABLE_OF = { event: "event", queue: "queue", lock: "lock" } as const satisfies Partial<
  Record<ResourceKind, string>
>;

/**
 * Waits until nobody examines runs at these gates any more: whoever was left waiting there has committed it then and
 * is found. Each kind in the order of its keys, as those who examine do it.
 */
export async function holdGates(
  tx: Queryable,
  kind: keyof typeof TABLE_OF,
  gates: readonly NamedGate[],
): Promise<void> {
  if (gates.length === 0) return;
  await tx.query({
    name: `hold-gates-${kind}`,
    text: `SELECT FROM ${TABLE_OF[kind]} g JOIN unnest($1::uuid[], $2::text[]) AS u(tenant_id, name) USING (tenant_id, name)
      ORDER BY g.tenant_id, g.name FOR NO KEY UPDATE OF g`,
    values: [gates.map((gate) => gate.tenantId), gates.map((gate) => gate.name)],
  });
}

// Found by skipping through the index of those who wait, the first at each gate; what is not free is left out.
const AWAITED_SQL = `
WITH RECURSIVE awaited AS (
  (SELECT tenant_id, blocked_on, priority FROM run WHERE blocked_on IS NOT NULL ORDER BY tenant_id, blocked_on, priority DESC LIMIT 1)
  UNION ALL
  SELECT n.tenant_id, n.blocked_on, n.priority FROM awaited a CROSS JOIN LATERAL (
    SELECT r.tenant_id, r.blocked_on, r.priority FROM run r
    WHERE r.blocked_on IS NOT NULL AND (r.tenant_id, r.blocked_on) > (a.tenant_id, a.blocked_on)
    ORDER BY r.tenant_id, r.blocked_on, r.priority DESC LIMIT 1) n
), gate AS MATERIALIZED (
  SELECT tenant_id, priority, split_part(blocked_on, ':', 1) AS kind, substr(blocked_on, strpos(blocked_on, ':') + 1) AS name FROM awaited
)
SELECT g.tenant_id AS "tenantId", CASE g.kind WHEN 'queue' THEN 'room:' WHEN 'lock' THEN 'unit:' ELSE 'event:' END || g.name AS resource
FROM gate g WHERE CASE g.kind
  WHEN 'event' THEN EXISTS (SELECT FROM event_occurrence o WHERE o.tenant_id = g.tenant_id AND o.event_name = g.name AND o.cleared_at IS NULL)
  WHEN 'queue' THEN NOT EXISTS (SELECT FROM queue q WHERE q.tenant_id = g.tenant_id AND q.name = g.name
    AND (q.closed OR q.hold_level > g.priority OR q.size <= ${QUEUE_LOAD_SQL}))
  WHEN 'lock' THEN EXISTS (SELECT FROM lock l WHERE l.tenant_id = g.tenant_id AND l.name = g.name AND NOT EXISTS (
    SELECT FROM lock_hold h WHERE h.tenant_id = l.tenant_id AND h.lock_name = l.name AND (h.mode = 'exclusive' OR l.type = 'simple')
    HAVING CASE l.type WHEN 'counted' THEN sum(h.units) >= l.size ELSE count(*) > 0 END))
  ELSE false END`;

/** What is free though somebody waits for it, as it would be told of. */
export async function awaitedResources(db: Queryable): Promise<ChangedResource[]> {
  const { rows } = await db.query<ChangedResource>({
    name: "awaited-resources",
    text: AWAITED_SQL,
  });
  return rows;
}

/** Queues that keep runs back one by one, and in which runs without gates of their own are about to start all the same. */
export async function limitedQueuesOfPlainRuns(db: Queryable): Promise<ChangedResource[]> {
  const { rows } = await db.query<ChangedResource>({
    name: "limited-queues-of-plain-runs",
    text: `SELECT DISTINCT r.tenant_id AS "tenantId", 'queue:' || r.queue AS resource FROM run r
      WHERE r.ready AND NOT r.gated AND ${queueLimitedSql("r")}`,
  });
  return rows;
}
