import { lockResource } from "@/lib/domain/gate/resource";
import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import type { LockView } from "@/lib/domain/native-api/lock-resource";
import { authorise, type Context } from "@/lib/services/context";
import { type LockUseRow, selectLocks } from "@/lib/store/lock-store";
import { namedPage } from "./named-page";
import { waitingCounts } from "./waiting-counts";

/** Locks of the caller's tenant by name, with how much of them is held and how many runs wait. */
export async function listLocks(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<LockView>> {
  authorise(ctx, "jobs.read");
  const page = await namedPage(ctx, query, (rows) => selectLocks(ctx.db.pool, rows));
  const resources = page.items.map(({ name }) => lockResource(name));
  const waiting = await waitingCounts(ctx, resources);
  return { ...page, items: page.items.map((row) => lockView(row, waiting)) };
}

/** A lock as it is shown. */
export function lockView(row: LockUseRow, waiting: (resource: string) => number): LockView {
  return {
    name: row.name,
    description: row.description,
    type: row.type,
    size: row.size,
    held: row.held,
    holderCount: row.holderCount,
    waiting: waiting(lockResource(row.name)),
    updatedAt: row.updatedAt.toISOString(),
  };
}
