/**
 * What every statement that ends or removes runs writes for the figures of reports: run_rollup by hour of the end, and
 * run_start_rollup by hour of the start with one more row for all time (background-jobs N2). Steps only stand for their
 * calls and are not counted; a run that never started has no part in run_start_rollup.
 */

/** From the start to the end of a run `r`, in milliseconds. */
export function durationMsSql(r: string): string {
  return `GREATEST(0, round(extract(epoch FROM ${r}.ended_at - ${r}.started_at) * 1000))::bigint`;
}

/** From the planned to the actual start of a run `r`, in milliseconds; earliness is none (background-jobs D). */
export function delayMsSql(r: string): string {
  return `GREATEST(0, round(extract(epoch FROM ${r}.started_at - COALESCE(${r}.planned_at, ${r}.start_at)) * 1000))::bigint`;
}

/** Columns of the key of run_start_rollup. */
export const START_KEY = "tenant_id, definition_id, job_name, submitted_by, state, hour";

/** Durations are told of Completed runs only, as a histogram; delays of all that started. */
export const HISTOGRAMS_SQL = `report_histogram(array_agg(report_bucket(t.ms)) FILTER (WHERE t.state = 'Completed')) AS duration_buckets,
    report_histogram(array_agg(report_bucket(t.late_ms))) AS delay_buckets`;

/**
 * The figures of the ended runs among `source`, a common table expression with the columns tenant_id, id, definition_id,
 * job_name, submitted_by, state, role, started_at, ended_at, planned_at and start_at, in the order of their keys.
 */
function startCellsSql(source: string): string {
  return `SELECT t.tenant_id, t.definition_id, t.job_name, t.submitted_by, t.state, COALESCE(t.hour, '-infinity') AS hour, count(*)::int AS runs,
    sum(t.ms)::bigint AS duration_ms, max(t.ms) AS max_duration_ms, sum(t.late_ms)::bigint AS delay_ms, max(t.late_ms) AS max_delay_ms,
    min(t.started_at) AS first_started_at, max(t.started_at) AS last_started_at,
    min(t.id::text COLLATE "C")::uuid AS first_run, max(t.id::text COLLATE "C")::uuid AS last_run,
    ${HISTOGRAMS_SQL}
  FROM (SELECT r.tenant_id, r.id, r.definition_id, r.job_name, r.submitted_by, r.state, r.started_at,
      date_trunc('hour', r.started_at, 'UTC') AS hour, ${durationMsSql("r")} AS ms, ${delayMsSql("r")} AS late_ms
    FROM ${source} r WHERE r.started_at IS NOT NULL AND r.ended_at IS NOT NULL AND r.role <> 'step') AS t
  GROUP BY GROUPING SETS ((t.tenant_id, t.definition_id, t.job_name, t.submitted_by, t.state, t.hour),
    (t.tenant_id, t.definition_id, t.job_name, t.submitted_by, t.state))
  ORDER BY 1, 2, 3, 4, 5, 6`;
}

const CELL_COLUMNS = `${START_KEY}, runs, duration_ms, max_duration_ms, delay_ms, max_delay_ms, first_started_at,
    last_started_at, first_run, last_run, duration_buckets, delay_buckets`;

/** Common table expression that counts the ended runs among `done` by their start; see {@link COUNTED_SQL}. */
export const COUNTED_BY_START_SQL = `
counted_by_start AS (
  INSERT INTO run_start_rollup AS w (${CELL_COLUMNS})
  SELECT ${CELL_COLUMNS} FROM (${startCellsSql("done")}) AS cells
  ON CONFLICT (${START_KEY}) DO UPDATE SET
    runs = w.runs + EXCLUDED.runs, duration_ms = w.duration_ms + EXCLUDED.duration_ms, delay_ms = w.delay_ms + EXCLUDED.delay_ms,
    max_duration_ms = GREATEST(w.max_duration_ms, EXCLUDED.max_duration_ms),
    max_delay_ms = GREATEST(w.max_delay_ms, EXCLUDED.max_delay_ms),
    first_started_at = LEAST(w.first_started_at, EXCLUDED.first_started_at),
    last_started_at = GREATEST(w.last_started_at, EXCLUDED.last_started_at),
    first_run = LEAST(w.first_run, EXCLUDED.first_run), last_run = GREATEST(w.last_run, EXCLUDED.last_run),
    duration_buckets = report_histogram_plus(w.duration_buckets, EXCLUDED.duration_buckets, 1),
    delay_buckets = report_histogram_plus(w.delay_buckets, EXCLUDED.delay_buckets, 1)
)`;

/**
 * Common table expressions that count the ended runs among `done`, which has the columns of {@link startCellsSql}. Rows
 * are written in the order of their keys, so that two statements that end runs cannot deadlock over them.
 */
export const COUNTED_SQL = `
counted AS (
  INSERT INTO run_rollup AS u (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms, last_started_at)
  SELECT tenant_id, definition_id, job_name, date_trunc('hour', ended_at, 'UTC'), state, count(*),
    COALESCE(sum(ms), 0), COALESCE(max(ms), 0), max(started_at)
  FROM (SELECT d.*, ${durationMsSql("d")} AS ms FROM done d WHERE d.ended_at IS NOT NULL AND d.role <> 'step') AS timed
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (tenant_id, definition_id, job_name, hour, state) DO UPDATE SET
    runs = u.runs + EXCLUDED.runs, duration_ms = u.duration_ms + EXCLUDED.duration_ms,
    max_duration_ms = GREATEST(u.max_duration_ms, EXCLUDED.max_duration_ms),
    last_started_at = GREATEST(u.last_started_at, EXCLUDED.last_started_at)
), ${COUNTED_BY_START_SQL}`;

/**
 * Common table expressions that take the runs in `gone` out of run_start_rollup. What can be subtracted is; the
 * extremes are marked as stale until lib/store/heal-report-rollup.ts has counted them anew.
 */
export const FORGOTTEN_SQL = `
gone_cells AS (${startCellsSql("gone")}), held_cells AS MATERIALIZED (
  SELECT c.* FROM gone_cells c JOIN run_start_rollup w USING (${START_KEY}) ORDER BY ${START_KEY} FOR UPDATE OF w
), forgotten AS (
  UPDATE run_start_rollup w SET runs = w.runs - c.runs, duration_ms = w.duration_ms - c.duration_ms,
    delay_ms = w.delay_ms - c.delay_ms, stale = true,
    duration_buckets = report_histogram_plus(w.duration_buckets, c.duration_buckets, -1),
    delay_buckets = report_histogram_plus(w.delay_buckets, c.delay_buckets, -1)
  FROM held_cells c WHERE w.tenant_id = c.tenant_id AND w.definition_id = c.definition_id AND w.job_name = c.job_name
    AND w.submitted_by = c.submitted_by AND w.state = c.state AND w.hour = c.hour
)`;
