import type { RunTransition } from "@/lib/domain/run/run-item";
import type { Context } from "@/lib/services/context";
import { selectTransitions, type TransitionRow } from "@/lib/store/transition-reads";
import { requireRun } from "./require-run";

/** The state changes of a run, oldest first; throws `not_found` outside the scope. */
export async function listTransitions(ctx: Context, runId: string): Promise<RunTransition[]> {
  await requireRun(ctx, runId);
  const rows = await selectTransitions(ctx.db.pool, ctx.scope, [runId]);
  return rows.map(transitionFrom);
}

/** A stored state change as it is shown. */
export function transitionFrom({ at, from, to, actor, reason }: TransitionRow): RunTransition {
  return { at: at.toISOString(), from, to, actor, reason };
}
