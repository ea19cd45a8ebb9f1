import type pg from "pg";
import { inTransaction, type Queryable } from "./queryable";
import { delayMsSql, durationMsSql, START_KEY } from "./report-rollup";

const SAME_KEY = `w.tenant_id = c.tenant_id AND w.definition_id = c.definition_id AND w.job_name = c.job_name
  AND w.submitted_by = c.submitted_by AND w.state = c.state`;

/** The ended runs of a row `c` of run_start_rollup, by index and not by a walk through the history. */
export function runsOfCellSql(c: string): string {
  return `FROM run r WHERE r.tenant_id = ${c}.tenant_id AND r.definition_id = ${c}.definition_id
    AND r.id BETWEEN ${c}.first_run AND ${c}.last_run AND r.job_name = ${c}.job_name AND r.submitted_by = ${c}.submitted_by
    AND r.state = ${c}.state AND r.role <> 'step' AND r.started_at >= ${c}.hour AND r.started_at < ${c}.hour + interval '1 hour'`;
}

// Rows of hours are locked first: a statement that ends or removes runs of one of them has either committed by then, and
// is seen by the recount, or changes the row after it.
const LOCK_HOURS_SQL = `SELECT ${START_KEY} FROM run_start_rollup WHERE stale AND hour > '-infinity' AND runs > 0
  ORDER BY ${START_KEY} LIMIT $1 FOR UPDATE SKIP LOCKED`;

const RECOUNT_HOURS_SQL = `
UPDATE run_start_rollup w SET max_duration_ms = x.max_ms, max_delay_ms = x.max_late_ms, first_started_at = x.first,
  last_started_at = x.last, first_run = x.first_run, last_run = x.last_run, stale = false
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::run_state[], $6::timestamptz[])
    AS k(tenant_id, definition_id, job_name, submitted_by, state, hour)
  JOIN run_start_rollup c USING (${START_KEY}) CROSS JOIN LATERAL (
  SELECT max(${durationMsSql("r")}) AS max_ms, max(${delayMsSql("r")}) AS max_late_ms, min(r.started_at) AS first,
    max(r.started_at) AS last, min(r.id::text COLLATE "C")::uuid AS first_run, max(r.id::text COLLATE "C")::uuid AS last_run
  ${runsOfCellSql("c")}
) x WHERE ${SAME_KEY} AND w.hour = c.hour AND x.first IS NOT NULL`;

const LOCK_TOTALS_SQL = `SELECT ${START_KEY} FROM run_start_rollup c WHERE stale AND hour = '-infinity' AND runs > 0
  AND NOT EXISTS (SELECT FROM run_start_rollup w WHERE ${SAME_KEY} AND w.hour > '-infinity' AND w.stale AND w.runs > 0)
  ORDER BY ${START_KEY} LIMIT $1 FOR UPDATE SKIP LOCKED`;

// While a row for all time is locked nothing that removes runs of it can commit: that statement would have to mark it. So
// no row of an hour becomes stale unseen between the two statements.
const RECOUNT_TOTALS_SQL = `
UPDATE run_start_rollup w SET max_duration_ms = x.max_ms, max_delay_ms = x.max_late_ms, first_started_at = x.first,
  last_started_at = x.last, first_run = x.first_run, last_run = x.last_run, stale = false
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::run_state[])
    AS c(tenant_id, definition_id, job_name, submitted_by, state) CROSS JOIN LATERAL (
  SELECT max(h.max_duration_ms) AS max_ms, max(h.max_delay_ms) AS max_late_ms, min(h.first_started_at) AS first,
    max(h.last_started_at) AS last, min(h.first_run::text COLLATE "C")::uuid AS first_run, max(h.last_run::text COLLATE "C")::uuid AS last_run,
    COALESCE(bool_or(h.stale), false) AS is_stale
  FROM run_start_rollup h WHERE h.tenant_id = c.tenant_id AND h.definition_id = c.definition_id AND h.job_name = c.job_name
    AND h.submitted_by = c.submitted_by AND h.state = c.state AND h.hour > '-infinity' AND h.runs > 0
) x WHERE ${SAME_KEY} AND w.hour = '-infinity' AND x.first IS NOT NULL AND NOT x.is_stale`;

const FORGET_EMPTY_SQL = `DELETE FROM run_start_rollup WHERE ctid = ANY(ARRAY(
  SELECT ctid FROM run_start_rollup WHERE stale AND runs = 0 ORDER BY ${START_KEY} LIMIT $1 FOR UPDATE SKIP LOCKED))`;

interface KeyRow {
  tenant_id: string;
  definition_id: string;
  job_name: string;
  submitted_by: string;
  state: string;
  hour: Date;
}

/**
 * Counts the extremes of up to `limit` hours anew that lost runs, and those of all time of the jobs that have no such hour
 * left; forgets what has no runs any more. Answers how many rows were put right or forgotten; 0 when nothing is left to do.
 */
export async function healReportRollup(pool: pg.Pool, limit: number): Promise<number> {
  const forgotten = (await pool.query(FORGET_EMPTY_SQL, [limit])).rowCount ?? 0;
  const hours = await inTransaction(pool, async (client) => {
    const rows = await lockRows(client, LOCK_HOURS_SQL, limit);
    if (rows.length === 0) return 0;
    const keys = [...keyColumns(rows), rows.map((row) => row.hour)];
    return (await client.query(RECOUNT_HOURS_SQL, keys)).rowCount ?? 0;
  });
  const totals = await inTransaction(pool, async (client) => {
    const rows = await lockRows(client, LOCK_TOTALS_SQL, limit);
    if (rows.length === 0) return 0;
    return (await client.query(RECOUNT_TOTALS_SQL, keyColumns(rows))).rowCount ?? 0;
  });
  return forgotten + hours + totals;
}

async function lockRows(client: Queryable, text: string, limit: number): Promise<KeyRow[]> {
  return (await client.query<KeyRow>(text, [limit])).rows;
}

function keyColumns(rows: readonly KeyRow[]): unknown[][] {
  return [
    rows.map((row) => row.tenant_id),
    rows.map((row) => row.definition_id),
    rows.map((row) => row.job_name),
    rows.map((row) => row.submitted_by),
    rows.map((row) => row.state),
  ];
}
