import type { LogLine } from "@/lib/domain/run/run-log";
import type { Queryable } from "./queryable";

/** Some consecutive lines of the log of a run. */
export interface LogChunk {
  runId: string;
  seq: number;
  lines: LogLine[];
}

/** Where a chunk stands: logs are ordered by run, then by sequence number. */
export interface LogPlace {
  runId: string;
  seq: number;
}

/** The next chunks of the logs of some runs after a place, in order. */
export async function selectLogChunks(
  db: Queryable,
  runIds: readonly string[],
  { after, limit }: { after: LogPlace | null; limit: number },
): Promise<LogChunk[]> {
  const { rows } = await db.query<LogChunk>(
    `SELECT run_id AS "runId", seq, lines FROM run_log_chunk
     WHERE run_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR (run_id, seq) > ($2, $3)) ORDER BY run_id, seq LIMIT $4`,
    [runIds, after?.runId ?? null, after?.seq ?? null, limit],
  );
  return rows;
}

/** Chunks that are looked at for one stretch of a log. */
const STRETCH_CHUNKS = 500;

/**
 * Chunks of a log next to a place, in order: those after it or the last ones before it, until together they have the
 * lines asked for; never more than {@link STRETCH_CHUNKS}.
 */
export async function selectLogStretch(
  db: Queryable,
  runId: string,
  { direction, seq, lines }: { direction: "after" | "before"; seq: number; lines: number },
): Promise<LogChunk[]> {
  const [beyond, order] = direction === "after" ? [">", "ASC"] : ["<", "DESC"];
  const { rows } = await db.query<LogChunk>({
    name: `select-log-${direction}`,
    text: `SELECT $1::uuid AS "runId", w.seq, w.lines FROM (
       SELECT c.seq, c.lines, sum(jsonb_array_length(c.lines)) OVER (ORDER BY c.seq ${order}) - jsonb_array_length(c.lines) AS before
       FROM (SELECT seq, lines FROM run_log_chunk WHERE run_id = $1 AND seq ${beyond} $2 ORDER BY seq ${order} LIMIT ${STRETCH_CHUNKS}) AS c
     ) AS w WHERE w.before < $3 ORDER BY w.seq`,
    values: [runId, seq, lines],
  });
  return rows;
}

/** True when a log goes on behind a chunk. */
export async function hasLogBeyond(db: Queryable, runId: string, seq: number): Promise<boolean> {
  const { rows } = await db.query<{ goesOn: boolean }>({
    name: "has-log-beyond",
    text: `SELECT EXISTS (SELECT FROM run_log_chunk WHERE run_id = $1 AND seq > $2) AS "goesOn"`,
    values: [runId, seq],
  });
  return rows[0]?.goesOn ?? false;
}

/** How many lines a log has before a chunk. */
export async function countLinesBefore(db: Queryable, runId: string, seq: number): Promise<number> {
  const { rows } = await db.query<{ lines: number }>({
    name: "count-log-lines-before",
    text: "SELECT COALESCE(sum(jsonb_array_length(lines)), 0)::int AS lines FROM run_log_chunk WHERE run_id = $1 AND seq < $2",
    values: [runId, seq],
  });
  return rows[0]?.lines ?? 0;
}

/** The chunk that has a line, by the number of the line from 1, or the first written at or after a moment; else null. */
export async function findLogChunk(
  db: Queryable,
  runId: string,
  of: { line: number } | { at: Date },
): Promise<number | null> {
  const { rows } = await db.query<{ seq: number }>(
    "at" in of
      ? {
          name: "find-log-chunk-at",
          text: "SELECT seq FROM run_log_chunk WHERE run_id = $1 AND at >= $2 ORDER BY seq LIMIT 1",
          values: [runId, of.at],
        }
      : {
          name: "find-log-chunk-of-line",
          text: `SELECT w.seq FROM (SELECT seq, sum(jsonb_array_length(lines)) OVER (ORDER BY seq) AS until
             FROM run_log_chunk WHERE run_id = $1) AS w WHERE w.until >= $2 ORDER BY w.seq LIMIT 1`,
          values: [runId, of.line],
        },
  );
  return rows[0]?.seq ?? null;
}

/** Chunks of the logs of some runs in the order they were written, until together they have the lines asked for. */
export async function selectMergedLog(
  db: Queryable,
  runIds: readonly string[],
  lines: number,
): Promise<LogChunk[]> {
  const { rows } = await db.query<LogChunk>({
    name: "select-merged-log",
    text: `SELECT w.run_id AS "runId", w.seq, w.lines FROM (
       SELECT c.*, sum(jsonb_array_length(c.lines)) OVER (ORDER BY c.at, c.run_id, c.seq) - jsonb_array_length(c.lines) AS before
       FROM (SELECT run_id, seq, at, lines FROM run_log_chunk WHERE run_id = ANY($1::uuid[])
         ORDER BY at, run_id, seq LIMIT $2) AS c
     ) AS w WHERE w.before < $2 ORDER BY w.at, w.run_id, w.seq`,
    values: [runIds, lines],
  });
  return rows;
}

/** A run as its log names it. */
export interface LoggedRun {
  id: string;
  jobName: string;
  jobCount: string;
}

interface RunsOf {
  tenantId: string;
  scheduleId?: string;
  definitionId?: string;
  /** The page begins after this run. */
  after: string | null;
  limit: number;
}

/** Runs of a schedule or definition in the order they were submitted. */
export async function selectLoggedRuns(db: Queryable, request: RunsOf): Promise<LoggedRun[]> {
  const [column, id] = request.scheduleId
    ? ["schedule_id", request.scheduleId]
    : ["definition_id", request.definitionId];
  const { rows } = await db.query<LoggedRun>(
    `SELECT id, job_name AS "jobName", job_count AS "jobCount" FROM run
     WHERE tenant_id = $1 AND ${column} = $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
    [request.tenantId, id, request.after, request.limit],
  );
  return rows;
}
