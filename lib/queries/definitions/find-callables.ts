import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { DefinitionKind } from "@/lib/domain/definition/definition";
import { authorise, type Context } from "@/lib/services/context";

/** A definition as far as a chain that calls it has to know it. */
export interface CallableDefinition {
  id: string;
  name: string;
  kind: DefinitionKind;
  parameters: ParameterDefinition[];
}

const MOST = 2000;
const MOST_FOUND = 30;

/** Those of the names the caller's tenant has definitions of; at most 2000 names are looked at. */
export async function findCallables(
  ctx: Context,
  names: readonly string[],
): Promise<CallableDefinition[]> {
  authorise(ctx, "jobs.read");
  if (names.length === 0) return [];
  const { rows } = await ctx.db.pool.query<CallableDefinition>(
    `SELECT id, name, kind, coalesce(properties->'parameters', '[]') AS parameters FROM definition
     WHERE tenant_id = $1 AND name = ANY($2::text[]) AND kind <> 'system'`,
    [ctx.scope.tenantId, names.slice(0, MOST)],
  );
  return rows;
}

/** Definitions of the caller's tenant with the text in their names, whatever its case: the first 30 by name. */
export async function searchCallables(
  ctx: Context,
  text: string,
): Promise<Pick<CallableDefinition, "name" | "kind">[]> {
  authorise(ctx, "jobs.read");
  const { rows } = await ctx.db.pool.query<Pick<CallableDefinition, "name" | "kind">>(
    `SELECT name, kind FROM definition
     WHERE tenant_id = $1 AND kind <> 'system' AND ($2 = '' OR position(lower($2) IN lower(name)) > 0)
     ORDER BY name LIMIT $3`,
    [ctx.scope.tenantId, text, MOST_FOUND],
  );
  return rows;
}
