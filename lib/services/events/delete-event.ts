import { eventResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseWhileUsed, runsNamed } from "@/lib/services/gates/refuse-while-used";
import { deleteEvent as removeEvent } from "@/lib/store/event-store";
import { definitionsUsing, lockGate, NAMES_READ } from "@/lib/store/gate-references";
import { selectBlockedRuns } from "@/lib/store/gate-runs";

/** Deletes an event of the caller's tenant with its raisings; `conflict` while definitions refer to it or runs wait for it. */
export async function deleteEvent(ctx: Context, { name: given }: { name: string }): Promise<void> {
  const name = possibleGateName("event", given);
  const attempt = { action: "EventDeletion", objectType: "event", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { tenantId } = ctx.scope;
  const gate = { tenantId, kind: "event", name } as const;
  await auditedChange(ctx, attempt, async (tx) => {
    if (!(await lockGate(tx, gate))) throw gateNotFound("event", name);
    const waiting = { tenantId, resource: eventResource(name), limit: NAMES_READ };
    refuseWhileUsed(`The event '${name}'`, {
      definitions: await definitionsUsing(tx, gate),
      waitingRuns: runsNamed(await selectBlockedRuns(tx, waiting)),
    });
    await removeEvent(tx, { tenantId, name });
  });
}
