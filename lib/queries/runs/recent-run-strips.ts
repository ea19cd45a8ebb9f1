import { isId } from "@/lib/domain/ids";
import type { RunTransition } from "@/lib/domain/run/run-item";
import { MAX_PAGE } from "@/lib/domain/run/run-query";
import { authorise, type Context } from "@/lib/services/context";
import { selectTransitions } from "@/lib/store/transition-reads";
import { transitionFrom } from "./list-transitions";

/** The state changes of the runs of one page, by run; a run out of the scope has none. */
export async function recentRunStrips(
  ctx: Context,
  runIds: readonly string[],
): Promise<Record<string, RunTransition[]>> {
  authorise(ctx, "jobs.read");
  const ids = runIds.filter(isId).slice(0, MAX_PAGE);
  const strips: Record<string, RunTransition[]> = Object.fromEntries(ids.map((id) => [id, []]));
  for (const row of await selectTransitions(ctx.db.pool, ctx.scope, ids))
    strips[row.runId]?.push(transitionFrom(row));
  return strips;
}
