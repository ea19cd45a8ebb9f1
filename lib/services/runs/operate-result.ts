import type { RunState } from "@/lib/domain/run/run-state";
import type { Context } from "@/lib/services/context";
import { findOperatedRuns } from "@/lib/store/operate-runs";
import type { Queryable } from "@/lib/store/queryable";

/** A run that was left as it is; `state` is null for one that is not there. */
export interface RefusedRun {
  id: string;
  state: RunState | null;
  /** Why, in a sentence. */
  message: string;
}

/** What became of each run asked for. */
export interface ActOnRunsResult {
  changed: string[];
  refused: RefusedRun[];
}

/** The answer about a run the caller cannot see. */
export function unknownRun(id: string): RefusedRun {
  return { id, state: null, message: `There is no run ${id.slice(0, 64)}.` };
}

/** The answers about runs that others changed at the same moment, with the states they are in now. */
export async function changedMeanwhile(
  tx: Queryable,
  ctx: Pick<Context, "scope">,
  ids: readonly string[],
): Promise<RefusedRun[]> {
  if (ids.length === 0) return [];
  const now = await findOperatedRuns(tx, ctx.scope, ids);
  const states = new Map(now.map((run) => [run.id, run.state]));
  return ids.map((id) => {
    const state = states.get(id);
    if (state === undefined) return unknownRun(id);
    const message = `It became ${state} at the same moment, by somebody else or by itself; nothing was done to it.`;
    return { id, state, message };
  });
}
