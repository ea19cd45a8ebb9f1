import type { RunState } from "@/lib/domain/run/run-state";
import { AFTER_END_SQL, restartWantedSql } from "./after-end";
import { LEAVING_LINE_SQL } from "./leaving-line";
import { lastMoveAtSql, moveAllowedSql } from "./move-guard";
import type { Queryable } from "./queryable";
import { COUNTED_SQL } from "./report-rollup";
import { EXECUTING_SQL } from "./waiting-line";

/** A walk of one run along the state table. */
export interface RunMove {
  tenantId: string;
  runId: string;
  /** Only runs in one of these states are moved. */
  from: readonly RunState[];
  /** Checked against the state table by the caller; its first step is checked again here. */
  path: readonly RunState[];
  reason: string | null;
  detail: string | null;
  /** What it waits for from now on, see lib/domain/gate/resource.ts; nothing when absent. */
  blockedOn?: string | null;
  /** When time alone changes something about it next; never when absent. */
  wakeAt?: Date | null;
  /** A new requested start. */
  startAt?: Date | null;
  /** The start is put off to this instant if it lies before. */
  notBefore?: Date | null;
  /** Values its call was given; kept when absent. */
  parameters?: unknown;
}

/** A run that was moved, with the state it left. */
export interface MovedRun {
  tenantId: string;
  id: string;
  from: RunState;
  to: RunState;
  /** The process server that held it before. */
  serverId: string | null;
}

/** True for a run `r` whose release (the move `m`) gives it a new start: it had none, or missed its window. */
function isNewStartSql(r: string, m: string): string {
  return `(${m}.start_at IS NULL AND ${m}.path[cardinality(${m}.path)] = 'Scheduled' AND CASE ${r}.state
    WHEN 'Overdue' THEN true WHEN 'Never' THEN true
    WHEN 'Held' THEN ${r}.start_at >= '2999-12-31T00:00:00Z' OR (${r}.start_at < $1 AND EXISTS (SELECT FROM run_gate g
      WHERE g.tenant_id = ${r}.tenant_id AND g.run_id = ${r}.id AND g.window_name IS NOT NULL))
    ELSE false END)`;
}

// Compare-and-set on the state. Whether the run may be claimed and when it ended follow from the
// state it reaches, so no caller can leave the two at odds. Nodes agree on the time only up to some
// milliseconds: no move is dated before the one it follows. A run that is to be killed and that no
// server holds has its deadline now, whatever the caller knew. A limit of the time a run may take stays
// with it while it runs on. One that is released has a start again if it had none, and waits for its window
// anew (run-states-and-chains 5, 8.3).
const MOVE_SQL = `
WITH input AS (
  SELECT u.tenant_id, u.id, string_to_array(u.sources, ',')::run_state[] AS sources,
    string_to_array(u.path, ',')::run_state[] AS path, u.reason, u.detail, u.blocked_on, u.wake_at, u.start_at, u.parameters, u.not_before
  FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[],
    $11::timestamptz[], $12::jsonb[], $13::timestamptz[])
    AS u(tenant_id, id, sources, path, reason, detail, blocked_on, wake_at, start_at, parameters, not_before)
), locked AS (
  SELECT i.*, r.state AS old_state, r.server_id AS old_server, r.ready AS old_ready, r.blocked_on AS old_blocked_on,
    CASE WHEN ${isNewStartSql("r", "i")} THEN $1::timestamptz ELSE i.start_at END AS new_start,
    GREATEST($1::timestamptz, ${lastMoveAtSql("r")}) AS at
  FROM run r JOIN input i ON i.tenant_id = r.tenant_id AND i.id = r.id
  WHERE r.state = ANY(i.sources) AND ${moveAllowedSql("r.state", "i.path[1]")}
  ORDER BY r.id FOR UPDATE OF r
), done AS (
  UPDATE run r SET state = l.path[cardinality(l.path)], reason = l.reason, detail = l.detail,
    ready = l.path[cardinality(l.path)] IN ('Scheduled', 'Queued') AND l.blocked_on IS NULL
      AND COALESCE(l.new_start, GREATEST(r.start_at, l.not_before)) <= $1,
    blocked_on = l.blocked_on, start_at = COALESCE(l.new_start, GREATEST(r.start_at, l.not_before)),
    wake_at = CASE WHEN l.old_state IN ${EXECUTING_SQL} AND l.path[cardinality(l.path)] IN ${EXECUTING_SQL} THEN COALESCE(l.wake_at, r.wake_at) ELSE l.wake_at END,
    parameters = COALESCE(l.parameters, r.parameters),
    started_at = COALESCE(r.started_at, CASE WHEN 'Running' = ANY(l.path) THEN l.at END),
    conduct = CASE WHEN l.path[cardinality(l.path)] IN ('Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown')
      THEN ${restartWantedSql("r", "l.path[cardinality(l.path)]")} ELSE r.conduct OR (r.role IN ('chain', 'step') AND l.path[cardinality(l.path)] IN ('Killing', 'Canceling')) END,
    ended_at = CASE WHEN l.path[cardinality(l.path)] IN ('Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown') THEN l.at END,
    server_id = CASE WHEN l.path[cardinality(l.path)] IN ('Running', 'Waiting', 'Console', 'Killing', 'Dispatched', 'Assigned') THEN r.server_id END,
    deadline_at = CASE WHEN l.path[cardinality(l.path)] = 'Killing' AND r.server_id IS NULL AND r.role IN ('job', 'call') THEN $1::timestamptz
      WHEN l.path[cardinality(l.path)] IN ('Running', 'Waiting', 'Console', 'Killing') THEN r.deadline_at END,
    moves = r.moves + cardinality(l.path), open_children = CASE WHEN r.role = 'step' AND l.path[cardinality(l.path)] IN ('Completed', 'Error', 'Killed', 'Canceled', 'Skipped', 'Ignored', 'Unknown')
      THEN 0 ELSE r.open_children END
  FROM locked l WHERE r.tenant_id = l.tenant_id AND r.id = l.id
  RETURNING r.tenant_id, r.id, r.definition_id, r.job_name, r.state, r.started_at, r.ended_at, r.moves, l.at, l.old_state, l.old_server, l.old_ready, l.old_blocked_on, l.path, l.reason, r.role,
    r.parent_id, r.definition_name, r.job_count, r.gated, r.conduct, r.queue, r.return_code, l.old_state IN ('Console', 'Killing') AS had_question,
    r.submitted_by, r.planned_at, r.start_at
), ${AFTER_END_SQL}, ${LEAVING_LINE_SQL}, reopened AS (
  UPDATE run_gate g SET window_closes_at = NULL FROM done d
  WHERE d.gated AND d.state = 'Scheduled' AND d.old_state IN ('Held', 'Overdue', 'Never', 'Delayed') AND g.window_closes_at IS NOT NULL
    AND g.tenant_id = d.tenant_id AND g.run_id = d.id
), recorded AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor, reason)
  SELECT d.tenant_id, d.id, d.moves - cardinality(d.path) + s.seq, d.at,
    CASE WHEN s.seq = 1 THEN d.old_state ELSE d.path[s.seq::int - 1] END, s.state, $2, d.reason
  FROM done d CROSS JOIN LATERAL unnest(d.path) WITH ORDINALITY AS s(state, seq)
), ${COUNTED_SQL}
SELECT tenant_id, id, old_state, state, old_server FROM done`;

interface MoveRow {
  tenant_id: string;
  id: string;
  old_state: RunState;
  state: RunState;
  old_server: string | null;
}

/** Moves the runs that are still in one of their `from` states; answers those that were moved. */
export async function moveRuns(
  db: Queryable,
  moves: readonly RunMove[],
  by: { actor: string; now: Date },
): Promise<MovedRun[]> {
  if (moves.length === 0) return [];
  const column = <T>(value: (move: RunMove) => T) => moves.map(value);
  const result = await db.query<MoveRow>({
    name: "move-runs",
    text: MOVE_SQL,
    values: [
      by.now,
      by.actor,
      column((move) => move.tenantId),
      column((move) => move.runId),
      column((move) => move.from.join(",")),
      column((move) => move.path.join(",")),
      column((move) => move.reason),
      column((move) => move.detail),
      column((move) => move.blockedOn ?? null),
      column((move) => move.wakeAt ?? null),
      column((move) => move.startAt ?? null),
      column((move) => (move.parameters == null ? null : JSON.stringify(move.parameters))),
      column((move) => move.notBefore ?? null),
    ],
  });
  return result.rows.map((row) => ({
    tenantId: row.tenant_id,
    id: row.id,
    from: row.old_state,
    to: row.state,
    serverId: row.old_server,
  }));
}
