import type { Definition } from "@/lib/domain/definition/definition";
import { AppError } from "@/lib/domain/errors";
import type { Context } from "@/lib/services/context";
import { type DefinitionKey, findDefinition } from "@/lib/store/definition-store";
import type { Queryable } from "@/lib/store/queryable";

/** The definition, locked against other changes until the transaction ends; throws `not_found` outside the scope. */
export async function lockDefinition(
  ctx: Context,
  tx: Queryable,
  key: DefinitionKey,
): Promise<Definition> {
  const definition = await findDefinition(tx, ctx.scope, { key, lock: true });
  if (definition !== null) return definition;
  throw new AppError("not_found", `Job ${nameOf(key)} not found`);
}

function nameOf(key: DefinitionKey): string {
  if ("jobId" in key) return String(key.jobId);
  return "name" in key ? `'${key.name}'` : key.id;
}
