import { type GateRun, MOST_COUNTED, RUNS_NAMED } from "@/lib/domain/native-api/gate-resources";
import type { Context } from "@/lib/services/context";
import { countBlockedRuns, selectBlockedRuns } from "@/lib/store/gate-runs";
import { gateRunFrom } from "./gate-run";

/** How many runs of the caller's tenant wait for each of some resources, at most 10,001. */
export async function waitingCounts(
  ctx: Context,
  resources: readonly string[],
): Promise<(resource: string) => number> {
  const { tenantId } = ctx.scope;
  const counts = await countBlockedRuns(ctx.db.pool, { tenantId, resources, most: MOST_COUNTED });
  return (resource) => counts.get(resource) ?? 0;
}

/** The runs of the caller's tenant that wait for a resource, next to start first. */
export async function waitingRuns(ctx: Context, resource: string): Promise<GateRun[]> {
  const { tenantId } = ctx.scope;
  const rows = await selectBlockedRuns(ctx.db.pool, { tenantId, resource, limit: RUNS_NAMED });
  return rows.map(gateRunFrom);
}
