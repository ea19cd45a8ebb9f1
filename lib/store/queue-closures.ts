import {
  type QueueClosure,
  type QueueSurroundings,
  queueClosure,
} from "@/lib/domain/gate/queue-closure";
import { queueResource } from "@/lib/domain/gate/resource";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import { isWindowOpen, nextChange } from "@/lib/domain/schedule/window-openings";
import { recordGateChanges } from "./gate-changes";
import { liveServerNames } from "./live-servers";
import type { Queryable } from "./queryable";
import { lockQueues, type QueueRow } from "./queue-store";
import { loadWindowLookup } from "./window-store";

interface RefreshRequest {
  tenantId: string;
  /** Null for all queues of the tenant. */
  names: readonly string[] | null;
  now: Date;
}

/**
 * Computes anew whether queues are closed, and until when that may stand, and records a gate change for each that
 * opened or closed. The queues are held first and their windows and servers read afterwards: of two refreshes at the
 * same moment the later one sees what the earlier one's transaction has changed. Answers the names of those that opened
 * or closed.
 */
export async function refreshQueueClosures(
  tx: Queryable,
  { tenantId, names, now }: RefreshRequest,
): Promise<string[]> {
  const queues = await lockQueues(tx, { tenantId, names });
  if (queues.length === 0) return [];
  const hasWindow = queues.some((queue) => queue.window !== null);
  const lookup = hasWindow ? await loadWindowLookup(tx, tenantId) : null;
  const liveServers = await liveServerNames(tx);
  const changed: string[] = [];
  for (const queue of queues) {
    const closure = queueClosure(queue, { ...windowOf(queue, lookup, now), liveServers });
    if (isStored(queue, closure)) continue;
    await storeClosure(tx, queue, { closure, now });
    if (queue.closed !== closure.closed) changed.push(queue.name);
  }
  await recordGateChanges(tx, { tenantId, now }, changed.map(queueResource));
  return changed;
}

/** What the window of a queue says; one that cannot be found is not open. */
function windowOf(
  { window: name }: QueueRow,
  lookup: WindowLookup | null,
  now: Date,
): Omit<QueueSurroundings, "liveServers"> {
  if (name === null || lookup === null) return { windowOpen: null, nextWindowChange: null };
  const window = lookup.window(name);
  if (window === null) return { windowOpen: false, nextWindowChange: null };
  return {
    windowOpen: isWindowOpen(window, now, lookup),
    nextWindowChange: nextChange(window, now, lookup),
  };
}

function isStored(queue: QueueRow, { closed, reason, wakeAt }: QueueClosure): boolean {
  return (
    queue.closed === closed &&
    queue.closedReason === reason &&
    queue.wakeAt?.getTime() === wakeAt?.getTime()
  );
}

async function storeClosure(
  tx: Queryable,
  queue: QueueRow,
  { closure, now }: { closure: QueueClosure; now: Date },
): Promise<void> {
  const since = closure.closed ? (queue.closedSince ?? now) : null;
  await tx.query(
    `UPDATE queue SET closed = $3, closed_reason = $4, closed_since = $5, wake_at = $6
     WHERE tenant_id = $1 AND name = $2`,
    [queue.tenantId, queue.name, closure.closed, closure.reason, since, closure.wakeAt],
  );
}
