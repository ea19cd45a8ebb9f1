import { windowsOfCalendar } from "@/lib/domain/gate/affected-windows";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { refuseWhileUsed } from "@/lib/services/gates/refuse-while-used";
import { definitionsUsing, deleteGate, firstNames, lockGate } from "@/lib/store/gate-references";
import { loadWindows, lockWindows } from "@/lib/store/window-store";

/** Deletes a calendar of the caller's tenant; `conflict` while a definition or a time window refers to it. */
export async function deleteCalendar(
  ctx: Context,
  { name: given }: { name: string },
): Promise<void> {
  const name = possibleGateName("calendar", given);
  const attempt = { action: "CalendarDeletion", objectType: "calendar", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const { tenantId } = ctx.scope;
  const gate = { tenantId, kind: "calendar", name } as const;
  await auditedChange(ctx, attempt, async (tx) => {
    await lockWindows(tx, tenantId);
    if (!(await lockGate(tx, gate))) throw gateNotFound("calendar", name);
    const { windows } = await loadWindows(tx, tenantId);
    refuseWhileUsed(`The calendar '${name}'`, {
      definitions: await definitionsUsing(tx, gate),
      windows: firstNames(windowsOfCalendar(windows, name)),
    });
    await deleteGate(tx, gate);
  });
}
