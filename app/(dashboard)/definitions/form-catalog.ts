import type { DefinitionCatalog } from "@/components/definitions/definition-catalog";
import { listGateNames } from "@/lib/queries/gates/list-gate-names";
import type { Context } from "@/lib/services/context";
import { describeDefinitionsAction, findDefinitionsAction } from "./actions";

/** What the form of a definition offers by name: what the tenant of the definition has, for a new one the caller's. */
export async function formCatalog(
  ctx: Context,
  definitionId: string | null,
): Promise<DefinitionCatalog> {
  const [queue, lock, event, window, calendar] = await Promise.all([
    listGateNames(ctx, "queue"),
    listGateNames(ctx, "lock"),
    listGateNames(ctx, "event"),
    listGateNames(ctx, "window"),
    listGateNames(ctx, "calendar"),
  ]);
  return {
    names: { queue, lock, event, window, calendar },
    findDefinitions: findDefinitionsAction.bind(null, definitionId),
    describeDefinitions: describeDefinitionsAction.bind(null, definitionId),
  };
}
