import { eventResource } from "@/lib/domain/gate/resource";
import type { EventDetail } from "@/lib/domain/native-api/event-resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import { authorise, type Context } from "@/lib/services/context";
import { findEvent, selectOccurrences } from "@/lib/store/event-store";
import { eventView } from "./list-events";
import { waitingCounts, waitingRuns } from "./waiting-counts";

const HISTORY = 20;

/** One event of the caller's tenant with its latest raisings and who waits; throws `not_found` when there is none of that name. */
export async function getEvent(ctx: Context, given: string): Promise<EventDetail> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("event", given);
  const { pool } = ctx.db;
  const key = { tenantId: ctx.scope.tenantId, name };
  const row = await findEvent(pool, key);
  if (row === null) throw gateNotFound("event", name);
  const resource = eventResource(name);
  const history = await selectOccurrences(pool, { ...key, limit: HISTORY });
  return {
    ...eventView(row, await waitingCounts(ctx, [resource])),
    history: history.map(({ raisedAt, clearedAt, ...occurrence }) => ({
      ...occurrence,
      raisedAt: raisedAt.toISOString(),
      clearedAt: isoOrNull(clearedAt),
    })),
    waitingRuns: await waitingRuns(ctx, resource),
  };
}
