import { NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import type { Queryable } from "./queryable";
import { QUEUE_LIMITED_SQL } from "./submittable-definitions";
import { WAITING_SQL } from "./waiting-line";
import type { NamedGate } from "./waking";

/** Runs that get gates, or are looked at because their queue has changed, in one transaction. */
const MOST = 1000;

const GATES = "unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)";

function columnsOf(gates: readonly NamedGate[]): [string[], string[]] {
  return [gates.map(({ tenantId }) => tenantId), gates.map(({ name }) => name)];
}

// A run in one of these states has not passed its queue, or counts against its size.
const PLAIN_SQL = `FROM ${GATES} JOIN queue q ON q.tenant_id = u.tenant_id AND q.name = u.name AND ${QUEUE_LIMITED_SQL}
  JOIN run r ON r.tenant_id = u.tenant_id AND r.queue = u.name
  WHERE NOT r.gated AND r.role <> 'step'
    AND r.state IN ('Chained', 'Disabled', 'Delayed', 'Modified', 'Scheduled', 'Held', 'Queued', 'Dispatched', 'Assigned', 'Running', 'Killing')`;

/**
 * Gives runs that took the next free slot so far gates of their own, in queues that have become such as keep runs
 * back: they wait for the queue and count against its size from then on. Answers whether there were any, and perhaps
 * are some more.
 */
export async function gateRunsOfQueues(
  tx: Queryable,
  queues: readonly NamedGate[],
): Promise<boolean> {
  if (queues.length === 0) return false;
  const columns = columnsOf(queues);
  const done = await tx.query({
    name: "gate-runs-of-queues",
    text: `WITH found AS (
        SELECT r.tenant_id, r.id ${PLAIN_SQL} LIMIT ${MOST} FOR UPDATE OF r SKIP LOCKED
      ), gates AS (
        INSERT INTO run_gate (tenant_id, run_id, needs, events_met) SELECT tenant_id, id, $3::jsonb, '{}' FROM found ON CONFLICT DO NOTHING
      ) UPDATE run r SET gated = true FROM found f WHERE r.tenant_id = f.tenant_id AND r.id = f.id`,
    values: [...columns, JSON.stringify(NO_NEEDS)],
  });
  if (done.rowCount) return true;
  // Whoever was being started at this moment is not there yet.
  const left = await tx.query({
    name: "plain-runs-of-queues",
    text: `SELECT ${PLAIN_SQL} LIMIT 1`,
    values: columns,
  });
  return left.rowCount === 1;
}

/** Has runs examined again that have come further than their queue lets them now; answers how many there were. */
export async function examineRunsOfQueues(
  tx: Queryable,
  queues: readonly NamedGate[],
): Promise<number> {
  if (queues.length === 0) return 0;
  const { rowCount } = await tx.query({
    name: "examine-runs-of-queues",
    text: `WITH found AS (
        SELECT r.tenant_id, r.id FROM ${GATES} JOIN queue q ON q.tenant_id = u.tenant_id AND q.name = u.name
        JOIN run r ON r.tenant_id = u.tenant_id AND r.queue = u.name
        WHERE r.gated AND r.state IN ('Queued', 'LockWait') AND (q.closed OR r.priority < q.hold_level)
          AND (NOT r.ready OR r.reason = 'NO_SLOT') LIMIT ${MOST} FOR UPDATE OF r SKIP LOCKED
      ) UPDATE run r SET ready = true, blocked_on = NULL, reason = NULL FROM found f WHERE r.tenant_id = f.tenant_id AND r.id = f.id`,
    values: columnsOf(queues),
  });
  return rowCount ?? 0;
}

/** A run that its queue kept back. */
export interface HeldBackRun {
  tenantId: string;
  id: string;
  queue: string;
}

/** Runs, held, that wait for a place now in these queues of a size, and for nothing but that. */
export async function lockRunsLetIn(
  tx: Queryable,
  queues: readonly NamedGate[],
): Promise<HeldBackRun[]> {
  if (queues.length === 0) return [];
  const { rows } = await tx.query<HeldBackRun>({
    name: "lock-runs-let-in",
    text: `SELECT r.tenant_id AS "tenantId", r.id, r.queue FROM ${GATES} JOIN queue q ON q.tenant_id = u.tenant_id AND q.name = u.name
      JOIN run r ON r.tenant_id = u.tenant_id AND r.blocked_on = 'queue:' || u.name
      WHERE q.size IS NOT NULL AND NOT q.closed AND r.state = 'QueueHeld' AND r.priority >= COALESCE(q.hold_level, r.priority)
      ORDER BY r.id LIMIT ${MOST} FOR UPDATE OF r SKIP LOCKED`,
    values: columnsOf(queues),
  });
  return rows;
}

/** Has all runs examined again that wait in or for these windows, however they have changed; answers how many. */
export async function examineRunsOfWindows(
  tx: Queryable,
  windows: readonly NamedGate[],
): Promise<number> {
  if (windows.length === 0) return 0;
  // From the few runs for which time matters, not from all that ever had the window.
  const { rowCount } = await tx.query({
    name: "examine-runs-of-windows",
    text: `WITH timed AS MATERIALIZED (
        SELECT tenant_id, id FROM run WHERE wake_at IS NOT NULL AND state IN ${WAITING_SQL}
      ), concerned AS (
        SELECT t.tenant_id, t.id FROM timed t JOIN run_gate g ON g.tenant_id = t.tenant_id AND g.run_id = t.id
        WHERE (g.tenant_id, g.window_name) IN (SELECT tenant_id, name FROM ${GATES})
        UNION
        SELECT r.tenant_id, r.id FROM ${GATES} JOIN run r ON r.tenant_id = u.tenant_id AND r.blocked_on = 'window:' || u.name
        WHERE r.state IN ${WAITING_SQL}
      ), found AS MATERIALIZED (
        SELECT r.tenant_id, r.id FROM concerned c JOIN run r ON r.tenant_id = c.tenant_id AND r.id = c.id
        WHERE r.state IN ${WAITING_SQL} FOR UPDATE OF r SKIP LOCKED
      ) UPDATE run r SET ready = true, blocked_on = NULL, wake_at = NULL, reason = NULL FROM found f WHERE r.tenant_id = f.tenant_id AND r.id = f.id`,
    values: columnsOf(windows),
  });
  return rowCount ?? 0;
}
