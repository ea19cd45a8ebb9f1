import { isId } from "@/lib/domain/ids";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { MAX_PAGE } from "@/lib/domain/run/run-query";
import { authorise, type Context } from "@/lib/services/context";
import { tenantIdsOf } from "@/lib/store/run-reads";
import { findRuns } from "@/lib/store/selected-runs";
import { runItemsFrom } from "./run-items";

/** Runs of the scope by their ids, at most a page of them, newest first; unknown ids are left out. */
export async function listRunsById(
  ctx: Context,
  runIds: readonly string[],
): Promise<RunListItem[]> {
  authorise(ctx, "jobs.read");
  const ids = runIds.filter(isId).slice(0, MAX_PAGE);
  if (ids.length === 0) return [];
  const { rows } = await findRuns(ctx.db.pool, {
    selection: { tenantIds: await tenantIdsOf(ctx.db.pool, ctx.scope), runIds: ids },
    direction: "older",
    from: null,
    limit: ids.length,
  });
  return runItemsFrom(ctx, rows);
}
