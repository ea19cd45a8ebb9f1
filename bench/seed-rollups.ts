import type pg from "pg";

const SEEDED =
  "run r JOIN seed_definition d ON d.id = r.definition_id AND d.tenant_id = r.tenant_id";
const DURATION = "GREATEST(0, round(extract(epoch FROM r.ended_at - r.started_at) * 1000))::bigint";
const DELAY =
  "GREATEST(0, round(extract(epoch FROM r.started_at - COALESCE(r.planned_at, r.start_at)) * 1000))::bigint";

const ENDED_SQL = `
INSERT INTO run_rollup (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms, last_started_at)
SELECT r.tenant_id, r.definition_id, r.job_name, date_trunc('hour', r.ended_at, 'UTC'), r.state, count(*),
  COALESCE(sum(${DURATION}), 0), COALESCE(max(${DURATION}), 0), max(r.started_at)
FROM ${SEEDED} WHERE r.ended_at IS NOT NULL AND r.role <> 'step' GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (tenant_id, definition_id, job_name, hour, state) DO UPDATE SET runs = EXCLUDED.runs,
  duration_ms = EXCLUDED.duration_ms, max_duration_ms = EXCLUDED.max_duration_ms, last_started_at = EXCLUDED.last_started_at`;

const FORGET_STARTED_SQL =
  "DELETE FROM run_start_rollup w USING seed_definition d WHERE w.definition_id = d.id";

const STARTED_SQL = `
INSERT INTO run_start_rollup (tenant_id, definition_id, job_name, submitted_by, state, hour, runs, duration_ms, max_duration_ms,
  duration_buckets, delay_ms, max_delay_ms, delay_buckets, first_started_at, last_started_at, first_run, last_run)
SELECT t.tenant_id, t.definition_id, t.job_name, t.submitted_by, t.state, g.hour, count(*), sum(t.ms), max(t.ms),
  report_histogram(array_agg(report_bucket(t.ms)) FILTER (WHERE t.state = 'Completed')), sum(t.late_ms), max(t.late_ms),
  report_histogram(array_agg(report_bucket(t.late_ms))), min(t.started_at), max(t.started_at), min(t.id::text)::uuid, max(t.id::text)::uuid
FROM (
  SELECT r.*, ${DURATION} AS ms, ${DELAY} AS late_ms FROM ${SEEDED}
  WHERE r.started_at IS NOT NULL AND r.ended_at IS NOT NULL AND r.role <> 'step'
) AS t CROSS JOIN LATERAL (VALUES (date_trunc('hour', t.started_at, 'UTC')), ('-infinity'::timestamptz)) AS g(hour)
GROUP BY 1, 2, 3, 4, 5, 6`;

/** Counts all runs of the seed's definitions anew, those of an earlier seed among them. */
export async function recountRollups(client: pg.Client): Promise<void> {
  await client.query("BEGIN");
  await client.query(ENDED_SQL);
  await client.query(FORGET_STARTED_SQL);
  await client.query(STARTED_SQL);
  await client.query("COMMIT");
}
