import { AppError } from "@/lib/domain/errors";
import type { GateNeeds } from "@/lib/domain/gate/gate-needs";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run to be recorded; the caller has checked `path` against the state table. */
export interface NewRun {
  tenantId: string;
  id: string;
  definitionId: string;
  definitionName: string;
  kind: string;
  jobName: string;
  queue: string;
  priority: number;
  startAt: Date;
  plannedAt: Date | null;
  scheduleId: string | null;
  restartOf: string | null;
  origin: string;
  parameters: unknown;
  submittedBy: string;
  /** States after New, e.g. ["Scheduled"]; the last is the state the run is recorded in. */
  path: readonly RunState[];
  /** Reason of the last transition, also kept on the run. */
  reason: string | null;
  /** True when a process server may claim it at once. */
  ready: boolean;
  ended: boolean;
  /** What it passes through and leads to; null for a run that takes the next free slot. */
  gate: NewGate | null;
  /** Its place in a chain; null for a run of its own. */
  place: ChainPlace | null;
}

/** What is recorded of the gates of a run. */
export interface NewGate {
  needs: GateNeeds;
  /** Starts of its series of automatic restarts, this one included. */
  starts: number;
  /** When it is looked at first, if its start is put off; null for at once. */
  wakeAt: Date | null;
}

/** Where a run stands in its chain. */
export interface ChainPlace {
  role: "chain" | "step" | "call";
  /** The step of a call, the chain of a step; null for the chain itself. */
  parentId: string | null;
  /** The chain run it belongs to; null for the chain itself. */
  chainId: string | null;
  stepName: string | null;
  callName: string | null;
  iteration: number;
  /** Requested start of the top-level run. */
  rootStartAt: Date;
  holdWhenReached: boolean;
  /** Children that have not ended. */
  openChildren: number;
  /** An earlier run whose result it stands for. */
  resultOf: string | null;
  /** False for a round of a step that uses up none of its starts. */
  countsAsStart: boolean;
}

/** Places per second in the serial a job name's numbers are taken from; see job_count_of in the migrations. */
const NUMBERS_PER_SECOND = 40;

/** What the statement says beyond a run of its own that takes the next free slot. */
interface Extension {
  role: string;
  columns: string;
  values: string;
  arrays: string;
  names: string;
}

const PLAIN: Extension = {
  role: "'job'",
  columns: "",
  values: "start_at",
  arrays: "",
  names: "",
};

/** Runs with gates, and whole chains. */
const EXTENDED: Extension = {
  role: "p.role",
  columns:
    ", role, parent_id, chain_id, step_name, call_name, iteration, hold_when_reached, open_children, gated, wake_at, result_of, counts_as_start, started_at",
  values:
    "root_start_at, role, parent_id, chain_id, step_name, call_name, iteration, hold_when_reached, open_children, gated, wake_at, result_of, counts_as_start, CASE WHEN 'Running' = ANY(states) THEN $1::timestamptz END",
  arrays:
    ", $22::timestamptz[], $23::text[], $24::uuid[], $25::uuid[], $26::text[], $27::text[], $28::smallint[], $29::boolean[], $30::smallint[], $31::boolean[], $32::timestamptz[], $33::uuid[], $34::boolean[]",
  names:
    ", root_start_at, role, parent_id, chain_id, step_name, call_name, iteration, hold_when_reached, open_children, gated, wake_at, result_of, counts_as_start",
};

// One statement: the runs, and for those really inserted every transition of their path. A tick that
// another node has planned already, or a number still in use, meets a unique key and is left out. The
// row of a job name serialises those who take numbers for it until this statement ends.
function insertSql({ role, columns, values, arrays, names }: Extension): string {
  return `
WITH input AS (
  SELECT * FROM unnest(
    $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $9::text[],
    $10::smallint[], $11::timestamptz[], $12::timestamptz[], $13::uuid[], $14::uuid[], $15::text[],
    $16::jsonb[], $17::text[], $18::text[], $19::text[], $20::boolean[], $21::boolean[]${arrays}
  ) AS u(tenant_id, id, definition_id, definition_name, kind, job_name, queue,
    priority, start_at, planned_at, schedule_id, restart_of, origin,
    parameters, submitted_by, path, reason, ready, ended${names})
), placed AS (
  SELECT i.*, string_to_array(i.path, ',')::run_state[] AS states,
    row_number() OVER (PARTITION BY i.tenant_id, i.job_name ORDER BY i.id) AS place,
    count(*) OVER (PARTITION BY i.tenant_id, i.job_name) AS places
  FROM input i
), numbered AS (
  INSERT INTO job_number AS j (tenant_id, job_name, last)
  SELECT tenant_id, job_name, $8::bigint + places - 1 FROM placed WHERE place = 1 ORDER BY tenant_id, job_name
  ON CONFLICT (tenant_id, job_name)
  DO UPDATE SET last = GREATEST(j.last + 1, $8::bigint) + (EXCLUDED.last - $8::bigint)
  RETURNING tenant_id, job_name, last
), pathed AS (
  SELECT p.*, job_count_of(n.last - p.places + p.place) AS job_count
  -- An outer join, so that the planner keeps expecting as many rows as were given.
  FROM placed p LEFT JOIN numbered n USING (tenant_id, job_name)
), inserted AS (
  INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, reason,
    queue, priority, start_at, planned_at, submitted_at, ended_at, schedule_id, restart_of,
    ready, origin, moves, parameters, submitted_by, root_start_at${columns})
  SELECT tenant_id, id, definition_id, definition_name, kind, job_name, job_count,
    states[cardinality(states)], reason, queue, priority, start_at, planned_at, $1,
    CASE WHEN ended THEN $1::timestamptz END, schedule_id, restart_of, ready, origin,
    cardinality(states), parameters, submitted_by, ${values}
  FROM pathed
  ON CONFLICT DO NOTHING
  RETURNING tenant_id, id
), recorded AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor, reason)
  SELECT p.tenant_id, p.id, s.seq, $1, p.states[s.seq::int - 1], s.state, p.submitted_by,
    CASE WHEN s.seq = cardinality(p.states) THEN p.reason END
  FROM inserted JOIN pathed p USING (id) CROSS JOIN LATERAL unnest(p.states) WITH ORDINALITY AS s(state, seq)
), counted AS (
  INSERT INTO run_rollup AS r (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms)
  SELECT p.tenant_id, p.definition_id, p.job_name, date_trunc('hour', $1::timestamptz, 'UTC'), p.states[cardinality(p.states)], count(*), 0, 0
  FROM inserted JOIN pathed p USING (id) WHERE p.ended AND ${role} <> 'step'
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (tenant_id, definition_id, job_name, hour, state) DO UPDATE SET runs = r.runs + EXCLUDED.runs
)
SELECT id, job_count FROM inserted JOIN pathed USING (id)`;
}

const PLAIN_SQL = insertSql(PLAIN);
const EXTENDED_SQL = insertSql(EXTENDED);

/** Id and number of a run that was recorded. */
export interface SubmittedRun {
  id: string;
  jobCount: string;
}

/** Times other numbers are tried for runs whose numbers are still in use after 32 days. */
const MAX_NUMBER_TRIES = 50;

/**
 * Records runs with their transitions: all of them, or none when the statement fails. Runs whose tick
 * exists already are left out of the answer. Durable when it returns outside a transaction; runs with gates
 * and chains take several statements and need one.
 */
export async function submitRuns(
  db: Queryable,
  runs: readonly NewRun[],
  now: Date,
): Promise<SubmittedRun[]> {
  const submitted = await insertAll(db, runs, now);
  await insertGates(db, runs);
  return submitted;
}

async function insertAll(
  db: Queryable,
  runs: readonly NewRun[],
  now: Date,
): Promise<SubmittedRun[]> {
  const submitted: SubmittedRun[] = [];
  let left = runs;
  for (let attempt = 0; attempt < MAX_NUMBER_TRIES && left.length > 0; attempt += 1) {
    const inserted = await insertRuns(db, left, now);
    submitted.push(...inserted);
    if (inserted.length === left.length) return submitted;
    left = await withoutExistingTicks(db, left, inserted);
  }
  if (left.length === 0) return submitted;
  throw new AppError(
    "unavailable",
    `No free job number was found for "${left[0]?.jobName}"; try again.`,
  );
}

/** Of the runs that were not inserted those whose tick is not a run yet: only their number was taken. */
async function withoutExistingTicks(
  db: Queryable,
  runs: readonly NewRun[],
  inserted: readonly SubmittedRun[],
): Promise<NewRun[]> {
  const done = new Set(inserted.map((run) => run.id));
  const missing = runs.filter((run) => !done.has(run.id));
  const ticks = missing.filter((run) => run.scheduleId !== null && run.plannedAt !== null);
  if (ticks.length === 0) return missing;
  const existing = await db.query<{ schedule_id: string; planned_at: Date }>(
    `SELECT r.schedule_id, r.planned_at FROM run r JOIN unnest($1::uuid[], $2::timestamptz[]) AS u(schedule_id, planned_at)
     ON r.schedule_id = u.schedule_id AND r.planned_at = u.planned_at`,
    [ticks.map((run) => run.scheduleId), ticks.map((run) => run.plannedAt)],
  );
  const keyOf = (scheduleId: string | null, plannedAt: Date | null) =>
    `${scheduleId} ${plannedAt?.getTime()}`;
  const known = new Set(existing.rows.map((row) => keyOf(row.schedule_id, row.planned_at)));
  return missing.filter(
    (run) => run.plannedAt === null || !known.has(keyOf(run.scheduleId, run.plannedAt)),
  );
}

async function insertRuns(
  db: Queryable,
  runs: readonly NewRun[],
  now: Date,
): Promise<SubmittedRun[]> {
  const column = <T>(value: (run: NewRun) => T) => runs.map(value);
  const isPlain = runs.every((run) => run.gate === null && run.place === null);
  const result = await db.query<{ id: string; job_count: string }>({
    name: isPlain ? "submit-runs" : "submit-gated-runs",
    text: isPlain ? PLAIN_SQL : EXTENDED_SQL,
    values: [
      now,
      column((run) => run.tenantId),
      column((run) => run.id),
      column((run) => run.definitionId),
      column((run) => run.definitionName),
      column((run) => run.kind),
      column((run) => run.jobName),
      Math.floor(now.getTime() / 1000) * NUMBERS_PER_SECOND,
      column((run) => run.queue),
      column((run) => run.priority),
      column((run) => run.startAt),
      column((run) => run.plannedAt),
      column((run) => run.scheduleId),
      column((run) => run.restartOf),
      column((run) => run.origin),
      column((run) => (run.parameters == null ? null : JSON.stringify(run.parameters))),
      column((run) => run.submittedBy),
      column((run) => ["New", ...run.path].join(",")),
      column((run) => run.reason),
      column((run) => run.ready),
      column((run) => run.ended),
      ...(isPlain ? [] : extendedColumns(runs)),
    ],
  });
  return result.rows.map((row) => ({ id: row.id, jobCount: row.job_count }));
}

function extendedColumns(runs: readonly NewRun[]): unknown[][] {
  const column = <T>(value: (run: NewRun) => T) => runs.map(value);
  return [
    column((run) => run.place?.rootStartAt ?? run.startAt),
    column((run) => run.place?.role ?? "job"),
    column((run) => run.place?.parentId ?? null),
    column((run) => run.place?.chainId ?? null),
    column((run) => run.place?.stepName ?? null),
    column((run) => run.place?.callName ?? null),
    column((run) => run.place?.iteration ?? 1),
    column((run) => run.place?.holdWhenReached ?? false),
    column((run) => run.place?.openChildren ?? 0),
    column((run) => run.gate !== null),
    column((run) => run.gate?.wakeAt ?? null),
    column((run) => run.place?.resultOf ?? null),
    column((run) => run.place?.countsAsStart ?? true),
  ];
}

const GATES_SQL = `
INSERT INTO run_gate (tenant_id, run_id, needs, window_name, events_met, starts)
SELECT u.tenant_id, u.run_id, u.needs, u.needs ->> 'window', '{}', u.starts
FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[], $4::smallint[]) AS u(tenant_id, run_id, needs, starts)
  JOIN run r ON r.tenant_id = u.tenant_id AND r.id = u.run_id`;

async function insertGates(db: Queryable, runs: readonly NewRun[]): Promise<void> {
  const gated = runs.flatMap(({ tenantId, id, gate }) => (gate ? [{ tenantId, id, gate }] : []));
  if (gated.length === 0) return;
  await db.query({
    name: "insert-run-gates",
    text: GATES_SQL,
    values: [
      gated.map((run) => run.tenantId),
      gated.map((run) => run.id),
      gated.map((run) => JSON.stringify(run.gate.needs)),
      gated.map((run) => run.gate.starts),
    ],
  });
}
