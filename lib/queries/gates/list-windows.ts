import { windowResource } from "@/lib/domain/gate/resource";
import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import type { WindowView } from "@/lib/domain/native-api/window-resource";
import { authorise, type Context } from "@/lib/services/context";
import { loadWindowLookup, selectWindows } from "@/lib/store/window-store";
import { namedPage } from "./named-page";
import { waitingCounts } from "./waiting-counts";
import { windowView } from "./window-view";

/** Time windows of the caller's tenant by name, with whether they are open. */
export async function listWindows(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<WindowView>> {
  authorise(ctx, "jobs.read");
  const { pool } = ctx.db;
  const page = await namedPage(ctx, query, (rows) => selectWindows(pool, rows));
  const lookup = await loadWindowLookup(pool, ctx.scope.tenantId);
  const resources = page.items.map(({ name }) => windowResource(name));
  const around = { now: ctx.now, lookup, waiting: await waitingCounts(ctx, resources) };
  return { ...page, items: page.items.map((row) => windowView(row, around)) };
}
