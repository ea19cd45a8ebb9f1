/** What of a queue decides whether one more run may start (run-states-and-chains 4.1). */
export interface QueueRules {
  /** Held by hand, its window closed, or none of its servers running. */
  closed: boolean;
  closedReason: string | null;
  /** Runs executing at once; null for any number. */
  size: number | null;
  /** Runs with a lower priority do not start. */
  holdLevel: number | null;
  countWaiting: boolean;
  countConsole: boolean;
  /** Process servers that serve it, each with its own size; none named means all of them. */
  servers: readonly { server: string; size: number | null }[];
}

/** How many runs of a queue are in which state. */
export interface QueueLoad {
  /** Dispatched, Assigned, Running or Killing. */
  running: number;
  waiting: number;
  console: number;
  /** Running ones by the name of their process server. */
  byServer: ReadonlyMap<string, number>;
}

/** Why the queue keeps a run of this priority back altogether, or null when it is open for it. */
export function queueHoldReason(queue: QueueRules, priority: number): string | null {
  if (queue.closed) return queue.closedReason ?? "HELD";
  return queue.holdLevel !== null && priority < queue.holdLevel ? "HOLD_LEVEL" : null;
}

/** True when the queue has a place for one more run, on whichever of its process servers. */
export function hasPlace(queue: QueueRules, load: QueueLoad): boolean {
  const counted =
    load.running +
    (queue.countWaiting ? load.waiting : 0) +
    (queue.countConsole ? load.console : 0);
  if (queue.size !== null && counted >= queue.size) return false;
  return (
    queue.servers.length === 0 || queue.servers.some(({ server }) => serves(queue, load, server))
  );
}

/** True when the queue has a place for one more run on this process server; the tightest limit counts (4.1). */
export function hasRoom(queue: QueueRules, load: QueueLoad, server: string): boolean {
  return hasPlace(queue, load) && serves(queue, load, server);
}

function serves(queue: QueueRules, load: QueueLoad, server: string): boolean {
  if (queue.servers.length === 0) return true;
  const provider = queue.servers.find((entry) => entry.server === server);
  if (!provider) return false;
  return provider.size === null || (load.byServer.get(server) ?? 0) < provider.size;
}
