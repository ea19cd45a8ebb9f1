import { authorise, type Context } from "@/lib/services/context";
import { countOpenMessages as countOpen } from "@/lib/store/message-store";
import { tenantIdsOf } from "@/lib/store/run-reads";

const MOST = 10_001;

/** How many operator messages wait for a reply in the tenants the caller sees, at most 10,001. */
export async function countOpenMessages(ctx: Context): Promise<number> {
  authorise(ctx, "jobs.read");
  const tenantIds = await tenantIdsOf(ctx.db.pool, ctx.scope);
  return countOpen(ctx.db.pool, { tenantIds, most: MOST });
}
