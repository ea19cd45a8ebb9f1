import { NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import type { Queryable } from "@/lib/store/queryable";

/** Events, locks and queues that runs are blocked on, of each so many. */
const GATES = 50;
const PREFIX = "BLOCKED";

// A quarter each waits for an event that is not raised, for a lock that somebody has, in a queue that is held, and for a
// place in one that is full.
const GATES_SQL = `
WITH n AS (SELECT '${PREFIX}-' || lpad(g::text, 2, '0') AS name FROM generate_series(0, ${GATES - 1}) AS g),
events AS (INSERT INTO event (tenant_id, name) SELECT $1, name FROM n),
locks AS (INSERT INTO lock (tenant_id, name, type) SELECT $1, name, 'simple' FROM n),
full_queues AS (INSERT INTO queue (tenant_id, name, size) SELECT $1, name || '-FULL', 0 FROM n),
holders AS (INSERT INTO lock_hold (tenant_id, lock_name, run_id, mode, since) SELECT $1, name, gen_random_uuid(), 'exclusive', $2 FROM n)
INSERT INTO queue (tenant_id, name, held, closed, closed_reason, closed_since) SELECT $1, name, true, true, 'HELD', $2 FROM n`;

const RUNS_SQL = `
WITH made AS (
  SELECT i, i % 4 AS kind,
    '${PREFIX}-' || lpad(((i / 4) % ${GATES})::text, 2, '0') || CASE i % 4 WHEN 3 THEN '-FULL' ELSE '' END AS gate,
    (lpad(to_hex((extract(epoch FROM $2::timestamptz) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0')
      || '8' || substr(md5('blocked' || i), 1, 15))::uuid AS id
  FROM generate_series(1, $3::int) AS i
), gates AS (
  INSERT INTO run_gate (tenant_id, run_id, needs, events_met)
  SELECT $1, id, $4::jsonb
    || CASE kind WHEN 0 THEN jsonb_build_object('waitEvents', jsonb_build_array(jsonb_build_object('event', gate, 'clear', false)))
       WHEN 1 THEN jsonb_build_object('locks', jsonb_build_array(jsonb_build_object('lock', gate, 'mode', 'exclusive', 'units', 1)))
       ELSE '{}' END, '{}' FROM made
), moves AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT $1, m.id, s.seq, $2, s.from_state::run_state, s.to_state::run_state, 'seed' FROM made m CROSS JOIN LATERAL (VALUES
    (1, NULL, 'New'), (2, 'New', 'Scheduled'),
    (3, 'Scheduled', CASE m.kind WHEN 0 THEN 'EventWait' WHEN 1 THEN 'LockWait' WHEN 2 THEN 'QueueHeld' ELSE 'Queued' END)) AS s(seq, from_state, to_state)
)
INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, reason, queue, gated, blocked_on,
  root_start_at, start_at, submitted_at, moves, origin, submitted_by)
SELECT $1, m.id, d.id, d.name, 'http', d.job_name, lpad(m.i::text, 8, '0'),
  (CASE m.kind WHEN 0 THEN 'EventWait' WHEN 1 THEN 'LockWait' WHEN 2 THEN 'QueueHeld' ELSE 'Queued' END)::run_state,
  (CASE m.kind WHEN 0 THEN 'EVENT: ' WHEN 1 THEN 'LOCK: ' WHEN 2 THEN 'HELD: ' ELSE 'QUEUE_FULL: ' END) || gate,
  CASE WHEN m.kind >= 2 THEN gate ELSE 'Default' END, true,
  (CASE m.kind WHEN 0 THEN 'event:' WHEN 1 THEN 'lock:' ELSE 'queue:' END) || gate,
  $2, $2, $2, 3, 'http://localhost:9', 'seed'
FROM made m JOIN definition d ON d.tenant_id = $1 AND d.name = '${PREFIX}'`;

/** Runs blocked on fifty events, locks, held and full queues, whose holders are no runs; for measuring and for plans. */
export async function seedBlockedRuns(
  db: Queryable,
  { tenantId, runs, now }: { tenantId: string; runs: number; now: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO definition (id, tenant_id, name, job_name, kind, active, url, origin, created_by)
     VALUES (gen_random_uuid(), $1, '${PREFIX}', '${PREFIX}', 'http', false, 'http://localhost:9/seed', 'http://localhost:9', 'seed')`,
    [tenantId],
  );
  await db.query(GATES_SQL, [tenantId, now]);
  await db.query(RUNS_SQL, [tenantId, now, runs, JSON.stringify(NO_NEEDS)]);
}

/** Name of one of the events, locks and queues they are blocked on. */
export const BLOCKING_GATE = `${PREFIX}-00`;
