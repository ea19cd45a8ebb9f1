import { LOCK_TOO_SMALL } from "@/lib/domain/gate/lock-gate";
import { EXECUTING_STATES, WAITING_STATES } from "@/lib/domain/gate/waiting-states";

/** The states in which runs wait at their gates, as a list in SQL. */
export const WAITING_SQL = `('${WAITING_STATES.join("', '")}')`;

/** The states in which the time of a run counts against its limit, as a list in SQL. */
export const EXECUTING_SQL = `('${EXECUTING_STATES.join("', '")}')`;

/** Order in which those who wait for the same thing get it (run-states-and-chains 4.3), for runs `r`. */
export const LINE_ORDER_SQL = "r.priority DESC, r.root_start_at, r.start_at, r.id";

/**
 * Condition on a run `r` that is blocked on something: it stands in the line for it. One that asks for more of a lock
 * than there is waits aside, until the lock is changed.
 */
export const IN_LINE_SQL = `r.state IN ${WAITING_SQL} AND NOT ${isAsideSql("r")}`;

/** Condition on a run: it waits for a lock to be made larger. */
export function isAsideSql(run: string): string {
  return `COALESCE(starts_with(${run}.reason, '${LOCK_TOO_SMALL}'), false)`;
}
