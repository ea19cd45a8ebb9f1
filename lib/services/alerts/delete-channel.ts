import { AppError } from "@/lib/domain/errors";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { deleteChannelRow, findChannel } from "@/lib/store/alert-channels";
import { rulesTelling } from "@/lib/store/alert-rules";

/** Deletes an alert channel of the caller's tenant; `conflict` while rules tell it. */
export async function deleteAlertChannel(
  ctx: Context,
  { name: given }: { name: string },
): Promise<void> {
  const name = possibleGateName("alert channel", given);
  const attempt = { action: "AlertChannelDeletion", objectType: "alert-channel", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const key = { tenantId: ctx.scope.tenantId, name };
  await auditedChange(ctx, attempt, async (tx) => {
    if ((await findChannel(tx, key, { lock: true })) === null) {
      throw gateNotFound("alert channel", name);
    }
    const { tenantId } = key;
    const { names, hasMore } = await rulesTelling(tx, { tenantId, channel: name });
    if (names.length > 0) {
      const rules = `${names.join(", ")}${hasMore ? " and others" : ""}`;
      const message = `The channel '${name}' cannot be deleted while rules tell it: ${rules}.`;
      throw new AppError("conflict", message, { details: { rules: names } });
    }
    await deleteChannelRow(tx, key);
  });
}
