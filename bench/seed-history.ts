import pg from "pg";

const BATCH = 50_000;
const DEFINITIONS = 50;
const DAYS = 30;

// Runs spread evenly over the last thirty days and fifty definitions: 93 % Completed, the rest failed in
// the ways runs fail. Ids and numbers are made as the application makes them, so nothing collides with it.
const RUNS_SQL = `
INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, detail, reason,
  root_start_at, start_at, planned_at, submitted_at, started_at, ended_at, attempt, moves, http_status, origin, submitted_by)
SELECT d.tenant_id, s.id, d.id, d.name, 'http', d.job_name,
  job_count_of(floor(extract(epoch FROM s.at))::bigint * 40 + 39),
  s.state::run_state, CASE s.state WHEN 'Completed' THEN 'SUCCESS' WHEN 'Error' THEN 'ERROR' END,
  CASE s.state WHEN 'Error' THEN 'HTTP_500' WHEN 'Unknown' THEN 'NO_CALLBACK' WHEN 'Killed' THEN 'KILLED' WHEN 'Canceled' THEN 'CANCELED' END,
  s.at, s.at, NULL, s.at, CASE WHEN s.state <> 'Canceled' THEN s.at + interval '5 ms' END,
  s.at + make_interval(secs => s.seconds), 1, 6, CASE s.state WHEN 'Completed' THEN 200 WHEN 'Error' THEN 500 END,
  d.origin, 'seed'
FROM (
  SELECT i, i % $3 AS place, at,
    (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0')
      || '8' || substr(md5(i::text), 1, 15))::uuid AS id,
    (0.05 + (i % 97) * 0.21)::float8 AS seconds,
    CASE WHEN i % 100 < 93 THEN 'Completed' WHEN i % 100 < 97 THEN 'Error' WHEN i % 100 < 98 THEN 'Killed'
      WHEN i % 100 < 99 THEN 'Canceled' ELSE 'Unknown' END AS state
  FROM (SELECT i, $4::timestamptz - interval '1 hour' - make_interval(secs => ((($2::bigint - i)::float8 / $2::bigint) * $5::bigint * 86400)) AS at
    FROM generate_series($1::bigint, $6::bigint) AS i) AS spread
) AS s JOIN seed_definition d ON d.place = s.place
ON CONFLICT DO NOTHING
RETURNING tenant_id, id, state, submitted_at, started_at, ended_at`;

const BATCH_SQL = `
WITH runs AS (${RUNS_SQL}), moves AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT r.tenant_id, r.id, t.seq, CASE WHEN t.seq < 3 THEN r.submitted_at WHEN t.seq < 6 THEN r.started_at ELSE r.ended_at END,
    t.from_state, CASE WHEN t.seq = 6 THEN r.state ELSE t.to_state END, 'seed'
  FROM runs r CROSS JOIN LATERAL (VALUES
    (1, NULL::run_state, 'New'::run_state), (2, 'New', 'Scheduled'), (3, 'Scheduled', 'Dispatched'),
    (4, 'Dispatched', 'Assigned'), (5, 'Assigned', 'Running'), (6, 'Running', 'Completed')) AS t(seq, from_state, to_state)
  WHERE r.state NOT IN ('Canceled', 'Killed')
), stopped AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT r.tenant_id, r.id, t.seq, CASE WHEN t.seq < 3 THEN r.submitted_at ELSE r.ended_at END, t.from_state, t.to_state, 'seed'
  FROM runs r CROSS JOIN LATERAL (VALUES
    (1, NULL::run_state, 'New'::run_state), (2, 'New', 'Scheduled'), (3, 'Scheduled', 'Canceling'), (4, 'Canceling', 'Canceled')) AS t(seq, from_state, to_state)
  WHERE r.state = 'Canceled'
), killed AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT r.tenant_id, r.id, t.seq, CASE WHEN t.seq < 3 THEN r.submitted_at WHEN t.seq < 6 THEN r.started_at ELSE r.ended_at END, t.from_state, t.to_state, 'seed'
  FROM runs r CROSS JOIN LATERAL (VALUES
    (1, NULL::run_state, 'New'::run_state), (2, 'New', 'Scheduled'), (3, 'Scheduled', 'Dispatched'),
    (4, 'Dispatched', 'Assigned'), (5, 'Assigned', 'Running'), (6, 'Running', 'Killing'), (7, 'Killing', 'Killed')) AS t(seq, from_state, to_state)
  WHERE r.state = 'Killed'
), logs AS (
  INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
  SELECT r.tenant_id, r.id, 6, r.ended_at, jsonb_build_array(
    jsonb_build_object('at', r.started_at, 'level', 'info', 'text', 'POST http://localhost:9/seed', 'type', 'TRIGGERED'),
    jsonb_build_object('at', r.ended_at, 'level', CASE WHEN r.state = 'Completed' THEN 'info' ELSE 'error' END, 'text', 'Done.'))
  FROM runs r WHERE r.started_at IS NOT NULL
)
SELECT count(*)::int AS inserted FROM runs`;

const ROLLUP_SQL = `
INSERT INTO run_rollup AS u (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms, last_started_at)
SELECT r.tenant_id, r.definition_id, r.job_name, date_trunc('hour', r.ended_at, 'UTC'), r.state, count(*),
  COALESCE(sum(round(extract(epoch FROM r.ended_at - r.started_at) * 1000)), 0)::bigint,
  COALESCE(max(round(extract(epoch FROM r.ended_at - r.started_at) * 1000)), 0)::bigint, max(r.started_at)
FROM run r JOIN seed_definition d ON d.id = r.definition_id AND d.tenant_id = r.tenant_id GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (tenant_id, definition_id, job_name, hour, state) DO UPDATE SET runs = EXCLUDED.runs,
  duration_ms = EXCLUDED.duration_ms, max_duration_ms = EXCLUDED.max_duration_ms, last_started_at = EXCLUDED.last_started_at`;

/** Fills a database with finished runs, their transitions, logs and rollup, to measure and look at. */
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
    for (let first = 1; first <= runs; first += BATCH) {
      const last = Math.min(runs, first + BATCH - 1);
      await client.query(BATCH_SQL, [first, runs, DEFINITIONS, now, DAYS, last]);
      onProgress?.(last);
    }
    await client.query(ROLLUP_SQL);
    await client.query("VACUUM (ANALYZE) run, transition, run_log_chunk, run_rollup");
    await client.query("CHECKPOINT").catch(() => undefined);
  } finally {
    await client.end();
  }
}

/** Fifty inactive definitions of the provider; they exist so that history has something to belong to. */
async function prepareDefinitions(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO tenant (id, subdomain, name, is_provider)
    SELECT gen_random_uuid(), 'provider', 'Provider', true WHERE NOT EXISTS (SELECT FROM tenant WHERE is_provider)`);
  await client.query(
    `INSERT INTO definition (id, tenant_id, name, job_name, kind, active, description, url, origin, created_by)
     SELECT gen_random_uuid(), t.id, n.name, n.name, 'http', false, 'History made by the seed.', 'http://localhost:9/seed', 'http://localhost:9', 'seed'
     FROM tenant t CROSS JOIN (SELECT 'SEED_' || lpad(g::text, 2, '0') AS name FROM generate_series(0, $1::int - 1) AS g) AS n
     WHERE t.is_provider ON CONFLICT (tenant_id, name) DO NOTHING`,
    [DEFINITIONS],
  );
  await client.query(`CREATE TEMP TABLE seed_definition AS
    SELECT (substr(d.name, 6)::int) AS place, d.id, d.tenant_id, d.name, d.job_name, d.origin
    FROM definition d JOIN tenant t ON t.id = d.tenant_id WHERE t.is_provider AND d.name ~ '^SEED_[0-9]{2}$'`);
}
