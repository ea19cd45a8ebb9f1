import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { findRule, saveRule } from "@/lib/store/alert-rules";

/** Pauses an alert rule, or has it go on; what happened in between is never told. */
export async function setAlertRuleActive(
  ctx: Context,
  { name: given, active }: { name: string; active: boolean },
): Promise<void> {
  const name = possibleGateName("alert rule", given);
  const action = active ? "AlertRuleResumption" : "AlertRulePause";
  const attempt = { action, objectType: "alert-rule", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const key = { tenantId: ctx.scope.tenantId, name };
  await auditedChange(ctx, attempt, async (tx) => {
    const rule = await findRule(tx, key, { lock: true });
    if (rule === null) throw gateNotFound("alert rule", name);
    if (rule.active === active) return;
    const activeSince = active ? ctx.now : rule.activeSince;
    const body = { ...rule.body, active };
    await saveRule(tx, { ...rule, body, active, activeSince, updatedAt: ctx.now });
  });
}
