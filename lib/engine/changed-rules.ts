import { queueResource } from "@/lib/domain/gate/resource";
import {
  examineRunsOfQueues,
  examineRunsOfWindows,
  gateRunsOfQueues,
  lockRunsLetIn,
} from "@/lib/store/examine-runs";
import { recordGateChange } from "@/lib/store/gate-changes";
import { moveRuns } from "@/lib/store/move-runs";
import { lockNeverRuns } from "@/lib/store/never-runs";
import type { Queryable } from "@/lib/store/queryable";
import type { NamedGate } from "@/lib/store/waking";
import { seekStarts } from "./seek-starts";

const ACTOR = "gatekeeper";

/**
 * What changed rules of queues mean for runs that do not wait for them: those without gates get some, those that have
 * come further than their queue lets them now are examined. Answers how many; goes on with the next of them later.
 */
export async function examineQueues(
  tx: Queryable,
  queues: readonly NamedGate[],
  now: Date,
): Promise<number> {
  const hasMore = await gateRunsOfQueues(tx, queues);
  const examined = await examineRunsOfQueues(tx, queues);
  if (!hasMore && examined === 0) return 0;
  await tellAgain(tx, queues, now);
  return examined + 1;
}

/** Runs behind the last for whom there is a place wait for one from now on: their queue is open (row 28). */
export async function letIn(
  tx: Queryable,
  queues: readonly NamedGate[],
  now: Date,
): Promise<number> {
  const runs = await lockRunsLetIn(tx, queues);
  if (runs.length === 0) return 0;
  const moves = runs.map(({ tenantId, id, queue }) => ({
    ...{ tenantId, runId: id, blockedOn: queueResource(queue), detail: null },
    from: ["QueueHeld"] as const,
    path: ["Queued"] as const,
    reason: `QUEUE_FULL: ${queue}`,
  }));
  await moveRuns(tx, moves, { actor: ACTOR, now });
  await tellAgain(tx, queues, now);
  return runs.length;
}

/** Runs that wait in or for a window are examined; those without a start have one where there is one now (row 36). */
export async function examineWindows(
  tx: Queryable,
  windows: readonly NamedGate[],
  now: Date,
): Promise<number> {
  const examined = await examineRunsOfWindows(tx, windows);
  const never = await lockNeverRuns(tx, windows);
  const left = await seekStarts(tx, never, { actor: ACTOR, reason: "WINDOW_CHANGED", now });
  return examined + never.length - left.length;
}

async function tellAgain(tx: Queryable, queues: readonly NamedGate[], now: Date): Promise<void> {
  for (const { tenantId, name } of queues)
    await recordGateChange(tx, { tenantId, resource: queueResource(name), now });
}
