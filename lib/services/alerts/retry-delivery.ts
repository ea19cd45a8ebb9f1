import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { findDelivery, retryDelivery } from "@/lib/store/alert-deliveries";

/** Has a message sent again that was given up, or passed over because its channel was off; `conflict` for any other. */
export async function retryAlertDelivery(ctx: Context, { id }: { id: string }): Promise<void> {
  const objectId = isId(id) ? id : null;
  const attempt = { action: "AlertDeliveryRetry", objectType: "alert-delivery", objectId };
  await requirePermission(ctx, "runs.operate", attempt);
  await auditedChange(ctx, attempt, async (tx) => {
    const delivery = isId(id) ? await findDelivery(tx, ctx.scope, id) : null;
    if (delivery === null) throw deliveryNotFound(id);
    if (await retryDelivery(tx, id, ctx.now)) return;
    throw new AppError(
      "conflict",
      "Only a message that was given up or passed over is sent again.",
    );
  });
}

function deliveryNotFound(id: string): AppError {
  return new AppError("not_found", `There is no message ${id.slice(0, 64)}.`);
}
