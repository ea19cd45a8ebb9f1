import type { RunFact, ScheduleFact } from "@/lib/domain/alert/alert-facts";
import { type RunState, statesIn } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** A run `r` and its definition `d` as a {@link RunFact}, but for state, reason and instant. */
const RUN_FACT = `r.tenant_id AS "tenantId", r.definition_id AS "definitionId", r.definition_name AS definition,
  r.job_name AS "jobName", r.queue, r.id AS "runId", r.job_count AS "jobCount",
  COALESCE(r.planned_at, r.start_at) AS "plannedAt", r.started_at AS "startedAt", r.ended_at AS "endedAt",
  COALESCE(d.alert_on_error, false) AS "alertOnError", COALESCE(d.alert_on_success, false) AS "alertOnSuccess"`;
const WITH_DEFINITION = "LEFT JOIN definition d ON d.id = r.definition_id";

/** Where a page of entered states goes on. */
export interface FactPosition {
  at: Date;
  runId: string;
  seq: number;
}

/** One page of entered states, and where the next one goes on; null at the end. */
export interface EnteredPage {
  facts: RunFact[];
  next: FactPosition | null;
}

type EnteredRow = RunFact & { seq: number; enteredBy: string; role: string | null };

/**
 * States runs have entered after `from` and until `until`, in the order of that; those of steps are left out, their
 * chain has them too. Read through the summary of transitions by time, before runs are looked up: old ones cost nothing.
 */
export async function selectEnteredStates(
  tx: Queryable,
  wanted: {
    tenantIds: readonly string[];
    states: readonly RunState[];
    from: Date;
    until: Date;
    after: FactPosition | null;
    limit: number;
  },
): Promise<EnteredPage> {
  // A young table has no statistics, and would be read to its end.
  await tx.query("SET LOCAL enable_seqscan = off");
  const { rows } = await tx.query<EnteredRow>(
    `WITH entered AS MATERIALIZED (
       SELECT t.tenant_id, t.run_id, t.seq, t.at, t.to_state, t.reason FROM transition t
       WHERE t.at > $1 AND t.at <= $2 AND t.tenant_id = ANY($3::uuid[]) AND t.to_state = ANY($4::run_state[])
         AND ($5::timestamptz IS NULL OR (t.at, t.run_id, t.seq) > ($5, $6::uuid, $7::int))
       ORDER BY t.at, t.run_id, t.seq LIMIT $8
     )
     SELECT ${RUN_FACT}, t.to_state AS state, t.reason, t.at, t.seq, t.run_id AS "enteredBy", r.role
     FROM entered t LEFT JOIN run r ON r.tenant_id = t.tenant_id AND r.id = t.run_id ${WITH_DEFINITION}
     ORDER BY t.at, t.run_id, t.seq`,
    [
      wanted.from,
      wanted.until,
      wanted.tenantIds,
      wanted.states,
      wanted.after?.at ?? null,
      wanted.after?.runId ?? null,
      wanted.after?.seq ?? null,
      wanted.limit,
    ],
  );
  const last = rows.length === wanted.limit ? rows.at(-1) : undefined;
  return {
    // A run that was removed meanwhile is nobody's concern any more.
    facts: rows.filter(({ role }) => role !== null && role !== "step"),
    next: last === undefined ? null : { at: last.at, runId: last.enteredBy, seq: last.seq },
  };
}

/** Runs of some tenants in some states, the longest submitted first. */
export async function selectLiveFacts(
  db: Queryable,
  wanted: { tenantIds: readonly string[]; states: readonly RunState[]; now: Date; limit: number },
): Promise<RunFact[]> {
  const { rows } = await db.query<RunFact>({
    name: "alert-live-facts",
    text: `SELECT ${RUN_FACT}, r.state, r.reason, $3::timestamptz AS at FROM unnest($1::uuid[]) AS n(id)
      CROSS JOIN unnest($2::run_state[]) AS s(state)
      CROSS JOIN LATERAL (SELECT * FROM run WHERE tenant_id = n.id AND state = s.state AND start_at <= $3
        ORDER BY id LIMIT $4) AS r ${WITH_DEFINITION} WHERE r.role <> 'step'`,
    values: [wanted.tenantIds, wanted.states, wanted.now, wanted.limit],
  });
  return rows;
}

/** Mean duration in milliseconds of the last 10 completed runs per definition; none for one without any. */
export async function meanDurations(
  db: Queryable,
  definitions: readonly { tenantId: string; definitionId: string }[],
): Promise<Map<string, number>> {
  if (definitions.length === 0) return new Map();
  const { rows } = await db.query<{ definitionId: string; ms: number }>(
    `SELECT u.id AS "definitionId", avg(extract(epoch FROM last.ended_at - last.started_at) * 1000)::float8 AS ms
     FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id) CROSS JOIN LATERAL (
       SELECT recent.started_at, recent.ended_at FROM (
         SELECT r.id, r.state, r.started_at, r.ended_at FROM run r WHERE r.tenant_id = u.tenant_id AND r.definition_id = u.id
         ORDER BY r.id DESC LIMIT 200) AS recent
       WHERE recent.state = 'Completed' AND recent.started_at IS NOT NULL ORDER BY recent.id DESC LIMIT 10
     ) AS last GROUP BY u.id`,
    [definitions.map((one) => one.tenantId), definitions.map((one) => one.definitionId)],
  );
  return new Map(rows.map(({ definitionId, ms }) => [definitionId, ms]));
}

/** The last lines of the logs of some runs, oldest first. */
export async function lastLogLines(
  db: Queryable,
  runIds: readonly string[],
  lines: number,
): Promise<Map<string, string[]>> {
  if (runIds.length === 0) return new Map();
  const { rows } = await db.query<{ runId: string; lines: string[] }>(
    `SELECT u.id AS "runId", COALESCE(array_agg(left(last.text, 2000) ORDER BY last.seq, last.place), '{}') AS lines
     FROM unnest($1::uuid[]) AS u(id) CROSS JOIN LATERAL (
       SELECT c.seq, l.place, l.line ->> 'text' AS text FROM (
         SELECT seq, lines FROM run_log_chunk WHERE run_id = u.id ORDER BY seq DESC LIMIT 20) AS c
       CROSS JOIN LATERAL jsonb_array_elements(c.lines) WITH ORDINALITY AS l(line, place)
       ORDER BY c.seq DESC, l.place DESC LIMIT $2
     ) AS last GROUP BY u.id`,
    [runIds, lines],
  );
  return new Map(rows.map((row) => [row.runId, row.lines]));
}

const EXECUTING = "('Running', 'Waiting', 'Console')";

/** How many runs of some definitions execute now. */
export async function countExecuting(
  db: Queryable,
  definitions: readonly { tenantId: string; definitionId: string }[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ definitionId: string; running: number }>(
    `SELECT u.id AS "definitionId", count(r.id)::int AS running FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     LEFT JOIN run r ON r.tenant_id = u.tenant_id AND r.state IN ${EXECUTING} AND r.definition_id = u.id GROUP BY u.id`,
    [definitions.map((one) => one.tenantId), definitions.map((one) => one.definitionId)],
  );
  return new Map(rows.map((row) => [row.definitionId, row.running]));
}

/** Schedules the scheduler has switched off by itself after `from` and until `until`, except those that had done their work. */
export async function selectDisabledSchedules(
  db: Queryable,
  { tenantIds, from, until }: { tenantIds: readonly string[]; from: Date; until: Date },
): Promise<ScheduleFact[]> {
  const { rows } = await db.query<ScheduleFact>(
    `SELECT e.tenant_id AS "tenantId", e.definition_id AS "definitionId", d.name AS definition, d.job_name AS "jobName",
       d.queue, e.id::text AS "entryId", e.at, e.text
     FROM action_log_entry e JOIN definition d ON d.id = e.definition_id
     WHERE e.at > $2 AND e.at <= $3 AND e.tenant_id = ANY($1::uuid[])
       AND e.action IN ('DEACTIVATION_NO_FUTURE_RUN', 'DEACTIVATION_END_TIME', 'DEACTIVATION_UNREACHABLE')
     ORDER BY e.at, e.id LIMIT 1000`,
    [tenantIds, from, until],
  );
  return rows;
}

/** States in which a run that was to start may be waiting. */
export const WAITING_STATES: readonly RunState[] = statesIn("pre-running");
/** States in which a run executes. */
export const EXECUTING_STATES: readonly RunState[] = ["Running", "Waiting", "Console"];
