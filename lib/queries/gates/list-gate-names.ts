import { authorise, type Context } from "@/lib/services/context";
import { type GateKind, selectGateNames } from "@/lib/store/gate-references";

const MOST = 500;

/** Names of the gates of a kind the caller's tenant has, at most 500: what a form offers. */
export async function listGateNames(ctx: Context, kind: GateKind): Promise<string[]> {
  authorise(ctx, "jobs.read");
  return selectGateNames(ctx.db.pool, { tenantId: ctx.scope.tenantId, kind, limit: MOST });
}
