import { z } from "zod";
import type { Definition } from "@/lib/domain/definition/definition";
import { lineSchema } from "@/lib/domain/definition/definition-fields";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { authorise, type Context } from "@/lib/services/context";
import { DEFINITION_COLUMNS } from "@/lib/store/definition-store";
import { SqlConditions } from "@/lib/store/sql-conditions";

const querySchema = z.strictObject({
  limit: z.int().min(1).max(500).default(100),
  /** The `nextCursor` of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,10}$/, "must be the nextCursor of a page")
    .nullish(),
  /** Part of the name, whatever its case. */
  name: lineSchema(255).nullish(),
  active: z.boolean().nullish(),
  /** True: the system jobs alone; they are left out otherwise. */
  system: z.boolean().nullish(),
});
export type DefinitionListQuery = z.input<typeof querySchema>;

/** A definition with how many schedules it has, and how many of them are active. */
export interface ListedDefinition extends Definition {
  scheduleCount: number;
  activeScheduleCount: number;
}

export interface DefinitionPage {
  items: ListedDefinition[];
  nextCursor: string | null;
}

/** One page of definitions, oldest first; keyset paging, so that a page costs the same however deep. */
export async function listDefinitions(
  ctx: Context,
  query: DefinitionListQuery = {},
): Promise<DefinitionPage> {
  authorise(ctx, "jobs.read");
  const { limit, cursor, name, active, system } = parseInput(querySchema, query);
  const where = new SqlConditions();
  if (!ctx.scope.allTenants) where.and("d.tenant_id = $?", ctx.scope.tenantId);
  if (cursor) where.and("d.job_id > $?::bigint", cursor);
  where.and(`d.kind ${system ? "=" : "<>"} 'system'`);
  if (name) where.and("position(lower($?) IN lower(d.name)) > 0", name);
  if (active !== null && active !== undefined) where.and("d.active = $?", active);
  const page = where.place("ORDER BY d.job_id LIMIT $?", [limit + 1]);
  const { rows } = await ctx.db.pool.query<ListedDefinition>(
    `SELECT p.*, c.* FROM (SELECT ${DEFINITION_COLUMNS} FROM definition d WHERE ${where.text} ${page}) AS p,
       LATERAL (SELECT count(*)::int AS "scheduleCount", count(*) FILTER (WHERE s.active)::int AS "activeScheduleCount"
         FROM schedule s WHERE s.definition_id = p.id) AS c ORDER BY p."jobId"`,
    where.values,
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.jobId ?? "") : null };
}
