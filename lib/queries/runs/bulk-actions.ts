import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { BulkProgress } from "@/lib/domain/run/bulk-action";
import { authorise, type Context } from "@/lib/services/context";
import { findBulkAction, listBulkActions, progressOf } from "@/lib/store/bulk-action-store";

const SHOWN = 20;

/** How far a bulk action of the caller's tenant has come; throws `not_found`. */
export async function getBulkAction(ctx: Context, id: string): Promise<BulkProgress> {
  authorise(ctx, "jobs.read");
  const key = { tenantId: ctx.scope.tenantId, id };
  const found = isId(id) ? await findBulkAction(ctx.db.pool, key) : null;
  if (found === null) throw new AppError("not_found", "There is no such bulk action.");
  return progressOf(found);
}

/** The latest bulk actions of the caller's tenant, newest first. */
export async function latestBulkActions(ctx: Context): Promise<BulkProgress[]> {
  authorise(ctx, "jobs.read");
  const found = await listBulkActions(ctx.db.pool, ctx.scope.tenantId, SHOWN);
  return found.map(progressOf);
}
