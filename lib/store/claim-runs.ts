import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import { lastMoveAtSql } from "./move-guard";
import type { Queryable } from "./queryable";
import { queueLimitedSql } from "./queue-load";

/** A run this process server has just started, with all its executor needs. */
export interface ClaimedRun {
  tenantId: string;
  id: string;
  kind: string;
  definitionId: string;
  definitionName: string;
  scheduleId: string | null;
  /** It is a call of a chain: the chain waits for its end. */
  isCall: boolean;
  attempt: number;
  jobName: string;
  jobCount: string;
  plannedAt: Date | null;
  startAt: Date;
  startedAt: Date;
  parameters: unknown;
  origin: string;
  /** Null when the definition was deleted in the meantime. */
  definition: ClaimedDefinition | null;
}

export interface ClaimedDefinition {
  jobId: number;
  httpMethod: string;
  url: string;
  headers: Record<string, string>;
  endpointUser: string | null;
  endpointPassword: string | null;
  synchronousSeconds: number;
  asynchronousSeconds: number | null;
  unreachableSince: Date | null;
  /** Null for http: what its call needs stands in columns. */
  properties: DefinitionProperties | null;
}

interface ClaimRequest {
  serverId: string;
  serverName: string;
  now: Date;
  /** How many runs may start on this server now. */
  limit: number;
  /**
   * How many may start per origin; null when no origin is short of slots. Origins that are not
   * named have `limitOfOthers`.
   */
  limitByOrigin: Readonly<Record<string, number>> | null;
  limitOfOthers: number;
}

const COLUMNS = "tenant_id, id, state, priority, root_start_at, start_at";
const qualified = (run: string) => COLUMNS.replaceAll(/[a-z_]+/g, (column) => `${run}.${column}`);
const ORDER = "priority DESC, root_start_at, start_at, id";

// Nothing starts past the rules of a queue from the commit on that gave it some: its runs get gates a moment later.
const QUEUE_IS_FREE = (run: string) => `NOT ${queueLimitedSql(run)}`;

// Runs the gatekeeper has let through, each with when time alone ends or limits it.
const ADMITTED_SQL = `
candidate AS (
  SELECT ${qualified("r")}, a.wake_at FROM run r
  JOIN unnest($4::uuid[], $5::uuid[], $6::timestamptz[]) AS a(tenant_id, id, wake_at)
    ON r.tenant_id = a.tenant_id AND r.id = a.id
)`;

// The usual way: the head of the dispatch order. SKIP LOCKED lets servers claim side by side.
const HEAD_SQL = `
candidate AS (
  SELECT ${COLUMNS} FROM run WHERE ready AND NOT gated AND start_at <= $3 AND ${QUEUE_IS_FREE("run")} ORDER BY ${ORDER} LIMIT $4 FOR UPDATE SKIP LOCKED
)`;

// When some origin is short of slots: the head of each origin, found by skipping from one origin to
// the next in its index, so that a long line for a silent host costs the others nothing.
const PER_ORIGIN_SQL = `
RECURSIVE origins AS (
  (SELECT origin FROM run WHERE ready AND NOT gated ORDER BY origin LIMIT 1)
  UNION ALL
  SELECT (SELECT r.origin FROM run r WHERE r.ready AND NOT r.gated AND r.origin > o.origin ORDER BY r.origin LIMIT 1)
  FROM origins o WHERE o.origin IS NOT NULL
), head AS (
  SELECT h.* FROM origins o CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM run r WHERE r.ready AND NOT r.gated AND r.origin = o.origin AND r.start_at <= $3 AND ${QUEUE_IS_FREE("r")} ORDER BY ${ORDER}
    LIMIT COALESCE(($5::jsonb ->> o.origin)::int, $6)
  ) h WHERE o.origin IS NOT NULL ORDER BY ${ORDER} LIMIT $4
), candidate AS (
  SELECT ${qualified("r")} FROM run r JOIN head h ON h.tenant_id = r.tenant_id AND h.id = r.id
  WHERE r.ready AND NOT r.gated ORDER BY r.id FOR UPDATE OF r SKIP LOCKED
)`;

const DEFINITION_COLUMNS = `d.job_id, d.http_method, d.url, d.headers, d.endpoint_user, d.endpoint_password,
  d.synchronous_seconds, d.asynchronous_seconds, d.unreachable_since,
  CASE WHEN d.kind <> 'http' THEN d.properties END AS properties`;

// An interval counts from the actual start. A schedule that is being changed or planned at this moment
// is passed over: whoever holds it decides when it is due, and may be waiting for these very runs.
// Start is recorded before the request goes out: a server lost afterwards leaves Unknown, never a
// second start. A server that was declared lost claims nothing.
function moveSql(wakeAt: string): string {
  return `
moved AS (
  UPDATE run r SET state = 'Running', detail = CASE r.kind WHEN 'http' THEN 'TRIGGERED' END, reason = NULL, ready = false,
    server_id = CASE WHEN r.kind IN ('chain', 'wait') THEN NULL ELSE $1::uuid END, conduct = r.kind = 'chain',
    blocked_on = NULL, wake_at = ${wakeAt}, attempt = r.attempt + 1, moves = r.moves + 3,
    started_at = GREATEST($3::timestamptz, r.submitted_at, CASE WHEN r.moves > 2
      THEN ${lastMoveAtSql("r")} END)
  FROM candidate c
  WHERE r.tenant_id = c.tenant_id AND r.id = c.id
    AND EXISTS (SELECT FROM process_server WHERE id = $1 AND state = 'running')
  RETURNING r.tenant_id, r.id, r.kind, r.definition_id, r.definition_name, r.schedule_id, r.parent_id, r.attempt, r.job_name, r.job_count,
    r.planned_at, r.start_at, r.started_at, r.parameters, r.origin, r.moves, c.state AS old_state, c.priority, c.root_start_at
), recorded AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
  SELECT m.tenant_id, m.id, m.moves - 3 + t.step, m.started_at, t.from_state, t.to_state, $2
  FROM moved m CROSS JOIN LATERAL (VALUES
    (1, m.old_state, 'Dispatched'::run_state),
    (2, 'Dispatched'::run_state, 'Assigned'::run_state),
    (3, 'Assigned'::run_state, 'Running'::run_state)) AS t(step, from_state, to_state)
), rebasing AS (
  SELECT s.id, m.started_at, CASE WHEN s.active AND d.active THEN m.started_at + make_interval(secs => s.interval_seconds) END
    AS next_run_at, LEAST(s.end_at, d.end_at) AS end_at
  FROM moved m JOIN schedule s ON s.id = m.schedule_id JOIN definition d ON d.id = m.definition_id
  WHERE s.mode = 'repeatInterval' AND m.planned_at IS NOT NULL
    AND (s.last_started_at IS NULL OR s.last_started_at < m.started_at)
  FOR UPDATE OF s SKIP LOCKED
), rebased AS (
  UPDATE schedule s SET last_started_at = i.started_at,
    next_run_at = CASE WHEN i.end_at IS NULL OR i.next_run_at <= i.end_at THEN i.next_run_at END
  FROM rebasing i WHERE s.id = i.id
)
SELECT m.*, ${DEFINITION_COLUMNS}
FROM moved m LEFT JOIN definition d ON d.id = m.definition_id
ORDER BY m.priority DESC, m.root_start_at, m.start_at, m.id`;
}

const PLAIN_MOVE_SQL = moveSql("NULL");
const CLAIM_SQL = `WITH ${HEAD_SQL}, ${PLAIN_MOVE_SQL}`;
const PER_ORIGIN_CLAIM_SQL = `WITH ${PER_ORIGIN_SQL}, ${PLAIN_MOVE_SQL}`;
const START_ADMITTED_SQL = `WITH ${ADMITTED_SQL}, ${moveSql("c.wake_at")}`;

/** The moves a claim records, for the test that holds them against the state table. */
export const CLAIM_PATH: readonly RunState[] = ["Dispatched", "Assigned", "Running"];

interface ClaimRow {
  tenant_id: string;
  id: string;
  kind: string;
  definition_id: string;
  definition_name: string;
  schedule_id: string | null;
  parent_id: string | null;
  attempt: number;
  planned_at: Date | null;
  start_at: Date;
  started_at: Date;
  parameters: unknown;
  origin: string;
  job_id: number | null;
  http_method: string;
  url: string;
  headers: Record<string, string>;
  endpoint_user: string | null;
  endpoint_password: string | null;
  synchronous_seconds: number;
  asynchronous_seconds: number | null;
  unreachable_since: Date | null;
  properties: DefinitionProperties | null;
  job_name: string;
  job_count: string;
}

/**
 * Starts up to `limit` ready runs on this server, in dispatch order (run-states-and-chains 4.3), each
 * with its transitions, in one statement. Two servers never get the same run.
 */
export async function claimRuns(db: Queryable, request: ClaimRequest): Promise<ClaimedRun[]> {
  const shared = [request.serverId, request.serverName, request.now, request.limit];
  const result = request.limitByOrigin
    ? await db.query<ClaimRow>({
        name: "claim-runs-per-origin",
        text: PER_ORIGIN_CLAIM_SQL,
        values: [...shared, JSON.stringify(request.limitByOrigin), request.limitOfOthers],
      })
    : await db.query<ClaimRow>({
        name: "claim-runs",
        text: CLAIM_SQL,
        values: shared,
      });
  return result.rows.map(claimedRunFrom);
}

/** A run the gatekeeper has let through. */
export interface AdmittedRun {
  tenantId: string;
  id: string;
  /** When time alone ends or limits it; null for never. */
  wakeAt: Date | null;
}

/**
 * Starts runs that hold everything they need, inside the transaction that took it for them; those of kinds that
 * occupy no slot belong to no server. A server that was declared lost starts nothing.
 */
export async function startAdmittedRuns(
  tx: Queryable,
  runs: readonly AdmittedRun[],
  by: { serverId: string; serverName: string; now: Date },
): Promise<ClaimedRun[]> {
  if (runs.length === 0) return [];
  const result = await tx.query<ClaimRow>({
    name: "start-admitted-runs",
    text: START_ADMITTED_SQL,
    values: [
      by.serverId,
      by.serverName,
      by.now,
      runs.map((run) => run.tenantId),
      runs.map((run) => run.id),
      runs.map((run) => run.wakeAt),
    ],
  });
  return result.rows.map(claimedRunFrom);
}

/** Runs that stand as started on this server, to find those whose claim was committed but never answered. */
export async function findStartedRuns(db: Queryable, serverId: string): Promise<ClaimedRun[]> {
  const result = await db.query<ClaimRow>(
    `SELECT m.tenant_id, m.id, m.kind, m.definition_id, m.definition_name, m.schedule_id, m.parent_id, m.attempt, m.job_name, m.job_count, m.planned_at,
       m.start_at, m.started_at, m.parameters, m.origin, ${DEFINITION_COLUMNS}
     FROM run m LEFT JOIN definition d ON d.id = m.definition_id
     WHERE m.server_id = $1 AND m.state IN ('Running', 'Killing')
     ORDER BY m.priority DESC, m.root_start_at, m.start_at, m.id`,
    [serverId],
  );
  return result.rows.map(claimedRunFrom);
}

function claimedRunFrom(row: ClaimRow): ClaimedRun {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    kind: row.kind,
    definitionId: row.definition_id,
    definitionName: row.definition_name,
    scheduleId: row.schedule_id,
    isCall: row.parent_id !== null,
    attempt: row.attempt,
    jobName: row.job_name,
    jobCount: row.job_count,
    plannedAt: row.planned_at,
    startAt: row.start_at,
    startedAt: row.started_at,
    parameters: row.parameters,
    origin: row.origin,
    definition: row.job_id === null ? null : definitionFrom(row, row.job_id),
  };
}

function definitionFrom(row: ClaimRow, jobId: number): ClaimedDefinition {
  return {
    jobId,
    httpMethod: row.http_method,
    url: row.url,
    headers: row.headers,
    endpointUser: row.endpoint_user,
    endpointPassword: row.endpoint_password,
    synchronousSeconds: row.synchronous_seconds,
    asynchronousSeconds: row.asynchronous_seconds,
    unreachableSince: row.unreachable_since,
    properties: row.properties,
  };
}
