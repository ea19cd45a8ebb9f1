import type pg from "pg";
import { NO_NEEDS } from "@/lib/domain/gate/gate-needs";

/** Event that is never raised. */
const EVENT = "SEED_NEVER";

// Runs that stay as they are while something is measured: a half wait for an event, a quarter is held, a quarter is to
// start in a month.
const LIVE_SQL = `
WITH made AS (
  SELECT i, (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0')
      || '8' || substr(md5('live' || i), 1, 15))::uuid AS id, at,
    CASE i % 4 WHEN 0 THEN 'Held' WHEN 1 THEN 'Scheduled' ELSE 'EventWait' END AS state
  FROM (SELECT i, $1::timestamptz - make_interval(secs => 600 + i) AS at FROM generate_series(1, $2::int) AS i) AS spread
), gates AS (
  INSERT INTO run_gate (tenant_id, run_id, needs)
  SELECT d.tenant_id, m.id, $3::jsonb FROM made m CROSS JOIN (SELECT tenant_id FROM seed_definition LIMIT 1) d WHERE m.state = 'EventWait'
), moves AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT d.tenant_id, m.id, t.seq, m.at, t.from_state::run_state, t.to_state::run_state, 'seed'
  FROM made m CROSS JOIN (SELECT tenant_id FROM seed_definition LIMIT 1) d
  CROSS JOIN LATERAL (VALUES (1, NULL, 'New'), (2, 'New', 'Scheduled'), (3, 'Scheduled', m.state)) AS t(seq, from_state, to_state)
  WHERE t.seq < 3 OR m.state <> 'Scheduled'
)
INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, reason, gated, blocked_on,
  root_start_at, start_at, submitted_at, moves, origin, submitted_by)
SELECT d.tenant_id, m.id, d.id, d.name, d.kind, d.job_name, job_count_of(floor(extract(epoch FROM m.at))::bigint * 40 + 35),
  m.state::run_state, CASE m.state WHEN 'EventWait' THEN 'EVENT: ${EVENT}' WHEN 'Held' THEN 'HOLD' END, m.state = 'EventWait',
  CASE m.state WHEN 'EventWait' THEN 'event:${EVENT}' END, m.start, m.start, m.at, CASE m.state WHEN 'Scheduled' THEN 2 ELSE 3 END, d.origin, 'seed'
FROM (SELECT *, CASE state WHEN 'Scheduled' THEN at + interval '30 days' ELSE at END AS start FROM made) m
JOIN seed_definition d ON d.place = 101 + (m.i % 90 / 8) * 8
ON CONFLICT DO NOTHING`;

/** Runs of the seed's definitions that wait and go on waiting. */
export async function seedLiveRuns(
  client: pg.Client,
  { runs, now }: { runs: number; now: Date },
): Promise<void> {
  await client.query(
    "INSERT INTO event (tenant_id, name) SELECT DISTINCT tenant_id, $1 FROM seed_definition ON CONFLICT DO NOTHING",
    [EVENT],
  );
  await client.query(
    `INSERT INTO definition_reference (tenant_id, definition_id, kind, name)
     SELECT tenant_id, id, 'event', $1 FROM seed_definition WHERE place BETWEEN 101 AND 197 AND place % 8 = 5 ON CONFLICT DO NOTHING`,
    [EVENT],
  );
  const needs = { ...NO_NEEDS, waitEvents: [{ event: EVENT, clear: false }] };
  await client.query(LIVE_SQL, [now, runs, JSON.stringify(needs)]);
}
