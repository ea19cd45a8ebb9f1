import { queueResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { DEFAULT_QUEUE } from "@/lib/domain/native-api/queue-resource";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { recordGateChange } from "@/lib/store/gate-changes";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import { findQueue, saveQueue } from "@/lib/store/queue-store";
import { PLAIN_QUEUE, refuseSystemQueue } from "./built-in-queue";

/**
 * Holds a queue of the caller's tenant, or releases it. Holding stops new starts only; what runs goes on
 * (run-states-and-chains 4.1). A queue that is as wanted already stays as it is.
 */
export async function setQueueHeld(
  ctx: Context,
  { name: given, held }: { name: string; held: boolean },
): Promise<void> {
  const name = possibleGateName("queue", given);
  const action = held ? "QueueHold" : "QueueRelease";
  const attempt = { action, objectType: "queue", objectId: name };
  await requirePermission(ctx, "runs.operate", attempt);
  const key = { tenantId: ctx.scope.tenantId, name };
  await auditedChange(ctx, attempt, async (tx) => {
    refuseSystemQueue(name);
    const before = await findQueue(tx, key, { lock: true });
    if (before === null && name !== DEFAULT_QUEUE) throw gateNotFound("queue", name);
    const rules = before ?? PLAIN_QUEUE;
    if (rules.held === held) return;
    const heldBy = held ? ctx.actor.name : null;
    await saveQueue(tx, key, { rules: { ...rules, held, heldBy }, now: ctx.now });
    await refreshQueueClosures(tx, { tenantId: key.tenantId, names: [name], now: ctx.now });
    await recordGateChange(tx, { ...key, resource: queueResource(name), now: ctx.now });
  });
  ctx.hint("gates");
}
