import { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { isId } from "@/lib/domain/ids";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { authorise, type Context } from "@/lib/services/context";
import { SCHEDULE_COLUMNS } from "@/lib/store/schedule-store";
import { SqlConditions } from "@/lib/store/sql-conditions";

const querySchema = z.strictObject({
  limit: z.int().min(1).max(1000).default(100),
  /** The `nextCursor` of the page before. */
  cursor: z
    .string()
    .refine((text) => readCursor(text) !== null, "must be the nextCursor of a page")
    .nullish(),
  definitionId: z.string().refine(isId, "must be the id of a definition").nullish(),
  active: z.boolean().nullish(),
  /** True: those of system jobs alone; they are left out otherwise, unless their definition is asked for. */
  system: z.boolean().nullish(),
});
export type ScheduleListQuery = z.input<typeof querySchema>;

/** A schedule with the definition it submits. */
export interface ListedSchedule extends Schedule {
  definitionName: string;
  jobId: number;
}

export interface SchedulePage {
  items: ListedSchedule[];
  nextCursor: string | null;
}

/** One page of schedules in the order they were made; keyset paging, so that a page costs the same however deep. */
export async function listSchedules(
  ctx: Context,
  query: ScheduleListQuery = {},
): Promise<SchedulePage> {
  authorise(ctx, "jobs.read");
  const { limit, cursor, definitionId, active, system } = parseInput(querySchema, query);
  const where = new SqlConditions();
  if (!ctx.scope.allTenants) where.and("s.tenant_id = $?", ctx.scope.tenantId);
  if (definitionId) where.and("s.definition_id = $?", definitionId);
  else where.and(`d.kind ${system ? "=" : "<>"} 'system'`);
  if (active !== null && active !== undefined) where.and("s.active = $?", active);
  const after = cursor ? readCursor(cursor) : null;
  if (after !== null) where.and("(s.created_at, s.id) > ($?, $?::uuid)", after.createdAt, after.id);
  const page = where.place("ORDER BY s.created_at, s.id LIMIT $?", [limit + 1]);
  const { rows } = await ctx.db.pool.query<ListedSchedule>(
    `SELECT ${SCHEDULE_COLUMNS}, d.name AS "definitionName", d.job_id AS "jobId"
     FROM schedule s JOIN definition d ON d.id = s.definition_id WHERE ${where.text} ${page}`,
    where.values,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > limit && last ? `${last.createdAt.getTime()}.${last.id}` : null,
  };
}

function readCursor(text: string): { createdAt: Date; id: string } | null {
  const match = /^(\d{1,14})\.(.{36})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || !isId(match[2])) return null;
  return { createdAt: new Date(Number(match[1])), id: match[2] };
}
