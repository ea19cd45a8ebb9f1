import { queueResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import { RUNS_NAMED } from "@/lib/domain/native-api/gate-resources";
import type { QueueDetail } from "@/lib/domain/native-api/queue-resource";
import { authorise, type Context } from "@/lib/services/context";
import { selectBlockedRuns } from "@/lib/store/gate-runs";
import { selectRunningInQueue } from "@/lib/store/queue-runs";
import { selectQueues } from "@/lib/store/queue-store";
import { gateRunFrom } from "./gate-run";
import { isBuiltIn, queueViews } from "./queue-view";

/** One queue of the caller's tenant with the runs in it; throws `not_found` when there is none of that name. */
export async function getQueue(ctx: Context, given: string): Promise<QueueDetail> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("queue", given);
  const { pool } = ctx.db;
  const { tenantId } = ctx.scope;
  const [view] = await queueViews(
    pool,
    tenantId,
    await selectQueues(pool, { tenantId, name, limit: 1 }),
  );
  if (view === undefined) {
    throw gateNotFound("queue", name);
  }
  const limit = RUNS_NAMED;
  const [running, waiting] = await Promise.all([
    selectRunningInQueue(pool, { tenantId, isGated: !isBuiltIn(name), queue: name, limit }),
    selectBlockedRuns(pool, { tenantId, resource: queueResource(name), limit }),
  ]);
  return {
    ...view,
    runningRuns: running.map(gateRunFrom),
    waitingRuns: waiting.map(gateRunFrom),
  };
}
