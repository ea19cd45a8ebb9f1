import { z } from "zod";
import { lineSchema } from "@/lib/domain/definition/definition-fields";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { SCHEDULE_MODES } from "@/lib/domain/schedule/schedule-spec";
import {
  type KeysetPage,
  type KeysetPosition,
  keysetPage,
  readCursor,
} from "@/lib/queries/keyset-page";
import { authorise, type Context } from "@/lib/services/context";
import { SCHEDULE_COLUMNS } from "@/lib/store/schedule-store";
import { SqlConditions } from "@/lib/store/sql-conditions";

const querySchema = z.strictObject({
  limit: z.int().min(1).max(1000).default(50),
  sort: z.enum(["next", "definition", "created"]).default("next"),
  order: z.enum(["asc", "desc"]).default("asc"),
  cursor: z.string().max(2000).nullish(),
  definitionId: z.string().refine(isId, "must be the id of a definition").nullish(),
  /** Part of the definition's name or of the schedule's name, description or expression, whatever its case. */
  text: lineSchema(255).nullish(),
  mode: z.enum(SCHEDULE_MODES).nullish(),
  active: z.boolean().nullish(),
  /** True: those of system jobs alone; they are left out otherwise, unless their definition is asked for. */
  system: z.boolean().nullish(),
});
export type ScheduleRowsQuery = z.input<typeof querySchema>;
type ParsedQuery = z.output<typeof querySchema>;

/** A schedule with the definition it submits and its latest run. */
export interface ScheduleRow extends Schedule {
  definitionName: string;
  definitionActive: boolean;
  lastRunId: string | null;
  lastRunState: RunState | null;
  lastRunAt: Date | null;
}

type StoredRow = ScheduleRow & { sortValue: string };

/** What is sorted by, as text, so that a cursor can carry it; a schedule without a next run comes last. */
const SORT = {
  next: { column: "coalesce(s.next_run_at, 'infinity')", type: "timestamptz" },
  definition: { column: "d.name", type: "text" },
  created: { column: "s.created_at", type: "timestamptz" },
} as const;

/** As PostgreSQL writes an instant. */
const INSTANT = /^(infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2})$/;

/** One page of schedules with their latest runs; keyset paging in both directions. */
export async function listScheduleRows(
  ctx: Context,
  query: ScheduleRowsQuery = {},
): Promise<KeysetPage<ScheduleRow>> {
  authorise(ctx, "jobs.read");
  const parsed = parseInput(querySchema, query);
  const position = positionOf(parsed);
  const { rows } = await ctx.db.pool.query<StoredRow>(statement(ctx, parsed, position));
  return keysetPage(rows, {
    limit: parsed.limit,
    position,
    keyOf: ({ sortValue, id }) => ({ value: sortValue, id }),
  });
}

function positionOf({ cursor, sort }: ParsedQuery): KeysetPosition | null {
  if (!cursor) return null;
  const position = readCursor(cursor);
  const isReadable = sort === "definition" || INSTANT.test(position?.value ?? "");
  if (position !== null && isId(position.id) && isReadable) return position;
  throw new AppError("invalid", "'cursor' must be the cursor of a page", { field: "cursor" });
}

function statement(ctx: Context, query: ParsedQuery, position: KeysetPosition | null) {
  const where = conditions(ctx, query);
  const { column, type } = SORT[query.sort];
  const isAscending = (query.order === "asc") !== (position?.direction === "before");
  if (position !== null) {
    const beyond = isAscending ? ">" : "<";
    where.and(`(${column}, s.id) ${beyond} ($?::${type}, $?::uuid)`, position.value, position.id);
  }
  const direction = isAscending ? "ASC" : "DESC";
  const page = where.place(`ORDER BY ${column} ${direction}, s.id ${direction} LIMIT $?`, [
    query.limit + 1,
  ]);
  const text = `SELECT s.*, l.id AS "lastRunId", l.state AS "lastRunState",
      coalesce(l.started_at, l.start_at) AS "lastRunAt"
    FROM (SELECT ${SCHEDULE_COLUMNS}, d.name AS "definitionName", d.active AS "definitionActive",
        ${column} AS "sortKey", (${column})::text AS "sortValue"
      FROM schedule s JOIN definition d ON d.id = s.definition_id WHERE ${where.text} ${page}) AS s
    LEFT JOIN LATERAL (SELECT r.id, r.state, r.started_at, r.start_at FROM run r
      WHERE r.schedule_id = s.id ORDER BY r.id DESC LIMIT 1) AS l ON true
    ORDER BY s."sortKey" ${direction}, s.id ${direction}`;
  return { text, values: where.values };
}

function conditions(ctx: Context, query: ParsedQuery): SqlConditions {
  const { definitionId, text, mode, active, system } = query;
  const where = new SqlConditions();
  if (!ctx.scope.allTenants) where.and("s.tenant_id = $?", ctx.scope.tenantId);
  if (definitionId) where.and("s.definition_id = $?", definitionId);
  else where.and(`d.kind ${system ? "=" : "<>"} 'system'`);
  if (mode) where.and("s.mode = $?", mode);
  if (active !== null && active !== undefined) where.and("s.active = $?", active);
  if (text) {
    where.and(
      "position(lower($?) IN lower(concat_ws(E'\\n', d.name, s.name, s.description, s.expression))) > 0",
      text,
    );
  }
  return where;
}
