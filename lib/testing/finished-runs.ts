import type { Queryable } from "@/lib/store/queryable";
import { type MadeDefinition, makeDefinition } from "./engine-factories";

const JOBS = 20;

// Ids are of version 7, so that the runs lie in the order of their submission, the last `seconds` before the instant.
const RUNS_SQL = `
WITH made AS (
  SELECT i, d.id AS definition_id, d.name, d.job_name, t.at,
    (lpad(to_hex((extract(epoch FROM t.at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0')
      || '8' || substr(md5('finished' || i), 1, 15))::uuid AS id,
    (CASE WHEN i % 50 = 0 THEN 'Error' WHEN i % 51 = 0 THEN 'Skipped' ELSE 'Completed' END)::run_state AS state
  FROM generate_series(1, $3::int) AS i
  CROSS JOIN LATERAL (SELECT $2::timestamptz - make_interval(secs => $4::float8 * i / $3) AS at) t
  JOIN unnest($5::uuid[]) WITH ORDINALITY AS j(id, place) ON j.place = 1 + i % ${JOBS}
  JOIN definition d ON d.id = j.id
), runs AS (
  INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, root_start_at, start_at,
    planned_at, submitted_at, started_at, ended_at, attempt, moves, submitted_by)
  SELECT $1, id, definition_id, name, 'http', job_name, lpad(i::text, 8, '0'), state, at, at,
    at, at, CASE WHEN state <> 'Skipped' THEN at + interval '1 second' END, at + interval '1 minute', 1, 2, 'seed' FROM made
), moves AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT $1, m.id, 1, m.at, NULL::run_state, 'New'::run_state, 'seed' FROM made m
  UNION ALL SELECT $1, m.id, 2, m.at, 'Assigned'::run_state, 'Running'::run_state, 'node-1' FROM made m WHERE m.state <> 'Skipped'
)
INSERT INTO run_rollup (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms, last_started_at)
SELECT $1, definition_id, job_name, date_trunc('hour', at + interval '1 minute', 'UTC'), state, count(*), count(*) * 59000, 59000,
  max(at + interval '1 second') FILTER (WHERE state <> 'Skipped')
FROM made GROUP BY 2, 3, 4, 5`;

interface FinishedRuns {
  tenantId: string;
  runs: number;
  now: Date;
  /** They were submitted evenly over so many days before `now`. */
  days: number;
}

/** Finished runs of twenty definitions, one in fifty an Error, with their transitions and rollup: for plans. */
export async function seedFinishedRuns(
  db: Queryable,
  { tenantId, runs, now, days }: FinishedRuns,
): Promise<MadeDefinition[]> {
  const definitions: MadeDefinition[] = [];
  for (let job = 0; job < JOBS; job++) definitions.push(await makeDefinition(db, tenantId));
  const ids = definitions.map(({ id }) => id);
  await db.query(RUNS_SQL, [tenantId, now, runs, days * 86_400, ids]);
  return definitions;
}
