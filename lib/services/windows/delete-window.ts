import { windowsReferringTo } from "@/lib/domain/gate/affected-windows";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseWhileUsed, runsNamed } from "@/lib/services/gates/refuse-while-used";
import {
  definitionsUsing,
  deleteGate,
  firstNames,
  lockGate,
  NAMES_READ,
} from "@/lib/store/gate-references";
import { queuesOfWindows } from "@/lib/store/queue-store";
import { liveRunsOfWindow, loadWindows, lockWindows } from "@/lib/store/window-store";

/** Deletes a time window of the caller's tenant; `conflict` while a definition, queue, window or run that has not started needs it. */
export async function deleteWindow(ctx: Context, { name: given }: { name: string }): Promise<void> {
  const name = possibleGateName("time window", given);
  const attempt = { action: "WindowDeletion", objectType: "window", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { tenantId } = ctx.scope;
  const gate = { tenantId, kind: "window", name } as const;
  await auditedChange(ctx, attempt, async (tx) => {
    await lockWindows(tx, tenantId);
    if (!(await lockGate(tx, gate))) throw gateNotFound("time window", name);
    const { windows } = await loadWindows(tx, tenantId);
    const limit = NAMES_READ;
    refuseWhileUsed(`The time window '${name}'`, {
      definitions: await definitionsUsing(tx, gate),
      queues: firstNames(await queuesOfWindows(tx, { tenantId, windows: [name], limit })),
      windows: firstNames(windowsReferringTo(windows, name)),
      waitingRuns: runsNamed(await liveRunsOfWindow(tx, { tenantId, name, limit })),
    });
    await deleteGate(tx, gate);
  });
}
