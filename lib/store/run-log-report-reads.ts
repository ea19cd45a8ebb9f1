import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";
import { RUN_COLUMNS, type RunRow } from "./run-row";
import { SqlConditions } from "./sql-conditions";

/** Runs of a stretch of ids; a stretch of ids is one of time. */
export interface LoggedSelection {
  tenantIds: readonly string[];
  /** Only of these definitions. */
  definitions: readonly { id: string; tenantId: string }[] | null;
  states: readonly RunState[] | null;
  runIds: readonly string[] | null;
  /** Only runs that are not part of a chain, or all but the steps, which only stand for their calls. */
  members: "top-level" | "without-steps" | "all";
  /** First id that is meant. */
  fromId: string;
  /** First id that is no longer meant. */
  untilId: string;
}

/** Where a page begins: beyond this run, on its way to older or newer ones. */
export interface LoggedPosition {
  direction: "after" | "before";
  id: string;
}

/**
 * Ids of a selection in the order of submission. Each tenant, state or definition that is asked for is a branch that
 * reads at most `limit` ids of one stretch of an index; so nothing before or after the period is read.
 */
function listedSql(
  where: SqlConditions,
  selection: LoggedSelection,
  { position, limit }: { position: LoggedPosition | null; limit: number },
): string {
  const { runIds, members, fromId, untilId } = selection;
  const branches = branchesSql(where, selection);
  where.and("r.id >= $?", fromId).and("r.id < $?", untilId);
  if (runIds) where.and("r.id = ANY($?::uuid[])", runIds);
  if (members === "top-level") where.and("r.parent_id IS NULL");
  if (members === "without-steps") where.and("r.role <> 'step'");
  if (position) where.and(`r.id ${position.direction === "after" ? ">" : "<"} $?`, position.id);
  const order = orderOf(position);
  const most = where.place("$?", [limit]);
  return `SELECT b.tenant_id, h.id FROM ${branches} CROSS JOIN LATERAL (
      SELECT r.id FROM run r WHERE ${where.text} ORDER BY r.id ${order} LIMIT ${most}
    ) h ORDER BY h.id ${order} LIMIT ${most}`;
}

function branchesSql(where: SqlConditions, selection: LoggedSelection): string {
  const { tenantIds, definitions, states } = selection;
  where.and("r.tenant_id = b.tenant_id");
  if (definitions) {
    where.and("r.definition_id = b.definition_id");
    if (states) where.and("r.state = ANY($?::run_state[])", states);
    return where.place("unnest($?::uuid[], $?::uuid[]) AS b(tenant_id, definition_id)", [
      definitions.map(({ tenantId }) => tenantId),
      definitions.map(({ id }) => id),
    ]);
  }
  if (!states) return where.place("unnest($?::uuid[]) AS b(tenant_id)", [tenantIds]);
  where.and("r.state = b.state");
  return where.place(
    "(SELECT * FROM unnest($?::uuid[]) AS o(tenant_id) CROSS JOIN unnest($?::run_state[]) AS s(state)) AS b",
    [tenantIds, states],
  );
}

function orderOf(position: LoggedPosition | null): "ASC" | "DESC" {
  return position?.direction === "before" ? "DESC" : "ASC";
}

/** A page of the runs of a selection, in the order it was read: oldest first, newest first before a position. */
export async function selectLoggedPage(
  db: Queryable,
  selection: LoggedSelection,
  page: { position: LoggedPosition | null; limit: number },
): Promise<RunRow[]> {
  const where = new SqlConditions();
  const listed = listedSql(where, selection, page);
  const order = orderOf(page.position);
  const { rows } = await db.query<RunRow>(
    `WITH page AS MATERIALIZED (${listed})
     SELECT ${RUN_COLUMNS} FROM page JOIN run r ON r.tenant_id = page.tenant_id AND r.id = page.id
     JOIN tenant n ON n.id = r.tenant_id ORDER BY r.id ${order}`,
    where.values,
  );
  return rows;
}

/** Runs of one state, and how long those took that started and ended. */
export interface StateFiguresRow {
  state: RunState;
  runs: number;
  timed: number;
  durationMs: number;
  maxDurationMs: number;
}

/** The figures of a selection by state; of at most `limit` runs. */
export async function selectLoggedFigures(
  db: Queryable,
  selection: LoggedSelection,
  limit: number,
): Promise<StateFiguresRow[]> {
  const where = new SqlConditions();
  const listed = listedSql(where, selection, { position: null, limit });
  const { rows } = await db.query<StateFiguresRow>(
    `WITH page AS MATERIALIZED (${listed}), timed AS (
       SELECT r.state, GREATEST(0, EXTRACT(EPOCH FROM r.ended_at - r.started_at) * 1000) AS ms
       FROM page JOIN run r ON r.tenant_id = page.tenant_id AND r.id = page.id)
     SELECT state, count(*)::int AS runs, count(ms)::int AS timed, COALESCE(sum(ms), 0)::float8 AS "durationMs",
       COALESCE(max(ms), 0)::float8 AS "maxDurationMs" FROM timed GROUP BY state`,
    where.values,
  );
  return rows;
}

/** Everything below a chain run, nested chains with all of theirs, in the order it was made: one stretch of the index by chain for each level. */
export async function selectChainMembers(
  db: Queryable,
  chain: { id: string; tenantId: string },
  limit: number,
): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>({
    name: "select-chain-members-for-log",
    text: `WITH RECURSIVE member AS (
       SELECT r.id, r.role FROM run r WHERE r.chain_id = $1
       UNION ALL
       SELECT c.id, c.role FROM member m CROSS JOIN LATERAL (SELECT r.id, r.role FROM run r WHERE r.chain_id = m.id) AS c
       WHERE m.role = 'chain'
     ), head AS MATERIALIZED (SELECT id FROM member ORDER BY id LIMIT $3)
     SELECT ${RUN_COLUMNS} FROM head JOIN run r ON r.tenant_id = $2 AND r.id = head.id
     JOIN tenant n ON n.id = r.tenant_id ORDER BY r.id`,
    values: [chain.id, chain.tenantId, limit],
  });
  return rows;
}

/** Chunks of a log that are looked through for its first error. */
const ERROR_CHUNKS = 100;

/** The first line of level error of the logs of some runs, by run; cut after a thousand characters. */
export async function selectFirstErrors(
  db: Queryable,
  runIds: readonly string[],
): Promise<Map<string, string>> {
  if (runIds.length === 0) return new Map();
  const { rows } = await db.query<{ runId: string; text: string }>({
    name: "select-first-errors",
    text: `SELECT u.id AS "runId", e.text FROM unnest($1::uuid[]) AS u(id) CROSS JOIN LATERAL (
       SELECT left(l.line->>'text', 1000) AS text
       FROM (SELECT seq, lines FROM run_log_chunk WHERE run_id = u.id ORDER BY seq LIMIT ${ERROR_CHUNKS}) AS c,
         LATERAL jsonb_array_elements(c.lines) WITH ORDINALITY AS l(line, place)
       WHERE l.line->>'level' = 'error' ORDER BY c.seq, l.place LIMIT 1) AS e`,
    values: [runIds],
  });
  return new Map(rows.map(({ runId, text }) => [runId, text]));
}

/** The first lines of the logs of some runs, by run: at most `limit` of each. */
export async function selectFirstLines(
  db: Queryable,
  runIds: readonly string[],
  limit: number,
): Promise<Map<string, LogLine[]>> {
  const found = new Map<string, LogLine[]>();
  if (runIds.length === 0) return found;
  const { rows } = await db.query<{ runId: string; lines: LogLine[] }>({
    name: "select-first-lines",
    text: `SELECT u.id AS "runId", w.lines FROM unnest($1::uuid[]) AS u(id) CROSS JOIN LATERAL (
       SELECT c.seq, c.lines, sum(jsonb_array_length(c.lines)) OVER (ORDER BY c.seq) - jsonb_array_length(c.lines) AS before
       FROM (SELECT seq, lines FROM run_log_chunk WHERE run_id = u.id ORDER BY seq LIMIT $2) AS c) AS w
     WHERE w.before < $2 ORDER BY u.id, w.seq`,
    values: [runIds, limit],
  });
  for (const { runId, lines } of rows) {
    const known = found.get(runId) ?? [];
    known.push(...lines.slice(0, limit - known.length));
    found.set(runId, known);
  }
  return found;
}
