import { eventResource } from "@/lib/domain/gate/resource";
import type { EventView } from "@/lib/domain/native-api/event-resource";
import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import { authorise, type Context } from "@/lib/services/context";
import { type EventRow, selectEvents } from "@/lib/store/event-store";
import { namedPage } from "./named-page";
import { waitingCounts } from "./waiting-counts";

/** Events of the caller's tenant by name, with whether they are raised and how many runs wait. */
export async function listEvents(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<EventView>> {
  authorise(ctx, "jobs.read");
  const page = await namedPage(ctx, query, (rows) => selectEvents(ctx.db.pool, rows));
  const resources = page.items.map(({ name }) => eventResource(name));
  const waiting = await waitingCounts(ctx, resources);
  return { ...page, items: page.items.map((row) => eventView(row, waiting)) };
}

/** An event as it is shown. */
export function eventView(row: EventRow, waiting: (resource: string) => number): EventView {
  return {
    name: row.name,
    description: row.description,
    raised: row.raisedAt !== null,
    pending: row.pending,
    raisedAt: isoOrNull(row.raisedAt),
    raisedBy: row.raisedBy,
    comment: row.comment,
    waiting: waiting(eventResource(row.name)),
    updatedAt: row.updatedAt.toISOString(),
  };
}
