import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { BulkProgress } from "@/lib/domain/run/bulk-action";
import { authorise, type Context } from "@/lib/services/context";
import { findBulkAction, progressOf } from "@/lib/store/bulk-action-store";
import { inTransaction } from "@/lib/store/queryable";
import { endAudited } from "./work-on-bulk-actions";

/**
 * Stops a bulk action before its next batch; what was done stays done. Throws `not_found`, and `conflict` when it has
 * ended.
 */
export async function cancelBulkAction(ctx: Context, id: string): Promise<BulkProgress> {
  authorise(ctx, "runs.operate");
  const key = { tenantId: ctx.scope.tenantId, id };
  const found = isId(id) ? await findBulkAction(ctx.db.pool, key) : null;
  if (found === null) throw new AppError("not_found", "There is no such bulk action.");
  const ended = await inTransaction(ctx.db.pool, (tx) =>
    endAudited(tx, ctx, { bulk: key, how: { state: "canceled" } }),
  );
  if (ended === null) throw new AppError("conflict", "It has ended already.");
  return progressOf(ended);
}
