import type { TenantScope } from "@/lib/domain/access/access";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";

/** What the compatible API shows of a run. */
export interface RunRecord {
  id: string;
  tenantId: string;
  state: RunState;
  detail: string | null;
  reason: string | null;
  httpStatus: number | null;
  submittedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
}

const RUN_COLUMNS = `r.id, r.tenant_id AS "tenantId", r.state, r.detail, r.reason, r.http_status AS "httpStatus",
  r.submitted_at AS "submittedAt", r.started_at AS "startedAt", r.ended_at AS "endedAt"`;

/** The ids a run is addressed by. */
export interface RunAddress {
  jobId: number;
  scheduleId: string;
  runId: string;
}

/**
 * The run when all three ids belong together and lie within the scope, else null. A run that was submitted without a
 * schedule answers to its own id in the place of the schedule's.
 */
export async function findRunOfSchedule(
  db: Queryable,
  scope: TenantScope,
  { jobId, scheduleId, runId }: RunAddress,
): Promise<RunRecord | null> {
  const result = await db.query<RunRecord>(
    `SELECT ${RUN_COLUMNS} FROM definition d JOIN run r ON r.tenant_id = d.tenant_id AND r.definition_id = d.id
     WHERE d.job_id = $1 AND r.id = $2 AND ($4 OR d.tenant_id = $5)
       AND CASE WHEN r.schedule_id IS NULL THEN r.id = $3
         ELSE r.schedule_id = $3 AND EXISTS (SELECT FROM schedule s WHERE s.id = $3) END`,
    [jobId, runId, scheduleId, scope.allTenants, scope.tenantId],
  );
  return result.rows[0] ?? null;
}

/** Which runs of a schedule, newest first. `before` and `after` are ids of runs; ids sort by time. */
export type RunRange =
  | { kind: "offset"; offset: number; limit: number }
  | { kind: "before"; runId: string; limit: number }
  | { kind: "after"; runId: string; limit: number };

/** Runs of a schedule in the range, newest first. */
export async function runsOfSchedule(
  db: Queryable,
  scheduleId: string,
  range: RunRange,
): Promise<RunRecord[]> {
  const base = `SELECT ${RUN_COLUMNS} FROM run r WHERE r.schedule_id = $1`;
  if (range.kind === "offset") {
    const sql = `${base} ORDER BY r.id DESC LIMIT $2 OFFSET $3`;
    return (await db.query<RunRecord>(sql, [scheduleId, range.limit, range.offset])).rows;
  }
  const isBefore = range.kind === "before";
  const sql = `${base} AND r.id ${isBefore ? "<" : ">"} $3 ORDER BY r.id ${isBefore ? "DESC" : "ASC"} LIMIT $2`;
  const { rows } = await db.query<RunRecord>(sql, [scheduleId, range.limit, range.runId]);
  return isBefore ? rows : rows.reverse();
}

/** True when the schedule has a run beyond this one, in the direction given. */
export async function hasRunBeyond(
  db: Queryable,
  scheduleId: string,
  { runId, direction }: { runId: string; direction: "newer" | "older" },
): Promise<boolean> {
  const result = await db.query(
    `SELECT 1 FROM run WHERE schedule_id = $1 AND id ${direction === "newer" ? ">" : "<"} $2 LIMIT 1`,
    [scheduleId, runId],
  );
  return result.rows.length > 0;
}

/** Number of runs of a schedule that are kept. */
export async function countRunsOfSchedule(db: Queryable, scheduleId: string): Promise<number> {
  const result = await db.query<{ count: string }>(
    "SELECT count(*) AS count FROM run WHERE schedule_id = $1",
    [scheduleId],
  );
  return Number(result.rows[0]?.count ?? 0);
}

/** The lines of the logs of some runs that stand for a state of the compatible API, in order. */
export async function typedLogLines(
  db: Queryable,
  runIds: readonly string[],
): Promise<Map<string, LogLine[]>> {
  const found = new Map<string, LogLine[]>(runIds.map((id) => [id, []]));
  if (runIds.length === 0) return found;
  const result = await db.query<{ runId: string; line: LogLine }>(
    `SELECT c.run_id AS "runId", l.line FROM run_log_chunk c,
       LATERAL jsonb_array_elements(c.lines) WITH ORDINALITY AS l(line, place)
     WHERE c.run_id = ANY($1::uuid[]) AND l.line ? 'type' ORDER BY c.run_id, c.seq, l.place`,
    [runIds],
  );
  for (const { runId, line } of result.rows) found.get(runId)?.push(line);
  return found;
}
