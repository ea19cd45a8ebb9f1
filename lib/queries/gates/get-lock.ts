import { lockResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import type { LockDetail } from "@/lib/domain/native-api/lock-resource";
import { authorise, type Context } from "@/lib/services/context";
import { findLockUse, selectLockHolders } from "@/lib/store/lock-store";
import { gateRunFrom } from "./gate-run";
import { lockView } from "./list-locks";
import { waitingCounts, waitingRuns } from "./waiting-counts";

const HOLDERS_NAMED = 100;

/** One lock of the caller's tenant with who holds it and who waits; throws `not_found` when there is none of that name. */
export async function getLock(ctx: Context, given: string): Promise<LockDetail> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("lock", given);
  const { pool } = ctx.db;
  const { tenantId } = ctx.scope;
  const row = await findLockUse(pool, { tenantId, name });
  if (row === null) throw gateNotFound("lock", name);
  const resource = lockResource(name);
  const holders = await selectLockHolders(pool, { tenantId, name, limit: HOLDERS_NAMED });
  return {
    ...lockView(row, await waitingCounts(ctx, [resource])),
    holders: holders.map(({ mode, units, since, ...run }) => ({
      ...gateRunFrom(run),
      mode,
      units,
      since: since.toISOString(),
    })),
    waitingRuns: await waitingRuns(ctx, resource),
  };
}
