import type { Queryable } from "@/lib/store/queryable";

/** Definitions the runs belong to; every tenth is a chain. */
const DEFINITIONS = 100;

// Of each hundred runs four did not end well and one still waits; of each twenty one is a chain with a step and calls.
const RUNS_SQL = `
WITH numbered AS (
  SELECT i, i % 20 AS place, (i / 20) * 20 AS head, $2::timestamptz - make_interval(secs => ($3::int - i) * 3) AS at
  FROM generate_series(0, $3::int - 1) AS i
), made AS (
  SELECT *, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0')
      || '8' || substr(md5('seeded' || i), 1, 15))::uuid AS id,
    CASE WHEN place > 9 THEN 'job' WHEN place = 0 THEN 'chain' WHEN place = 1 THEN 'step' ELSE 'call' END AS role,
    CASE WHEN i % 100 = 99 THEN 'EventWait' WHEN i % 100 = 57 THEN 'Error' WHEN i % 1000 = 17 THEN 'Killed' WHEN i % 5000 = 33 THEN 'Unknown'
      ELSE 'Completed' END AS state
  FROM numbered
), placed AS (
  SELECT m.*, h.id AS head_id, s.id AS step_id FROM made m JOIN made h ON h.i = m.head JOIN made s ON s.i = m.head + 1
), moves AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT $1, id, 5, at, 'Assigned', 'Running', CASE WHEN i % 2 = 0 THEN 'node-a' ELSE 'node-b' END FROM made
), gates AS (
  INSERT INTO run_gate (tenant_id, run_id, needs) SELECT $1, id, '{"waitEvents":[{"event":"SEEDED","clear":false}]}'::jsonb
  FROM made WHERE i % 100 = 99
)
INSERT INTO run (tenant_id, id, role, definition_id, definition_name, kind, job_name, job_count, state, detail, reason, queue,
  root_start_at, start_at, planned_at, submitted_at, started_at, ended_at, parent_id, chain_id, attempt, moves, http_status, return_code,
  gated, blocked_on, submitted_by)
SELECT $1, p.id, p.role, d.id, d.name, d.kind, d.job_name, lpad(p.i::text, 8, '0'), p.state::run_state,
  CASE WHEN p.state = 'Error' AND p.i % 200 = 57 THEN 'TIMEOUT' END, CASE WHEN p.state = 'Error' THEN 'HTTP_500' END,
  CASE WHEN p.i % 50 = 3 THEN 'NIGHT' ELSE 'Default' END, p.at, p.at, CASE WHEN p.i % 2 = 0 THEN p.at - interval '2 s' END, p.at,
  CASE WHEN p.state <> 'EventWait' THEN p.at + make_interval(secs => p.i % 7) END,
  CASE WHEN p.state <> 'EventWait' THEN p.at + make_interval(secs => p.i % 7 + p.i % 61) END,
  CASE p.role WHEN 'step' THEN p.head_id WHEN 'call' THEN p.step_id END, CASE WHEN p.role IN ('step', 'call') THEN p.head_id END,
  CASE WHEN p.state = 'EventWait' THEN 0 ELSE 1 END, 6, CASE WHEN p.state = 'Error' THEN 500 ELSE 200 END, CASE WHEN p.i % 400 = 11 THEN 8 END,
  p.i % 100 = 99, CASE WHEN p.state = 'EventWait' THEN 'event:SEEDED' END,
  CASE WHEN p.i % 20000 = 13 THEN 'rare.user' ELSE (ARRAY['ANNA', 'BERND', 'CARLA'])[p.i % 3 + 1] END
FROM placed p JOIN definition d ON d.tenant_id = $1
  AND d.name = 'SEEDED-' || lpad((CASE WHEN p.place < 2 THEN 0 ELSE p.i % ${DEFINITIONS - 1} + 1 END)::text, 3, '0')`;

const DEFINITIONS_SQL = `
INSERT INTO definition (id, tenant_id, name, job_name, kind, active, url, origin, created_by)
SELECT gen_random_uuid(), $1, 'SEEDED-' || lpad(g::text, 3, '0'), 'SEEDED_' || lpad(g::text, 3, '0'), CASE WHEN g = 0 THEN 'chain' ELSE 'http' END,
  false, 'http://localhost:9/part' || g, 'http://localhost:9', 'seed' FROM generate_series(0, ${DEFINITIONS - 1}) AS g`;

const REFERENCES_SQL = `
INSERT INTO definition_reference (tenant_id, definition_id, kind, name)
SELECT DISTINCT r.tenant_id, r.definition_id, 'event', 'SEEDED' FROM run r WHERE r.tenant_id = $1 AND r.gated`;

const ROLLUP_SQL = `
INSERT INTO run_rollup (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms)
SELECT tenant_id, definition_id, job_name, date_trunc('hour', ended_at, 'UTC'), state, count(*), 0, 0
FROM run WHERE tenant_id = $1 AND ended_at IS NOT NULL AND role <> 'step' GROUP BY 1, 2, 3, 4, 5`;

/**
 * A history of runs that are three seconds apart and end at `now`, with what lists can be narrowed by: half of them are
 * chains with a step and eight calls. With statistics and rollup.
 */
export async function seedRuns(
  db: Queryable,
  { tenantId, runs, now }: { tenantId: string; runs: number; now: Date },
): Promise<void> {
  await db.query(DEFINITIONS_SQL, [tenantId]);
  await db.query(RUNS_SQL, [tenantId, now, runs]);
  await db.query(REFERENCES_SQL, [tenantId]);
  await db.query(ROLLUP_SQL, [tenantId]);
  await db.query("VACUUM (ANALYZE) run, run_gate, transition, run_rollup, definition_reference");
}
