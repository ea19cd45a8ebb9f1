import type {
  CappedCount,
  EventWaitFacts,
  LockHolder,
  LockWaitFacts,
  QueueWaitFacts,
} from "@/lib/domain/run/explanation/run-facts";
import type { Queryable } from "./queryable";

/** A run that waits for a gate, with its place in the dispatch order. */
export interface GateWaiter {
  id: string;
  tenantId: string;
  /** What it waits for, as it stands in `run.blocked_on`. */
  blockedOn: string;
  /** The name in it. */
  name: string;
  priority: number;
  rootStartAt: Date;
  startAt: Date;
}

/** What of a gate differs from run to run. */
export interface OwnWait {
  ahead: CappedCount;
  /** Units of the lock it asks for; 1 for what is no lock. */
  units: number;
}

// Two stretches of the index of those who wait, each read from its beginning and no further than is counted.
const AHEAD_SQL = `
SELECT u.id, u.tenant_id AS "tenantId", a.runs AS ahead, n.units
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[], $7::timestamptz[])
  AS u(tenant_id, id, blocked_on, name, priority, root_start_at, start_at)
CROSS JOIN LATERAL (
  SELECT count(*)::int AS runs FROM (
    (SELECT 1 FROM run r WHERE r.tenant_id = u.tenant_id AND r.blocked_on = u.blocked_on AND r.priority > u.priority LIMIT $8)
    UNION ALL
    (SELECT 1 FROM run r WHERE r.tenant_id = u.tenant_id AND r.blocked_on = u.blocked_on AND r.priority = u.priority
      AND (r.root_start_at, r.start_at, r.id) < (u.root_start_at, u.start_at, u.id) LIMIT $8)
  ) AS before
) AS a
LEFT JOIN run_gate g ON g.tenant_id = u.tenant_id AND g.run_id = u.id AND u.blocked_on LIKE 'lock:%'
LEFT JOIN LATERAL jsonb_to_recordset(g.needs -> 'locks') AS n(lock text, units int) ON n.lock = u.name`;

/** How many runs are in line before each of these, counted to `most`, and what it asks for; by the id of the run. */
export async function loadOwnWaits(
  db: Queryable,
  waiters: readonly GateWaiter[],
  most: number,
): Promise<Map<string, OwnWait>> {
  const { rows } = await db.query<{ id: string; ahead: number; units: number | null }>(AHEAD_SQL, [
    waiters.map((run) => run.tenantId),
    waiters.map((run) => run.id),
    waiters.map((run) => run.blockedOn),
    waiters.map((run) => run.name),
    waiters.map((run) => run.priority),
    waiters.map((run) => run.rootStartAt),
    waiters.map((run) => run.startAt),
    most + 1,
  ]);
  return new Map(
    rows.map(({ id, ahead, units }) => [
      id,
      { ahead: { count: Math.min(ahead, most), isMore: ahead > most }, units: units ?? 1 },
    ]),
  );
}

/** Some gates, each named once. */
export interface GateNames {
  tenantIds: string[];
  names: string[];
}

const WANTED = "unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)";

/** A gate together with its tenant. */
export type Owned<T> = T & { tenantId: string };

interface LockFacts extends Omit<LockWaitFacts, "ahead" | "units"> {
  /** Only a counted lock has units: a run that asks another for several gets the one there is. */
  isCounted: boolean;
}

interface LockRow {
  tenantId: string;
  name: string;
  type: string | null;
  size: number | null;
  holderCount: number;
  holderId: string | null;
  definition: string;
  jobName: string;
  jobCount: string;
  mode: string;
  since: Date;
}

/** Locks with those who have had them longest, a few of them; what does not exist is told so. */
export async function loadLockFacts(
  db: Queryable,
  { tenantIds, names }: GateNames,
  holders: number,
): Promise<Owned<LockFacts>[]> {
  const { rows } = await db.query<LockRow>(
    `SELECT u.tenant_id AS "tenantId", u.name, l.type, l.size, c.holders AS "holderCount", h."holderId",
       h.definition, h."jobName", h."jobCount", h.mode, h.since
     FROM ${WANTED} LEFT JOIN lock l ON l.tenant_id = u.tenant_id AND l.name = u.name
     CROSS JOIN LATERAL (SELECT count(*)::int AS holders FROM lock_hold h WHERE h.tenant_id = u.tenant_id AND h.lock_name = u.name) AS c
     LEFT JOIN LATERAL (
       SELECT r.id AS "holderId", r.definition_name AS definition, r.job_name AS "jobName", r.job_count AS "jobCount", t.mode, t.since
       FROM (SELECT * FROM lock_hold h WHERE h.tenant_id = u.tenant_id AND h.lock_name = u.name ORDER BY h.since, h.run_id LIMIT $3) AS t
       JOIN run r ON r.tenant_id = t.tenant_id AND r.id = t.run_id
     ) AS h ON true
     ORDER BY u.tenant_id, u.name, h.since, h."holderId"`,
    [tenantIds, names, holders],
  );
  const locks = new Map<string, Owned<LockFacts> & { holders: LockHolder[] }>();
  for (const row of rows) {
    const key = `${row.tenantId} ${row.name}`;
    const lock = locks.get(key) ?? { ...lockFrom(row), holders: [] };
    locks.set(key, lock);
    if (row.holderId !== null) lock.holders.push(holderFrom(row, row.holderId));
  }
  return [...locks.values()];
}

function lockFrom({ tenantId, name, type, size, holderCount }: LockRow) {
  const isCounted = type === "counted";
  return {
    tenantId,
    kind: "lock" as const,
    name,
    exists: type !== null,
    size: isCounted ? (size ?? 1) : 1,
    isCounted,
    holderCount,
  };
}

function holderFrom(
  { definition, jobName, jobCount, mode, since }: LockRow,
  id: string,
): LockHolder {
  return { id, definition, jobName, jobCount, mode, since };
}

type QueueFacts = Omit<QueueWaitFacts, "ahead">;

/** What is counted of the runs in a queue, at most. */
const MOST_RUNNING = 10_000;

/** Queues with how many runs count against their size. */
export async function loadQueueFacts(
  db: Queryable,
  { tenantIds, names }: GateNames,
): Promise<Owned<QueueFacts>[]> {
  // The states are those of the partial index run_in_queue, word for word.
  const { rows } = await db.query<Owned<Omit<QueueFacts, "kind">>>(
    `SELECT q.tenant_id AS "tenantId", q.name, q.closed_reason AS "closedReason", q.closed_since AS "closedSince",
       CASE WHEN q.held THEN q.held_by END AS "heldBy", q.window_name AS "window", q.wake_at AS "nextWindowChange", q.size,
       q.hold_level AS "holdLevel", i.running
     FROM ${WANTED} JOIN queue q ON q.tenant_id = u.tenant_id AND q.name = u.name
     CROSS JOIN LATERAL (SELECT count(*)::int AS running FROM (
       SELECT 1 FROM run r WHERE r.tenant_id = q.tenant_id AND r.queue = q.name AND r.gated
         AND r.state IN ('Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing')
         AND (q.count_waiting OR r.state <> 'Waiting') AND (q.count_console OR r.state <> 'Console') LIMIT $3) AS o) AS i`,
    [tenantIds, names, MOST_RUNNING],
  );
  return rows.map((row) => ({ kind: "queue", ...row }));
}

/** Events, whether they exist and whether they are raised. */
export async function loadEventFacts(
  db: Queryable,
  { tenantIds, names }: GateNames,
): Promise<Owned<EventWaitFacts>[]> {
  const { rows } = await db.query<Owned<Omit<EventWaitFacts, "kind">>>(
    `SELECT u.tenant_id AS "tenantId", u.name,
       EXISTS (SELECT FROM event e WHERE e.tenant_id = u.tenant_id AND e.name = u.name) AS exists,
       EXISTS (SELECT FROM event_occurrence o WHERE o.tenant_id = u.tenant_id AND o.event_name = u.name AND o.cleared_at IS NULL) AS raised
     FROM ${WANTED}`,
    [tenantIds, names],
  );
  return rows.map((row) => ({ kind: "event", ...row }));
}
