import type { Queryable } from "./queryable";
import { QUEUE_LOAD_SQL } from "./queue-load";
import { IN_LINE_SQL, isAsideSql, LINE_ORDER_SQL } from "./waiting-line";

/** Something a tenant has by name. */
export interface NamedGate {
  tenantId: string;
  name: string;
}

/** Most runs woken at one gate at a time; the next are woken when these were examined and something is left. */
const MOST = 200;

const GATES = "unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)";
/** Has the runs of `head` examined again. */
const WAKE = `UPDATE run r SET ready = true, blocked_on = NULL FROM head h WHERE r.tenant_id = h.tenant_id AND r.id = h.id`;

/** The line for a resource of `u`. Who is being changed at this moment is passed over: that change examines it, or the next sweep. */
function lineSql(resource: string, { where = "true", limit }: { where?: string; limit: string }) {
  return `SELECT r.tenant_id, r.id, r.priority, r.root_start_at, r.start_at FROM run r
    WHERE r.tenant_id = u.tenant_id AND r.blocked_on = '${resource}:' || u.name AND ${IN_LINE_SQL} AND ${where}
    ORDER BY ${LINE_ORDER_SQL} LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
}

// As many as have a place, and none that the queue keeps back.
const AT_QUEUES_SQL = `
WITH head AS MATERIALIZED (
  SELECT w.tenant_id, w.id FROM ${GATES} LEFT JOIN queue q USING (tenant_id, name)
  CROSS JOIN LATERAL (${lineSql("queue", {
    where: "(q.hold_level IS NULL OR r.priority >= q.hold_level)",
    limit: `CASE WHEN q.closed THEN 0 WHEN q.size IS NULL THEN ${MOST} ELSE LEAST(${MOST}, GREATEST(0, q.size - ${QUEUE_LOAD_SQL})) END`,
  })}) w
) ${WAKE}`;

// Of a lock with units as many as there are units, of a simple one the first; a lock that does not exist is had by none.
const AT_LOCKS_SQL = `
WITH head AS MATERIALIZED (
  SELECT w.tenant_id, w.id FROM ${GATES} JOIN lock l USING (tenant_id, name)
  CROSS JOIN LATERAL (
    SELECT COALESCE(sum(h.units), 0)::int AS units, COALESCE(bool_or(h.mode = 'exclusive'), false) AS exclusive
    FROM lock_hold h WHERE h.tenant_id = u.tenant_id AND h.lock_name = u.name) held
  CROSS JOIN LATERAL (${lineSql("lock", {
    limit: `CASE l.type WHEN 'counted' THEN LEAST(${MOST}, GREATEST(0, l.size - held.units))
      WHEN 'simple' THEN CASE WHEN held.units > 0 THEN 0 ELSE 1 END
      ELSE CASE WHEN held.exclusive THEN 0 ELSE ${MOST} END END`,
  })}) w
) ${WAKE}`;

// All who leave the event as it is, and of those who take an occurrence away as many as there are occurrences.
const AT_EVENTS_SQL = `
WITH head AS MATERIALIZED (
  SELECT c.tenant_id, c.id FROM (
    SELECT w.tenant_id, w.id, t.takes, o.open,
      row_number() OVER (PARTITION BY u.tenant_id, u.name, t.takes ORDER BY w.priority DESC, w.root_start_at, w.start_at, w.id) AS place
    FROM ${GATES}
    CROSS JOIN LATERAL (SELECT count(*) AS open FROM event_occurrence o
      WHERE o.tenant_id = u.tenant_id AND o.event_name = u.name AND o.cleared_at IS NULL) o
    CROSS JOIN LATERAL (${lineSql("event", { limit: `CASE WHEN o.open > 0 THEN ${MOST} ELSE 0 END` })}) w
    JOIN run_gate g ON g.tenant_id = w.tenant_id AND g.run_id = w.id
    CROSS JOIN LATERAL (SELECT g.needs -> 'waitEvents' @> jsonb_build_array(jsonb_build_object('event', u.name, 'clear', true)) AS takes) t
  ) c WHERE NOT c.takes OR c.place <= c.open
) ${WAKE}`;

/** Has those examined again who are first in line at these queues, as many as may find a place. */
export function wakeAtQueues(tx: Queryable, queues: readonly NamedGate[]): Promise<number> {
  return wake(tx, queues, { name: "wake-at-queues", text: AT_QUEUES_SQL });
}

/** Has those examined again who are first in line at these locks, as many as may get a part. */
export function wakeAtLocks(tx: Queryable, locks: readonly NamedGate[]): Promise<number> {
  return wake(tx, locks, { name: "wake-at-locks", text: AT_LOCKS_SQL });
}

/** Has those examined again who are first in line for these events, while they are raised. */
export function wakeAtEvents(tx: Queryable, events: readonly NamedGate[]): Promise<number> {
  return wake(tx, events, { name: "wake-at-events", text: AT_EVENTS_SQL });
}

/** Has those examined again who asked for more of these locks than there was: they have been changed. */
export function wakeAside(tx: Queryable, locks: readonly NamedGate[]): Promise<number> {
  return wake(tx, locks, {
    name: "wake-aside",
    text: `WITH head AS MATERIALIZED (
        SELECT r.tenant_id, r.id FROM ${GATES} JOIN run r ON r.tenant_id = u.tenant_id AND r.blocked_on = 'lock:' || u.name
        WHERE r.state = 'LockWait' AND ${isAsideSql("r")} FOR UPDATE OF r SKIP LOCKED
      ) ${WAKE}`,
  });
}

async function wake(
  tx: Queryable,
  gates: readonly NamedGate[],
  statement: { name: string; text: string },
): Promise<number> {
  if (gates.length === 0) return 0;
  const values = [gates.map(({ tenantId }) => tenantId), gates.map(({ name }) => name)];
  const result = await tx.query({ ...statement, values });
  return result.rowCount ?? 0;
}
