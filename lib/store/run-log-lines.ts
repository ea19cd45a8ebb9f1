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
