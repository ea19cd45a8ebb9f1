import { nextStates, RUN_STATES } from "@/lib/domain/run/run-state";

/**
 * SQL condition that is true when the state table allows `from → to`; made from the table, so that
 * no statement carries a list of states of its own.
 */
export function moveAllowedSql(from: string, to: string): string {
  const cases = RUN_STATES.filter((state) => nextStates(state).length > 0).map((state) => {
    const targets = nextStates(state).map((target) => `'${target}'`);
    return `WHEN '${state}' THEN ${to} IN (${targets.join(",")})`;
  });
  return `(CASE ${from} ${cases.join(" ")} ELSE false END)`;
}

/** SQL for the instant of the latest transition of a run; no move may be dated before the one it follows. */
export function lastMoveAtSql(run: string): string {
  return `(SELECT t.at FROM transition t WHERE t.run_id = ${run}.id ORDER BY t.seq DESC LIMIT 1)`;
}
