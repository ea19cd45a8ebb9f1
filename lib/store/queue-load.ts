import { QUEUE_LIMITED_SQL } from "./submittable-definitions";

/** True when the queue of a run keeps runs back one by one, whatever the run itself says. */
export function queueLimitedSql(run: string): string {
  return `EXISTS (SELECT FROM queue q WHERE q.tenant_id = ${run}.tenant_id AND q.name = ${run}.queue AND ${QUEUE_LIMITED_SQL})`;
}

/**
 * Condition on a run `r`: it is in its queue, in a state that may count against the size. Word for word that of the
 * partial index run_in_queue. Steps of chains stand for their calls and take no place.
 */
export const IN_QUEUE_SQL =
  "r.gated AND r.state IN ('Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing') AND r.role <> 'step'";

/** How many runs count against the size of a queue `q` (run-states-and-chains 4.1). */
export const QUEUE_LOAD_SQL = `(SELECT count(*) FROM run r WHERE r.tenant_id = q.tenant_id AND r.queue = q.name AND ${IN_QUEUE_SQL}
  AND (q.count_waiting OR r.state <> 'Waiting') AND (q.count_console OR r.state <> 'Console'))`;
