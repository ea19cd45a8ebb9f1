import { type AlertRuleBody, putAlertRuleSchema } from "@/lib/domain/alert/alert-rule";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import { missingChannels } from "@/lib/store/alert-channels";
import { findRule, saveRule } from "@/lib/store/alert-rules";
import type { Queryable } from "@/lib/store/queryable";

/**
 * Gives the caller's tenant an alert rule of this name. It tells what happens from now on; one that was active before
 * and only changes goes on where it was.
 */
export async function putAlertRule(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = { action: "AlertRuleConfiguration", objectType: "alert-rule", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const body = parseInput(putAlertRuleSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  return auditedChange(ctx, { ...attempt, details: { ...body } }, async (tx) => {
    const before = await findRule(tx, key, { lock: true });
    if (isNew && before !== null) refuseTaken("alert rule", name);
    await refuseMissingChannels(tx, ctx, body);
    const activeSince = before?.active ? before.activeSince : ctx.now;
    await saveRule(tx, { ...key, active: body.active, activeSince, body, updatedAt: ctx.now });
    return { created: before === null };
  });
}

async function refuseMissingChannels(
  tx: Queryable,
  ctx: Context,
  { channels }: AlertRuleBody,
): Promise<void> {
  const names = channels;
  const [missing] = await missingChannels(tx, { tenantId: ctx.scope.tenantId, names });
  if (missing === undefined) return;
  throw new AppError("invalid", `'channels' must name channels that exist; '${missing}' does not`, {
    field: "channels",
  });
}
