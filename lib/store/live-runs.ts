import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import { lastMoveAtSql } from "./move-guard";
import type { Queryable } from "./queryable";

/** What the rescuer and the timeouts need to know of a live run. */
export interface LiveRun {
  tenantId: string;
  id: string;
  state: RunState;
  detail: string | null;
  attempt: number;
  serverName: string | null;
}

interface LiveRow {
  tenant_id: string;
  id: string;
  state: RunState;
  detail: string | null;
  attempt: number;
  name: string | null;
}

function liveRunFrom(row: LiveRow): LiveRun {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    state: row.state,
    detail: row.detail,
    attempt: row.attempt,
    serverName: row.name,
  };
}

/** Runs still held by servers that stopped or were lost. */
export async function findOrphanedRuns(db: Queryable, limit: number): Promise<LiveRun[]> {
  const result = await db.query<LiveRow>(
    `SELECT r.tenant_id, r.id, r.state, r.detail, r.attempt, p.name
     FROM run r LEFT JOIN process_server p ON p.id = r.server_id
     WHERE r.server_id IS NOT NULL AND (p.id IS NULL OR p.state IN ('stopped', 'lost')) LIMIT $1`,
    [limit],
  );
  return result.rows.map(liveRunFrom);
}

/** Runs whose callback or answer did not come in time. */
export async function findExpiredRuns(db: Queryable, now: Date, limit: number): Promise<LiveRun[]> {
  const result = await db.query<LiveRow>(
    `SELECT tenant_id, id, state, detail, attempt, NULL AS name FROM run
     WHERE deadline_at <= $1 ORDER BY deadline_at LIMIT $2`,
    [now, limit],
  );
  return result.rows.map(liveRunFrom);
}

/** Runs of this server an operator wants to end. */
export async function findRunsToKill(db: Queryable, serverId: string): Promise<LiveRun[]> {
  const result = await db.query<LiveRow>(
    `SELECT tenant_id, id, state, detail, attempt, NULL AS name FROM run
     WHERE server_id = $1 AND state = 'Killing'`,
    [serverId],
  );
  return result.rows.map(liveRunFrom);
}

/** A run whose fate no longer hangs on the server that called its endpoint. */
export interface Acknowledgement {
  tenantId: string;
  runId: string;
  attempt: number;
  detail: "ACK_RECVD" | "ACK_NOT_RECVD";
  deadlineAt: Date;
  httpStatus: number | null;
  logLines: readonly LogLine[];
}

// The state stays Running; only its detail changes, so no transition is written. The server lets go
// of the run: the callback or the deadline decides it, on whatever node. One that is being killed has
// nobody left to end its call, so its deadline is now. Repeating an acknowledgement changes nothing.
const ACKNOWLEDGE_SQL = `
WITH input AS (
  SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[], $6::timestamptz[], $7::smallint[], $8::jsonb[])
  AS u(tenant_id, id, attempt, detail, deadline_at, http_status, log_lines)
), done AS (
  UPDATE run r SET detail = CASE r.state WHEN 'Running' THEN i.detail ELSE r.detail END,
    deadline_at = CASE r.state WHEN 'Running' THEN i.deadline_at ELSE $1 END, server_id = NULL,
    http_status = COALESCE(i.http_status, r.http_status), moves = r.moves + 1
  FROM input i WHERE r.tenant_id = i.tenant_id AND r.id = i.id AND r.attempt = i.attempt
    AND r.state IN ('Running', 'Killing')
    AND (r.server_id IS NOT NULL OR (r.state = 'Running' AND r.detail IS DISTINCT FROM i.detail))
  RETURNING r.tenant_id, r.id, r.moves, i.log_lines
), logged AS (
  INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
  SELECT tenant_id, id, moves, $1, log_lines FROM done WHERE log_lines IS NOT NULL
)
SELECT id FROM done`;

/** Records 202 answers and answers that did not come in the synchronous window. */
export async function acknowledgeRuns(
  db: Queryable,
  acknowledgements: readonly Acknowledgement[],
  now: Date,
): Promise<string[]> {
  if (acknowledgements.length === 0) return [];
  const column = <T>(value: (entry: Acknowledgement) => T) => acknowledgements.map(value);
  const result = await db.query<{ id: string }>(ACKNOWLEDGE_SQL, [
    now,
    column((entry) => entry.tenantId),
    column((entry) => entry.runId),
    column((entry) => entry.attempt),
    column((entry) => entry.detail),
    column((entry) => entry.deadlineAt),
    column((entry) => entry.httpStatus),
    column((entry) => (entry.logLines.length === 0 ? null : JSON.stringify(entry.logLines))),
  ]);
  return result.rows.map((row) => row.id);
}

/** Makes runs claimable whose start comes by `dueBy`, unless they wait for a window; in start order, at most `limit`. */
export async function readyDueRuns(db: Queryable, dueBy: Date, limit: number): Promise<number> {
  const result = await db.query(
    `UPDATE run r SET ready = true FROM (
       SELECT tenant_id, id FROM run WHERE state = 'Scheduled' AND NOT ready AND start_at <= $1 AND blocked_on IS NULL
       ORDER BY start_at LIMIT $2 FOR UPDATE SKIP LOCKED
     ) due WHERE r.tenant_id = due.tenant_id AND r.id = due.id`,
    [dueBy, limit],
  );
  return result.rowCount ?? 0;
}

/** The next start after `now` of a run that may be claimed then, or null. */
export async function nextReadyStart(db: Queryable, now: Date): Promise<Date | null> {
  const result = await db.query<{ start_at: Date }>({
    name: "next-ready-start",
    text: `SELECT start_at FROM run WHERE state = 'Scheduled' AND ready AND blocked_on IS NULL AND start_at > $1 ORDER BY start_at LIMIT 1`,
    values: [now],
  });
  return result.rows[0]?.start_at ?? null;
}

/** The next start after `now` of a run that is to be examined then, or null. */
export async function nextGatedStart(db: Queryable, now: Date): Promise<Date | null> {
  const result = await db.query<{ start_at: Date }>({
    name: "next-gated-start",
    text: "SELECT min(start_at) AS start_at FROM run WHERE ready AND gated AND start_at > $1",
    values: [now],
  });
  return result.rows[0]?.start_at ?? null;
}

/** The next start a run waits for that may not be claimed yet, or null. */
export async function nextRunStart(db: Queryable): Promise<Date | null> {
  const result = await db.query<{ start_at: Date }>(
    `SELECT start_at FROM run WHERE state = 'Scheduled' AND NOT ready AND blocked_on IS NULL ORDER BY start_at LIMIT 1`,
  );
  return result.rows[0]?.start_at ?? null;
}

/**
 * Shows runs as Queued that have been due since before `dueBefore` and found no slot: row 25 of the
 * state table. They keep their place in the dispatch order. Those with gates are shown as what they wait for
 * when they are examined.
 */
export async function queueWaitingRuns(
  db: Queryable,
  { dueBefore, now, limit }: { dueBefore: Date; now: Date; limit: number },
): Promise<string[]> {
  const result = await db.query<{ id: string }>(
    `WITH moved AS (
       UPDATE run r SET state = 'Queued', reason = 'NO_SLOT', moves = r.moves + 1 FROM (
         SELECT tenant_id, id FROM run WHERE state = 'Scheduled' AND ready AND blocked_on IS NULL AND NOT gated AND start_at < $1
         ORDER BY start_at LIMIT $3 FOR UPDATE SKIP LOCKED
       ) due WHERE r.tenant_id = due.tenant_id AND r.id = due.id
       RETURNING r.tenant_id, r.id, r.moves, GREATEST($2::timestamptz, r.submitted_at, CASE WHEN r.moves > 3
         THEN ${lastMoveAtSql("r")} END) AS at
     ), recorded AS (
       INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor, reason)
       SELECT tenant_id, id, moves, at, 'Scheduled', 'Queued', 'system', 'NO_SLOT' FROM moved
     ) SELECT id FROM moved`,
    [dueBefore, now, limit],
  );
  return result.rows.map((row) => row.id);
}
