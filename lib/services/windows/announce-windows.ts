import { windowResource } from "@/lib/domain/gate/resource";
import type { Context } from "@/lib/services/context";
import { recordGateChanges } from "@/lib/store/gate-changes";
import type { Queryable } from "@/lib/store/queryable";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import { queuesOfWindows } from "@/lib/store/queue-store";

/**
 * Has runs that wait for windows looked at anew, and opens or closes the queues that are open in them; in the
 * transaction that changes the windows.
 */
export async function announceWindows(
  ctx: Context,
  tx: Queryable,
  names: readonly string[],
): Promise<void> {
  const { tenantId } = ctx.scope;
  await recordGateChanges(tx, { tenantId, now: ctx.now }, names.map(windowResource));
  const queues = await queuesOfWindows(tx, { tenantId, windows: names, limit: null });
  if (queues.length > 0) await refreshQueueClosures(tx, { tenantId, names: queues, now: ctx.now });
}
