import { MOST_COUNTED } from "@/lib/domain/native-api/gate-resources";
import { BUILT_IN_QUEUES, type QueueView } from "@/lib/domain/native-api/queue-resource";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import type { Queryable } from "@/lib/store/queryable";
import { countRunsInQueues, type QueueCounts } from "@/lib/store/queue-runs";
import type { ListedQueueRow } from "@/lib/store/queue-store";

type QueueLimits = Pick<QueueView, "closed" | "size" | "holdLevel" | "window" | "servers">;

/** True for queues that may keep runs back: all their runs pass through the gates. Runs of the others need not. */
export function isLimited({ closed, size, holdLevel, window, servers }: QueueLimits): boolean {
  const limits = [size, holdLevel, window].some((limit) => limit !== null);
  return closed || limits || servers.length > 0;
}

/** Queues as they are shown, with how many runs they have. */
export async function queueViews(
  db: Queryable,
  tenantId: string,
  rows: readonly ListedQueueRow[],
): Promise<QueueView[]> {
  const count = (isGated: boolean) =>
    countRunsInQueues(db, {
      tenantId,
      isGated,
      queues: rows.filter((row) => isLimited(row) === isGated),
      most: MOST_COUNTED,
    });
  const counts = new Map([...(await count(true)), ...(await count(false))]);
  return rows.map((row) => viewFrom(row, counts.get(row.name) ?? { running: 0, waiting: 0 }));
}

function viewFrom(row: ListedQueueRow, { running, waiting }: QueueCounts): QueueView {
  return {
    name: row.name,
    description: row.description,
    builtIn: BUILT_IN_QUEUES.includes(row.name),
    size: row.size,
    holdLevel: row.holdLevel,
    held: row.held,
    heldBy: row.heldBy,
    window: row.window,
    countWaiting: row.countWaiting,
    countConsole: row.countConsole,
    servers: row.servers,
    closed: row.closed,
    closedReason: row.closedReason,
    closedSince: isoOrNull(row.closedSince),
    nextWindowChange: isoOrNull(row.wakeAt),
    running,
    waiting,
    updatedAt: isoOrNull(row.updatedAt),
  };
}
