import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { deleteRule } from "@/lib/store/alert-rules";

/** Deletes an alert rule of the caller's tenant with the alerts it has raised; messages that were put down are still sent. */
export async function deleteAlertRule(
  ctx: Context,
  { name: given }: { name: string },
): Promise<void> {
  const name = possibleGateName("alert rule", given);
  const attempt = { action: "AlertRuleDeletion", objectType: "alert-rule", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  await auditedChange(ctx, attempt, async (tx) => {
    const isGone = await deleteRule(tx, { tenantId: ctx.scope.tenantId, name });
    if (!isGone) throw gateNotFound("alert rule", name);
  });
}
