import { lockResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseWhileUsed, runsNamed } from "@/lib/services/gates/refuse-while-used";
import { definitionsUsing, deleteGate, lockGate, NAMES_READ } from "@/lib/store/gate-references";
import { selectBlockedRuns } from "@/lib/store/gate-runs";
import { selectLockHolders } from "@/lib/store/lock-store";

/** Deletes a lock of the caller's tenant; `conflict` while definitions refer to it, or runs hold it or wait for it. */
export async function deleteLock(ctx: Context, { name: given }: { name: string }): Promise<void> {
  const name = possibleGateName("lock", given);
  const attempt = { action: "LockDeletion", objectType: "lock", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { tenantId } = ctx.scope;
  const gate = { tenantId, kind: "lock", name } as const;
  await auditedChange(ctx, attempt, async (tx) => {
    if (!(await lockGate(tx, gate))) throw gateNotFound("lock", name);
    const limit = NAMES_READ;
    const waiting = { tenantId, resource: lockResource(name), limit };
    refuseWhileUsed(`The lock '${name}'`, {
      definitions: await definitionsUsing(tx, gate),
      holders: runsNamed(await selectLockHolders(tx, { ...gate, limit })),
      waitingRuns: runsNamed(await selectBlockedRuns(tx, waiting)),
    });
    await deleteGate(tx, gate);
  });
}
