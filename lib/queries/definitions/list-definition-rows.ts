import { z } from "zod";
import type { DefinitionKind } from "@/lib/domain/definition/definition";
import { lineSchema } from "@/lib/domain/definition/definition-fields";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import type { RunState } from "@/lib/domain/run/run-state";
import {
  type KeysetPage,
  type KeysetPosition,
  keysetPage,
  readCursor,
} from "@/lib/queries/keyset-page";
import { authorise, type Context } from "@/lib/services/context";
import { SqlConditions } from "@/lib/store/sql-conditions";

const querySchema = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  sort: z.enum(["name", "number"]).default("name"),
  order: z.enum(["asc", "desc"]).default("asc"),
  cursor: z.string().max(2000).nullish(),
  /** Part of the name, whatever its case. */
  name: lineSchema(255).nullish(),
  active: z.boolean().nullish(),
  /** True: the system jobs alone; they are left out otherwise. */
  system: z.boolean().nullish(),
});
export type DefinitionRowsQuery = z.input<typeof querySchema>;
type ParsedQuery = z.output<typeof querySchema>;

/** One of the latest runs, as far as a list shows it. */
export interface LatestRun {
  id: string;
  state: RunState;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** A definition with what a list says of its schedules and runs. */
export interface DefinitionRow {
  id: string;
  jobId: number;
  name: string;
  kind: DefinitionKind;
  description: string;
  active: boolean;
  httpMethod: string;
  url: string;
  scheduleCount: number;
  activeScheduleCount: number;
  nextRunAt: Date | null;
  /** Newest first. */
  latestRuns: LatestRun[];
  /** Executions that ended in the last 24 hours, whole hours, by final state. */
  endedByState: Partial<Record<RunState, number>>;
}

type StoredRow = Omit<DefinitionRow, "latestRuns"> & {
  latestRuns: { id: string; state: RunState; startedAt: string | null; endedAt: string | null }[];
};

const LATEST_RUNS = 12;
const DAY_MS = 86_400_000;
const SORT_COLUMN = { name: "d.name", number: "d.job_id" } as const;

/**
 * One page of definitions with their schedules, latest runs and figures of the last day. Keyset
 * paging; runs are read by index and figures from the rollup, so history costs nothing.
 */
export async function listDefinitionRows(
  ctx: Context,
  query: DefinitionRowsQuery = {},
): Promise<KeysetPage<DefinitionRow>> {
  authorise(ctx, "jobs.read");
  const parsed = parseInput(querySchema, query);
  const position = positionOf(parsed);
  const { rows } = await ctx.db.pool.query<StoredRow>(statement(ctx, parsed, position));
  return keysetPage(rows.map(rowFrom), {
    limit: parsed.limit,
    position,
    keyOf: (row) => ({ value: parsed.sort === "name" ? row.name : "", id: String(row.jobId) }),
  });
}

function positionOf({ cursor }: ParsedQuery): KeysetPosition | null {
  if (!cursor) return null;
  const position = readCursor(cursor);
  if (position !== null && /^\d{1,9}$/.test(position.id)) return position;
  throw new AppError("invalid", "'cursor' must be the cursor of a page", { field: "cursor" });
}

function statement(ctx: Context, query: ParsedQuery, position: KeysetPosition | null) {
  const { sort, order, limit, name, active, system } = query;
  const where = new SqlConditions();
  if (!ctx.scope.allTenants) where.and("d.tenant_id = $?", ctx.scope.tenantId);
  where.and(`d.kind ${system ? "=" : "<>"} 'system'`);
  if (name) where.and("position(lower($?) IN lower(d.name)) > 0", name);
  if (active !== null && active !== undefined) where.and("d.active = $?", active);
  const isAscending = (order === "asc") !== (position?.direction === "before");
  const beyond = isAscending ? ">" : "<";
  if (position !== null && sort === "name") {
    where.and(`(d.name, d.job_id) ${beyond} ($?, $?::int)`, position.value, position.id);
  } else if (position !== null) {
    where.and(`d.job_id ${beyond} $?::int`, position.id);
  }
  const direction = isAscending ? "ASC" : "DESC";
  const orderBy = `${SORT_COLUMN[sort]} ${direction}, d.job_id ${direction}`;
  const page = where.place(`ORDER BY ${orderBy} LIMIT $?`, [limit + 1]);
  const since = where.place("r.hour > $?", [new Date(ctx.now.getTime() - DAY_MS)]);
  // The page is cut first; what follows costs a handful of index look-ups for each row of it.
  const text = `SELECT d.id, d.job_id AS "jobId", d.name, d.kind, d.description, d.active,
      d.http_method AS "httpMethod", d.url, s.*, n.*, l.*
    FROM (SELECT * FROM definition d WHERE ${where.text} ${page}) AS d,
    LATERAL (SELECT count(*)::int AS "scheduleCount", count(*) FILTER (WHERE s.active)::int AS "activeScheduleCount",
        min(s.next_run_at) FILTER (WHERE s.active) AS "nextRunAt"
      FROM schedule s WHERE s.definition_id = d.id) AS s,
    LATERAL (SELECT coalesce(json_object_agg(state, runs), '{}') AS "endedByState" FROM
      (SELECT r.state, sum(r.runs)::int AS runs FROM run_rollup r
       WHERE r.tenant_id = d.tenant_id AND r.definition_id = d.id AND ${since} GROUP BY r.state) AS r) AS n,
    LATERAL (SELECT coalesce(json_agg(r), '[]') AS "latestRuns" FROM
      (SELECT r.id, r.state, r.started_at AS "startedAt", r.ended_at AS "endedAt" FROM run r
       WHERE r.tenant_id = d.tenant_id AND r.definition_id = d.id ORDER BY r.id DESC LIMIT ${LATEST_RUNS}) AS r) AS l
    ORDER BY ${orderBy}`;
  return { text, values: where.values };
}

function rowFrom(row: StoredRow): DefinitionRow {
  const latestRuns = row.latestRuns.map((run) => ({
    ...run,
    startedAt: run.startedAt === null ? null : new Date(run.startedAt),
    endedAt: run.endedAt === null ? null : new Date(run.endedAt),
  }));
  return { ...row, latestRuns };
}
