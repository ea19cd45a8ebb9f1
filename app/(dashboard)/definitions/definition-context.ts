import type { Definition } from "@/lib/domain/definition/definition";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import type { Context } from "@/lib/services/context";
import { requireId } from "./page-object";

/** The context of whoever asks, in the tenant of a definition; throws `not_found` outside the scope. */
export async function contextOfDefinition(
  ctx: Context,
  id: string,
): Promise<{ own: Context; definition: Definition }> {
  const definition = await getDefinition(ctx, { key: { id: requireId(id) } });
  const scope = { tenantId: definition.tenantId, allTenants: false };
  return { own: { ...ctx, scope }, definition };
}
