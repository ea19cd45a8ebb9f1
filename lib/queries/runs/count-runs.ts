import type { RunState } from "@/lib/domain/run/run-state";
import { authorise, type Context } from "@/lib/services/context";
import { countRunsByState } from "@/lib/store/run-counts";
import { definitionsNamed, tenantIdsOf } from "@/lib/store/run-reads";

export interface RunCount {
  count: number;
  /** By state; states without a run are left out. */
  states: Partial<Record<RunState, number>>;
}

/** How many runs of the scope there are: exact, and without going through the history. */
export async function countRuns(
  ctx: Context,
  query: { state?: readonly RunState[] | undefined; definition?: string | undefined } = {},
): Promise<RunCount> {
  authorise(ctx, "jobs.read");
  const { pool } = ctx.db;
  const tenantIds = await tenantIdsOf(pool, ctx.scope);
  const definitions = query.definition
    ? await definitionsNamed(pool, tenantIds, query.definition)
    : undefined;
  const states = query.state && query.state.length > 0 ? query.state : undefined;
  const counts = await countRunsByState(pool, { tenantIds, states, definitions });
  const count = [...counts.values()].reduce((sum, runs) => sum + runs, 0);
  return { count, states: Object.fromEntries(counts) };
}
