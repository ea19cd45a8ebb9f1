import { queueResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { RUNS_NAMED } from "@/lib/domain/native-api/gate-resources";
import type { QueueDetail } from "@/lib/domain/native-api/queue-resource";
import { authorise, type Context } from "@/lib/services/context";
import { selectRunningInQueue } from "@/lib/store/queue-runs";
import { selectQueues } from "@/lib/store/queue-store";
import { gateRunFrom } from "./gate-run";
import { isLimited, queueViews } from "./queue-view";
import { waitingCounts, waitingRuns } from "./waiting-counts";

/** One queue of the caller's tenant with the runs in it; throws `not_found` when there is none of that name. */
export async function getQueue(ctx: Context, given: string): Promise<QueueDetail> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("queue", given);
  const { pool } = ctx.db;
  const { tenantId } = ctx.scope;
  const rows = await selectQueues(pool, { tenantId, name, limit: 1 });
  const [view] = await queueViews(pool, tenantId, rows);
  if (view === undefined) throw gateNotFound("queue", name);
  const resource = queueResource(name);
  const running = { tenantId, isGated: isLimited(view), queue: name, limit: RUNS_NAMED };
  const blocked = await waitingCounts(ctx, [resource]);
  return {
    ...view,
    blocked: blocked(resource),
    runningRuns: (await selectRunningInQueue(pool, running)).map(gateRunFrom),
    waitingRuns: await waitingRuns(ctx, resource),
  };
}
