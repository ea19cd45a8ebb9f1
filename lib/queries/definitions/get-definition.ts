import type { Definition } from "@/lib/domain/definition/definition";
import { AppError } from "@/lib/domain/errors";
import { authorise, type Context } from "@/lib/services/context";
import { type DefinitionKey, findDefinition } from "@/lib/store/definition-store";

interface DefinitionQuery {
  key: DefinitionKey;
  /** Only definitions of these kinds. */
  kinds?: readonly string[];
}

/** One definition; throws `not_found` outside the scope. A name is looked for in the caller's own tenant first. */
export async function getDefinition(
  ctx: Context,
  { key, kinds }: DefinitionQuery,
): Promise<Definition> {
  authorise(ctx, "jobs.read");
  const found = await findDefinition(
    ctx.db.pool,
    ctx.scope,
    kinds === undefined ? { key } : { key, kinds },
  );
  if (found !== null) return found;
  const shown = "jobId" in key ? String(key.jobId) : "name" in key ? `'${key.name}'` : key.id;
  throw new AppError("not_found", `Job ${shown.slice(0, 300)} not found`);
}
