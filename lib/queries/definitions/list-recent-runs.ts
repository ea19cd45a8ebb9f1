import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunState } from "@/lib/domain/run/run-state";
import {
  type KeysetPage,
  type KeysetPosition,
  keysetPage,
  readCursor,
} from "@/lib/queries/keyset-page";
import { authorise, type Context } from "@/lib/services/context";
import { SqlConditions } from "@/lib/store/sql-conditions";

interface RecentRunsQuery {
  /** Runs of a definition, or of one of its schedules; the caller has looked them up within its scope. */
  of: { tenantId: string } & ({ definitionId: string } | { scheduleId: string });
  limit: number;
  cursor?: string | null;
}

/** A run of a definition with its state changes, oldest first. */
export interface RecentRun {
  id: string;
  jobName: string;
  jobCount: string;
  state: RunState;
  detail: string | null;
  reason: string | null;
  scheduleId: string | null;
  plannedAt: Date | null;
  startAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  httpStatus: number | null;
  submittedBy: string;
  transitions: { state: RunState; at: Date; actor: string; reason: string | null }[];
}

type StoredRun = Omit<RecentRun, "transitions"> & {
  transitions: { state: RunState; at: string; actor: string; reason: string | null }[];
};

/** A page of the runs of one definition or schedule, newest first, with their state changes; read by index. */
export async function listRecentRuns(
  ctx: Context,
  query: RecentRunsQuery,
): Promise<KeysetPage<RecentRun>> {
  authorise(ctx, "jobs.read");
  const position = positionOf(query.cursor ?? null);
  const { rows } = await ctx.db.pool.query<StoredRun>(statement(query, position));
  return keysetPage(rows.map(runFrom), {
    limit: query.limit,
    position,
    keyOf: ({ id }) => ({ value: "", id }),
  });
}

function positionOf(cursor: string | null): KeysetPosition | null {
  if (cursor === null) return null;
  const position = readCursor(cursor);
  if (position !== null && isId(position.id)) return position;
  throw new AppError("invalid", "'cursor' must be the cursor of a page", { field: "cursor" });
}

function statement({ of, limit }: RecentRunsQuery, position: KeysetPosition | null) {
  const where = new SqlConditions().and("r.tenant_id = $?", of.tenantId);
  if ("scheduleId" in of) where.and("r.schedule_id = $?", of.scheduleId);
  else where.and("r.definition_id = $?", of.definitionId);
  // A step belongs to the definition of its chain, and stands below the run that is listed.
  where.and("r.role <> $?", "step");
  const isBackwards = position?.direction === "before";
  if (position !== null) where.and(`r.id ${isBackwards ? ">" : "<"} $?::uuid`, position.id);
  const order = `r.id ${isBackwards ? "ASC" : "DESC"}`;
  const page = where.place(`ORDER BY ${order} LIMIT $?`, [limit + 1]);
  const text = `SELECT r.id, r.job_name AS "jobName", r.job_count AS "jobCount", r.state, r.detail, r.reason,
      r.schedule_id AS "scheduleId", r.planned_at AS "plannedAt", r.start_at AS "startAt",
      r.started_at AS "startedAt", r.ended_at AS "endedAt", r.http_status AS "httpStatus",
      r.submitted_by AS "submittedBy", t.transitions
    FROM (SELECT * FROM run r WHERE ${where.text} ${page}) AS r,
    LATERAL (SELECT coalesce(json_agg(json_build_object('state', t.to_state, 'at', t.at, 'actor', t.actor,
        'reason', t.reason) ORDER BY t.seq), '[]') AS transitions FROM transition t WHERE t.run_id = r.id) AS t
    ORDER BY ${order}`;
  return { text, values: where.values };
}

function runFrom(row: StoredRun): RecentRun {
  return {
    ...row,
    transitions: row.transitions.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  };
}
