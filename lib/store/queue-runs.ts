import { statesIn } from "@/lib/domain/run/run-state";
import { GATE_RUN_COLUMNS, type GateRunRow } from "./gate-runs";
import type { Queryable } from "./queryable";

/** How many runs are in a queue. */
export interface QueueCounts {
  /** Runs that count against its size. */
  running: number;
  /** Runs that have not started. */
  waiting: number;
}

/** A queue whose runs are counted. */
export interface CountedQueue {
  name: string;
  countWaiting: boolean;
  countConsole: boolean;
}

interface QueueRuns {
  tenantId: string;
  /** Only runs that pass through the gates: they have indexes by queue. The others are found among all live runs. */
  isGated: boolean;
}

// The states are those of the partial indexes run_in_queue and run_waiting_in_queue, word for word.
const RUNNING = "r.state IN ('Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing')";
const WAITING = "r.state IN ('Scheduled', 'EventWait', 'QueueHeld', 'Queued', 'LockWait')";
const LIVE_STATES = statesIn("initial", "pre-running", "running");

function gated(isGated: boolean): string {
  return isGated ? "r.gated" : "true";
}

/** How many runs each of some queues has, each counted to `most`. */
export async function countRunsInQueues(
  db: Queryable,
  {
    tenantId,
    isGated,
    queues,
    most,
  }: QueueRuns & { queues: readonly CountedQueue[]; most: number },
): Promise<Map<string, QueueCounts>> {
  if (queues.length === 0) return new Map();
  const inQueue = `SELECT FROM run r WHERE r.tenant_id = $1 AND r.queue = q.name AND ${gated(isGated)}`;
  const { rows } = await db.query<QueueCounts & { name: string }>(
    `SELECT q.name, i.running, w.waiting
     FROM unnest($2::text[], $3::boolean[], $4::boolean[]) AS q(name, count_waiting, count_console),
     LATERAL (SELECT count(*)::int AS running FROM (${inQueue} AND ${RUNNING}
       AND (q.count_waiting OR r.state <> 'Waiting') AND (q.count_console OR r.state <> 'Console') LIMIT $5) AS o) AS i,
     LATERAL (SELECT count(*)::int AS waiting FROM (${inQueue} AND ${WAITING} LIMIT $5) AS o) AS w`,
    [
      tenantId,
      queues.map((queue) => queue.name),
      queues.map((queue) => queue.countWaiting),
      queues.map((queue) => queue.countConsole),
      most,
    ],
  );
  return new Map(rows.map(({ name, ...counts }) => [name, counts]));
}

/** The runs of a queue that have started and not ended, and those about to start; oldest first. */
export async function selectRunningInQueue(
  db: Queryable,
  { tenantId, isGated, queue, limit }: QueueRuns & { queue: string; limit: number },
): Promise<GateRunRow[]> {
  const { rows } = await db.query<GateRunRow>(
    `SELECT ${GATE_RUN_COLUMNS} FROM run r WHERE r.tenant_id = $1 AND r.queue = $2 AND ${gated(isGated)} AND ${RUNNING}
     ORDER BY r.id LIMIT $3`,
    [tenantId, queue, limit],
  );
  return rows;
}

/** Some runs of a queue that have not ended, gated or not. */
export async function liveRunsInQueue(
  db: Queryable,
  { tenantId, queue, limit }: { tenantId: string; queue: string; limit: number },
): Promise<{ jobName: string; jobCount: string }[]> {
  const { rows } = await db.query<{ jobName: string; jobCount: string }>(
    `SELECT r.job_name AS "jobName", r.job_count AS "jobCount" FROM run r
     WHERE r.tenant_id = $1 AND r.queue = $2 AND r.state = ANY($3::run_state[]) LIMIT $4`,
    [tenantId, queue, LIVE_STATES, limit],
  );
  return rows;
}
