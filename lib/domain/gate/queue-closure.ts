/** Why a queue is closed (run-states-and-chains 4.1), the first that holds in this order. */
export const QUEUE_CLOSED_REASONS = ["HELD", "WINDOW_CLOSED", "NO_SERVER"] as const;
export type QueueClosedReason = (typeof QUEUE_CLOSED_REASONS)[number];

/** The rules of a queue that may close it. */
export interface ClosableQueue {
  held: boolean;
  /** Name of the time window it is open in; null for always. */
  window: string | null;
  /** The process servers that serve it; none named means all of them. */
  servers: readonly { server: string }[];
}

/** What is the case around a queue at one instant. */
export interface QueueSurroundings {
  /** Whether its time window is open; null when it has none. */
  windowOpen: boolean | null;
  /** When its window opens or closes next; null when that never happens, or there is no window. */
  nextWindowChange: Date | null;
  /** Names of the process servers that take runs. */
  liveServers: readonly string[];
}

/** Whether anything in a queue may start, and when time alone may change that. */
export interface QueueClosure {
  closed: boolean;
  reason: QueueClosedReason | null;
  wakeAt: Date | null;
}

/**
 * A queue is closed while it is held by hand, while its time window is closed, and while none of the process servers
 * it names is running (run-states-and-chains 4.1). A queue that names no server is served by all: it is not closed
 * when there is none, because then nobody starts anything anyway.
 */
export function queueClosure(queue: ClosableQueue, around: QueueSurroundings): QueueClosure {
  const reason = reasonOf(queue, around);
  return {
    closed: reason !== null,
    reason,
    wakeAt: queue.window === null ? null : around.nextWindowChange,
  };
}

function reasonOf(queue: ClosableQueue, around: QueueSurroundings): QueueClosedReason | null {
  if (queue.held) return "HELD";
  if (queue.window !== null && around.windowOpen !== true) return "WINDOW_CLOSED";
  const isServed =
    queue.servers.length === 0 ||
    queue.servers.some(({ server }) => around.liveServers.includes(server));
  return isServed ? null : "NO_SERVER";
}
