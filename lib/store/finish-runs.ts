import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import { AFTER_END_SQL, restartWantedSql } from "./after-end";
import { lastMoveAtSql, moveAllowedSql } from "./move-guard";
import type { Queryable } from "./queryable";
import { COUNTED_SQL } from "./report-rollup";

/** What an executor, a callback or a timeout found out about one run. */
export interface RunOutcome {
  tenantId: string;
  runId: string;
  to: RunState;
  detail: string | null;
  reason: string | null;
  /** Who reports it; recorded on the transition. */
  actor: string;
  httpStatus: number | null;
  returnCode: number | null;
  result: unknown;
  logLines: readonly LogLine[];
  /** When given, only this attempt is finished. */
  attempt: number | null;
  /** When given, only while this process server holds the run. */
  serverId: string | null;
}

// Compare-and-set on owner, attempt and state; transitions, log, rollup and the deactivation of a
// one-time schedule (job-scheduling-api 11.1) are written by the same statement, so none can be
// missing. Rows are locked in id order: two finishing statements cannot deadlock. Nodes agree on the
// time only up to some milliseconds: no end is dated before the move it follows. A schedule that is
// being changed at this moment is left to the janitor: whoever holds it may be waiting for these runs.
const FINISH_SQL = `
WITH input AS (
  SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::run_state[], $5::text[], $6::text[], $7::text[],
    $8::smallint[], $9::int[], $10::jsonb[], $11::jsonb[], $12::smallint[], $13::uuid[])
  AS u(tenant_id, id, to_state, detail, reason, actor, http_status, return_code, result, log_lines, attempt, server_id)
), locked AS (
  SELECT i.*, r.state AS old_state, GREATEST($1::timestamptz, r.submitted_at, r.started_at, CASE WHEN r.state <> 'Running'
      THEN ${lastMoveAtSql("r")} END) AS at
  FROM run r JOIN input i ON i.tenant_id = r.tenant_id AND i.id = r.id
  WHERE ${moveAllowedSql("r.state", "i.to_state")}
    AND (i.attempt IS NULL OR r.attempt = i.attempt)
    AND (i.server_id IS NULL OR r.server_id = i.server_id)
  ORDER BY r.id FOR UPDATE OF r
), done AS (
  UPDATE run r SET state = l.to_state, detail = l.detail, reason = l.reason, ended_at = l.at, ready = false,
    server_id = NULL, deadline_at = NULL, http_status = COALESCE(l.http_status, r.http_status),
    return_code = l.return_code, result = l.result, moves = r.moves + 1, wake_at = NULL,
    conduct = ${restartWantedSql("r", "l.to_state")}
  FROM locked l WHERE r.tenant_id = l.tenant_id AND r.id = l.id
  RETURNING r.tenant_id, r.id, r.definition_id, r.job_name, r.state, r.started_at, r.ended_at, r.schedule_id, r.planned_at,
    r.moves, l.old_state, l.actor, l.reason, l.log_lines, r.role, r.parent_id, r.definition_name, r.job_count, r.gated,
    r.conduct, r.queue, r.return_code, l.old_state IN ('Console', 'Killing') AS had_question, r.submitted_by, r.start_at
), ${AFTER_END_SQL}, recorded AS (
  INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor, reason)
  SELECT tenant_id, id, moves, ended_at, old_state, state, actor, reason FROM done
), logged AS (
  INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
  SELECT tenant_id, id, moves, $1, log_lines FROM done WHERE log_lines IS NOT NULL
), ${COUNTED_SQL}, deactivated AS (
  UPDATE schedule s SET active = false, next_run_at = NULL, modified_at = $1 WHERE s.id = ANY(ARRAY(
    SELECT o.id FROM done d JOIN schedule o ON o.id = d.schedule_id
    WHERE d.planned_at IS NOT NULL AND o.mode = 'time' AND o.active AND o.executed_at IS NOT NULL AND o.next_run_at IS NULL
    FOR UPDATE OF o SKIP LOCKED))
  RETURNING s.id, s.tenant_id, s.definition_id
), explained AS (
  INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, schedule_id, actor, text)
  SELECT x.tenant_id, $1, 'SCHEDULE', 'DEACTIVATION_ON_COMPLETION', x.definition_id, f.job_id, x.id, 'system',
    'The one-time schedule has run and was deactivated.'
  FROM deactivated x JOIN definition f ON f.id = x.definition_id
)
SELECT id, gated, parent_id IS NOT NULL OR conduct AS conducts FROM done`;

/** A run that was brought to its end, and who has something to do now. */
export interface FinishedRun {
  id: string;
  /** Others may have waited for what it held. */
  gated: boolean;
  /** Its chain may go on, or it may be started again. */
  conducts: boolean;
}

/**
 * Brings runs to a final state at `now`, those the state table and the guards allow; the others are
 * left as they are. Answers those that were finished.
 */
export async function finishRuns(
  db: Queryable,
  outcomes: readonly RunOutcome[],
  now: Date,
): Promise<FinishedRun[]> {
  if (outcomes.length === 0) return [];
  const column = <T>(value: (outcome: RunOutcome) => T) => outcomes.map(value);
  const result = await db.query<FinishedRun>({
    name: "finish-runs",
    text: FINISH_SQL,
    values: [
      now,
      column((outcome) => outcome.tenantId),
      column((outcome) => outcome.runId),
      column((outcome) => outcome.to),
      column((outcome) => outcome.detail),
      column((outcome) => outcome.reason),
      column((outcome) => outcome.actor),
      column((outcome) => outcome.httpStatus),
      column((outcome) => outcome.returnCode),
      column((outcome) => (outcome.result == null ? null : JSON.stringify(outcome.result))),
      column((outcome) =>
        outcome.logLines.length === 0 ? null : JSON.stringify(outcome.logLines),
      ),
      column((outcome) => outcome.attempt),
      column((outcome) => outcome.serverId),
    ],
  });
  return result.rows;
}
