import { type RunState, statesIn } from "@/lib/domain/run/run-state";
import { SYSTEM_DEFINITION_IDS } from "@/lib/domain/system/system-jobs";
import { runsOfCellSql } from "./heal-report-rollup";
import type { Queryable } from "./queryable";
import { delayMsSql, durationMsSql, HISTOGRAMS_SQL } from "./report-rollup";
import { SqlConditions } from "./sql-conditions";

const HOUR_MS = 3_600_000;
const RUNNING_STATES = statesIn("running");

/** What runs a report counts: started ones, everything given must hold. Patterns are those of LIKE. */
export interface ReportScope {
  tenantIds: readonly string[];
  /** Started at this instant or later, and before that one; null: open. */
  from: Date | null;
  to: Date | null;
  /** Undefined: all. */
  states?: readonly RunState[] | undefined;
  jobName?: string | undefined;
  /** Exact names, of which one must be the run's. */
  jobNames?: readonly string[] | undefined;
  submittedBy?: string | undefined;
  /** Of the definition, as it is now. */
  definition?: string | undefined;
  kind?: string | undefined;
  jobClass?: string | undefined;
  program?: string | undefined;
}

/** Figures of started runs of one job in one state. */
export interface StateFigures {
  tenantId: string;
  jobName: string;
  state: RunState;
  runs: number;
  durationMs: number;
  maxDurationMs: number;
  delayMs: number;
  maxDelayMs: number;
  firstStartedAt: Date;
  lastStartedAt: Date;
}

/** The same of one stretch of time. */
export type PeriodFigures = StateFigures & { at: Date };

/** What a histogram is of. */
export type ReportMetric = "duration" | "delay";

/** How many runs of a job fall into a bucket, see lib/domain/report/histogram.ts. */
export interface BucketRow {
  tenantId: string;
  jobName: string;
  /** Beginning of the hour or day; null for the whole window. */
  at: Date | null;
  bucket: number;
  runs: number;
}

const SUMS_SQL = `sum(runs) AS runs, sum(duration_ms) AS "durationMs", max(max_duration_ms) AS "maxDurationMs", sum(delay_ms) AS "delayMs",
  max(max_delay_ms) AS "maxDelayMs", min(first_started_at) AS "firstStartedAt", max(last_started_at) AS "lastStartedAt"`;

/** The figures of each job by state; exact at the moment of reading, also where the window cuts an hour. */
export async function selectStateFigures(
  db: Queryable,
  scope: ReportScope,
): Promise<StateFigures[]> {
  const where = new SqlConditions();
  const figures = figuresSql(where, scope, "window");
  const { rows } = await db.query<StateFigures>(
    `WITH figures AS (${figures})
     SELECT tenant_id AS "tenantId", job_name AS "jobName", state, ${SUMS_SQL} FROM figures GROUP BY 1, 2, 3`,
    where.values,
  );
  return rows.map(numbersOf);
}

/** The figures of each job by state and hour or day of the start. */
export async function selectPeriodFigures(
  db: Queryable,
  scope: ReportScope,
  unit: "hour" | "day",
): Promise<PeriodFigures[]> {
  const where = new SqlConditions();
  const figures = figuresSql(where, scope, "hour");
  const { rows } = await db.query<PeriodFigures>(
    `WITH figures AS (${figures})
     SELECT tenant_id AS "tenantId", job_name AS "jobName", state, date_trunc('${unit}', hour, 'UTC') AS at, ${SUMS_SQL}
     FROM figures GROUP BY 1, 2, 3, 4`,
    where.values,
  );
  return rows.map(numbersOf);
}

/** Histograms of each job, for the whole window or by hour or day. */
export async function selectBuckets(
  db: Queryable,
  scope: ReportScope,
  { metric, unit }: { metric: ReportMetric; unit: "window" | "hour" | "day" },
): Promise<BucketRow[]> {
  const where = new SqlConditions();
  const figures = figuresSql(where, scope, unit === "window" ? "window" : "hour");
  const at = unit === "window" ? "NULL::timestamptz" : `date_trunc('${unit}', hour, 'UTC')`;
  const { rows } = await db.query<Omit<BucketRow, "runs"> & { runs: string }>(
    `WITH figures AS (${figures})
     SELECT tenant_id AS "tenantId", job_name AS "jobName", ${at} AS at, b.key::int AS bucket, sum(b.value::bigint) AS runs
     FROM figures CROSS JOIN LATERAL jsonb_each_text(${metric}_buckets) AS b GROUP BY 1, 2, 3, 4`,
    where.values,
  );
  return rows.map((row) => ({ ...row, runs: Number(row.runs) }));
}

function numbersOf<T extends StateFigures>(row: T): T {
  const { runs, durationMs, maxDurationMs, delayMs, maxDelayMs } = row;
  return {
    ...row,
    runs: Number(runs),
    durationMs: Number(durationMs),
    maxDurationMs: Number(maxDurationMs),
    delayMs: Number(delayMs),
    maxDelayMs: Number(maxDelayMs),
  };
}

const FIGURES = `runs, duration_ms, max_duration_ms, duration_buckets, delay_ms, max_delay_ms, delay_buckets,
  first_started_at, last_started_at`;

const COUNT_SQL = `count(*) AS runs, COALESCE(sum(t.ms), 0)::bigint AS duration_ms, max(t.ms) AS max_duration_ms,
  sum(t.late_ms)::bigint AS delay_ms, max(t.late_ms) AS max_delay_ms, min(t.started_at) AS first_started_at,
  max(t.started_at) AS last_started_at, ${HISTOGRAMS_SQL}`;

// Three parts: rows of the rollup that lie in the window as a whole; rows the window cuts or that lost runs, counted again
// from their runs, which their key and the ids they span lead to; and the runs that have not ended, few at any time.
function figuresSql(where: SqlConditions, scope: ReportScope, grain: "window" | "hour"): string {
  const period = (r: string) => periodSql(where, scope, `${r}.started_at`);
  const { whole, counted } = rowsSql(where, scope, grain);
  const parts = [
    ...whole.map(
      (rows) => `SELECT w.tenant_id, w.job_name, w.state, w.hour, ${FIGURES} FROM run_start_rollup w
     WHERE ${sameRuns(where, scope, "w")} AND w.runs > 0 AND NOT w.stale AND ${rows}`,
    ),
    `SELECT c.tenant_id, c.job_name, c.state, c.hour, ${FIGURES.replaceAll(/\b(?=[a-z])/g, "x.")}
     FROM (SELECT w.* FROM run_start_rollup w WHERE ${sameRuns(where, scope, "w")} AND w.runs > 0 AND ${counted}) AS c
     CROSS JOIN LATERAL (SELECT ${COUNT_SQL} FROM (SELECT r.state, r.started_at, ${durationMsSql("r")} AS ms, ${delayMsSql("r")} AS late_ms
       ${runsOfCellSql("c")} AND ${period("r")}) AS t) AS x WHERE x.runs > 0`,
  ];
  const active = RUNNING_STATES.filter((state) => scope.states?.includes(state) ?? true);
  if (active.length === 0) return parts.join(" UNION ALL ");
  const running = where.place("r.state = ANY($?::run_state[])", [active]);
  const live = `SELECT t.tenant_id, t.job_name, t.state, t.hour, count(*), 0, 0, '{}'::jsonb, sum(t.late_ms)::bigint, max(t.late_ms),
      report_histogram(array_agg(report_bucket(t.late_ms))), min(t.started_at), max(t.started_at)
    FROM (SELECT r.tenant_id, r.job_name, r.state, r.started_at, date_trunc('hour', r.started_at, 'UTC') AS hour, ${delayMsSql("r")} AS late_ms
      FROM run r WHERE ${running} AND r.started_at IS NOT NULL AND r.role <> 'step' AND ${sameRuns(where, scope, "r")} AND ${period("r")}) AS t
    GROUP BY 1, 2, 3, 4`;
  return [...parts, live].join(" UNION ALL ");
}

// Of all time there is one row, unless runs of it were removed since it was put right: then its hours stand for it.
const OF_STALE_SQL = `w.hour > '-infinity' AND (w.tenant_id, w.definition_id, w.job_name, w.submitted_by, w.state) IN (
  SELECT a.tenant_id, a.definition_id, a.job_name, a.submitted_by, a.state FROM run_start_rollup a WHERE a.stale AND a.hour = '-infinity')`;

/** Which rows count as they are, by sets that have none in common, and which are counted again. */
function rowsSql(
  where: SqlConditions,
  { from, to }: ReportScope,
  grain: "window" | "hour",
): { whole: string[]; counted: string } {
  if (from === null && to === null && grain === "window") {
    return {
      whole: ["w.hour = '-infinity'", OF_STALE_SQL],
      counted: `w.stale AND ${OF_STALE_SQL}`,
    };
  }
  const cut = [from, to].filter((at) => at !== null && at.getTime() % HOUR_MS !== 0).map(hourOf);
  const bounds = { from: from && hourOf(from), to };
  const inPeriod = `w.hour > '-infinity' AND ${periodSql(where, bounds, "w.hour")}`;
  const isCut = where.place("w.hour = ANY($?::timestamptz[])", [cut]);
  return {
    whole: [`${inPeriod} AND NOT ${isCut}`],
    counted: `(${isCut} OR w.stale) AND ${inPeriod}`,
  };
}

function hourOf(at: Date | null): Date {
  return new Date(Math.floor((at?.getTime() ?? 0) / HOUR_MS) * HOUR_MS);
}

function periodSql(
  where: SqlConditions,
  { from, to }: Pick<ReportScope, "from" | "to">,
  column: string,
): string {
  const parts = [
    from === null ? "true" : where.place(`${column} >= $?`, [from]),
    to === null ? "true" : where.place(`${column} < $?`, [to]),
  ];
  return parts.join(" AND ");
}

/**
 * What is asked of a run, as a condition on its row or on the row of the rollup it is counted in. System jobs are left
 * out unless something is asked of the definition or the name.
 */
function sameRuns(where: SqlConditions, scope: ReportScope, row: string): string {
  const { tenantIds, states, jobName, jobNames, submittedBy } = scope;
  const parts = [where.place(`${row}.tenant_id = ANY($?::uuid[])`, [tenantIds])];
  const add = (text: string, ...values: unknown[]) => parts.push(where.place(text, values));
  if (states) add(`${row}.state = ANY($?::run_state[])`, states);
  if (jobName !== undefined) add(`${row}.job_name ILIKE $?`, jobName);
  if (jobNames) add(`${row}.job_name = ANY($?::text[])`, jobNames);
  if (submittedBy !== undefined) add(`${row}.submitted_by ILIKE $?`, submittedBy);
  const definitions = definitionsSql(where, scope);
  if (definitions === null && jobName === undefined && !jobNames)
    add(`${row}.definition_id <> ALL($?::uuid[])`, SYSTEM_DEFINITION_IDS);
  if (definitions !== null) parts.push(`${row}.definition_id IN (${definitions})`);
  return parts.join(" AND ");
}

function definitionsSql(where: SqlConditions, scope: ReportScope): string | null {
  const { definition, kind, jobClass, program } = scope;
  const parts: string[] = [];
  const add = (text: string, ...values: unknown[]) => parts.push(where.place(text, values));
  if (definition !== undefined) add("d.name = $?", definition);
  if (kind !== undefined) add("d.kind = $?", kind);
  if (jobClass !== undefined) add("COALESCE(d.properties ->> 'jobClass', 'C') = $?", jobClass);
  if (program !== undefined) {
    add("(d.url ILIKE $? OR d.properties #>> '{program,program}' ILIKE $?)", program, program);
  }
  if (parts.length === 0) return null;
  add("d.tenant_id = ANY($?::uuid[])", scope.tenantIds);
  return `SELECT d.id FROM definition d WHERE ${parts.join(" AND ")}`;
}
