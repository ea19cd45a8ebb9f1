import pg from "pg";
import { CHAINS, DEFINITIONS, prepareDefinitions, STEPS } from "./seed-definitions";
import { seedLiveRuns } from "./seed-live-runs";
import { recountRollups } from "./seed-rollups";

/** Runs of one block: a chain with two steps and nine calls, and twelve jobs. */
const BLOCK = 24;
const BATCH = 2000 * BLOCK;
const JOBS = DEFINITIONS - CHAINS;
const DAYS = 30;
const USERS = ["BATCH_USER", "NIGHT_SHIFT", "ANNA", "BERND", "CARLA", "DORA", "EMIL", "FINANCE"];
/** Of so many blocks one was submitted by somebody who hardly submits anything. */
const RARELY = 5000;

// What there is to a run, by its number: all of a block's chain is submitted at once, its jobs one after another.
const PLACED_SQL = `
WITH numbered AS (
  SELECT i, i / ${BLOCK} AS block, (i % ${BLOCK})::int AS place,
    $3::timestamptz - interval '1 hour' - make_interval(secs => ($2::bigint - CASE WHEN i % ${BLOCK} < 12 THEN i - i % ${BLOCK} ELSE i END)::float8
      / $2::bigint * ${DAYS * 86_400}) AS at
  FROM generate_series($1::bigint, $4::bigint) AS i
), made AS (
  SELECT *, (block % ${CHAINS})::int AS chain_no, block % 40 = 7 AS is_bad,
    (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(place), 3, '0')
      || '8' || substr(md5(i::text), 1, 15))::uuid AS id,
    CASE WHEN place = 0 THEN 'chain' WHEN place IN (1, 7) THEN 'step' WHEN place < 12 THEN 'call' ELSE 'job' END AS role,
    0.05 + (i % 97) * 0.21 AS seconds,
    ('x' || substr(md5('end' || i), 1, 6))::bit(24)::int % 100 AS lot
  FROM numbered
)
SELECT m.*, CASE WHEN m.place BETWEEN 1 AND 11 THEN h.id END AS chain_id,
  CASE WHEN m.place IN (1, 7) THEN h.id WHEN m.place BETWEEN 2 AND 6 THEN s1.id WHEN m.place BETWEEN 8 AND 11 THEN s2.id END AS parent_id,
  CASE m.role WHEN 'job' THEN ${CHAINS} + (m.i * 7) % ${JOBS} WHEN 'call' THEN ${CHAINS} + (m.chain_no * 9 + m.place) % ${JOBS} ELSE m.chain_no END AS definition_no,
  CASE WHEN m.role <> 'job' THEN CASE WHEN m.is_bad AND m.place IN (0, 7, 11) THEN 'Error' ELSE 'Completed' END
    WHEN m.lot < 92 THEN 'Completed' WHEN m.lot < 96 THEN 'Error' WHEN m.lot < 97 THEN 'Killed' WHEN m.lot < 98 THEN 'Canceled'
    WHEN m.lot < 99 THEN 'Skipped' ELSE 'Unknown' END AS state
FROM made m
LEFT JOIN made h ON h.block = m.block AND h.place = 0 AND m.place < 12
LEFT JOIN made s1 ON s1.block = m.block AND s1.place = 1 AND m.place < 12
LEFT JOIN made s2 ON s2.block = m.block AND s2.place = 7 AND m.place < 12`;

/** The states a run went through, as an array. */
function pathSql(run: string): string {
  const state = `${run}.state::text`;
  return `CASE WHEN ${run}.role = 'step' THEN ARRAY['New', 'Chained', 'Running', 'Waiting', ${state}]
    WHEN ${run}.role = 'call' THEN ARRAY['New', 'Chained', 'Scheduled', 'Dispatched', 'Assigned', 'Running', ${state}]
    WHEN ${run}.role = 'chain' THEN ARRAY['New', 'Scheduled', 'Dispatched', 'Assigned', 'Running', 'Waiting', ${state}]
    WHEN ${state} = 'Skipped' THEN ARRAY['New', 'Skipped']
    WHEN ${state} = 'Canceled' THEN ARRAY['New', 'Scheduled', 'Canceling', 'Canceled']
    WHEN ${state} = 'Killed' THEN ARRAY['New', 'Scheduled', 'Dispatched', 'Assigned', 'Running', 'Killing', 'Killed']
    ELSE ARRAY['New', 'Scheduled', 'Dispatched', 'Assigned', 'Running', ${state}] END`;
}

// Ids and numbers are made as the application makes them, so nothing collides with it.
const RUNS_SQL = `
INSERT INTO run (tenant_id, id, role, definition_id, definition_name, kind, job_name, job_count, state, detail, reason, queue,
  root_start_at, start_at, submitted_at, started_at, ended_at, attempt, moves, http_status, return_code, origin, submitted_by,
  parent_id, chain_id, step_name, call_name)
SELECT d.tenant_id, p.id, p.role, d.id, d.name, d.kind, d.job_name,
  job_count_of(floor(extract(epoch FROM p.at))::bigint * 40 + CASE p.role WHEN 'job' THEN 36 WHEN 'step' THEN 37 + (p.place / 7) ELSE 39 END),
  p.state::run_state, CASE WHEN d.kind <> 'http' THEN NULL WHEN p.state = 'Completed' THEN 'SUCCESS' WHEN p.state <> 'Error' THEN NULL
    WHEN p.i % 3 = 0 THEN 'TIMEOUT' ELSE 'ERROR' END,
  CASE p.state WHEN 'Error' THEN CASE p.role WHEN 'call' THEN 'HTTP_503' WHEN 'job' THEN 'HTTP_500' ELSE 'CALL_FAILED' END
    WHEN 'Unknown' THEN 'NO_CALLBACK' WHEN 'Killed' THEN 'KILLED' WHEN 'Canceled' THEN 'CANCELED' WHEN 'Skipped' THEN 'MISSED' END,
  d.queue, p.at, p.at, p.at,
  CASE WHEN p.state NOT IN ('Canceled', 'Skipped') THEN p.at + make_interval(secs => 0.005 + p.place * 0.02) END,
  p.at + make_interval(secs => CASE p.place WHEN 0 THEN 45 WHEN 1 THEN 40 WHEN 7 THEN 44 ELSE 0.005 + p.place * 0.02 + p.seconds END),
  CASE WHEN p.state IN ('Canceled', 'Skipped') OR p.role = 'step' THEN 0 ELSE 1 END, cardinality(${pathSql("p")}),
  CASE WHEN d.kind <> 'http' THEN NULL WHEN p.state = 'Completed' THEN 200 WHEN p.state = 'Error' THEN CASE p.role WHEN 'call' THEN 503 ELSE 500 END END,
  CASE WHEN d.kind = 'program' THEN CASE p.state WHEN 'Completed' THEN 0 WHEN 'Error' THEN p.i % 7 + 1 END END, d.origin,
  CASE WHEN p.block % ${RARELY} = 11 THEN 'RARE_USER' ELSE (ARRAY['${USERS.join("','")}'])[p.block % ${USERS.length} + 1] END,
  p.parent_id, p.chain_id,
  CASE WHEN p.place BETWEEN 1 AND 6 THEN '${STEPS[0].name}' WHEN p.place BETWEEN 7 AND 11 THEN '${STEPS[1].name}' END,
  CASE WHEN p.place BETWEEN 2 AND 6 THEN 'CALL_' || p.place - 1 WHEN p.place BETWEEN 8 AND 11 THEN 'CALL_' || p.place - 7 END
FROM (${PLACED_SQL}) AS p JOIN seed_definition d ON d.place = p.definition_no
ON CONFLICT DO NOTHING
RETURNING tenant_id, id, role, definition_id, state, submitted_at, started_at, ended_at`;

const BATCH_SQL = `
WITH runs AS (${RUNS_SQL}), moves AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT r.tenant_id, r.id, t.seq, CASE WHEN t.seq = cardinality(path.states) THEN r.ended_at
      WHEN t.state IN ('New', 'Chained', 'Scheduled', 'Canceling') THEN r.submitted_at ELSE r.started_at END,
    path.states[t.seq - 1]::run_state, t.state::run_state, 'seed'
  FROM runs r CROSS JOIN LATERAL (SELECT ${pathSql("r")} AS states) AS path
  CROSS JOIN LATERAL unnest(path.states) WITH ORDINALITY AS t(state, seq)
), chains AS (
  INSERT INTO chain_run (tenant_id, run_id, snapshot)
  SELECT r.tenant_id, r.id, d.properties -> 'chain' FROM runs r JOIN seed_definition d ON d.id = r.definition_id WHERE r.role = 'chain'
), logs AS (
  INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
  SELECT r.tenant_id, r.id, 6, r.ended_at, jsonb_build_array(
    jsonb_build_object('at', r.started_at, 'level', 'info', 'text', 'POST http://localhost:9/seed', 'type', 'TRIGGERED'),
    jsonb_build_object('at', r.ended_at, 'level', CASE WHEN r.state = 'Completed' THEN 'info' ELSE 'error' END, 'text', 'Done.'))
  FROM runs r WHERE r.started_at IS NOT NULL AND r.role IN ('job', 'call')
)
SELECT count(*)::int AS inserted FROM runs`;

/**
 * Fills a database with runs of the last thirty days, their transitions, logs and rollups, to measure and look at: half
 * of them belong to chains, of which one in forty fails, of the others 92 % end well. A few wait and go on waiting.
 */
export async function seedHistory(
  databaseUrl: string,
  { runs, onProgress }: { runs: number; onProgress?: (done: number) => void },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off");
    await prepareDefinitions(client);
    const now = new Date();
    for (let first = 0; first < runs; first += BATCH) {
      const last = Math.min(runs, first + BATCH) - 1;
      await client.query(BATCH_SQL, [first, runs, now, last]);
      onProgress?.(last + 1);
    }
    await seedLiveRuns(client, { runs: Math.ceil(runs / 1000), now });
    await recountRollups(client);
    await client.query(
      "VACUUM (ANALYZE) run, transition, run_log_chunk, run_rollup, run_start_rollup, chain_run, run_gate",
    );
    await client.query("CHECKPOINT").catch(() => undefined);
  } finally {
    await client.end();
  }
}
