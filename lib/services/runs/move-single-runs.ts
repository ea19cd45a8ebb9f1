import { type ActionPlan, planAction, type StateAction } from "@/lib/domain/run/run-actions";
import type { Context } from "@/lib/services/context";
import { type MovedRun, moveRuns, type RunMove } from "@/lib/store/move-runs";
import { type OperatedRun, setHoldWhenReached, wakeConductor } from "@/lib/store/operate-runs";
import type { Queryable } from "@/lib/store/queryable";

/** Why a run moved when the operator gave no reason. */
export const ACTION_REASON: Record<StateAction, string> = {
  hold: "HELD_BY_OPERATOR",
  release: "RELEASED",
  cancel: "CANCELED",
  kill: "KILLED",
  "force-unknown": "FORCED_UNKNOWN",
  disable: "DISABLED",
  enable: "ENABLED",
};

/** An action on runs as they were loaded. */
export interface SingleAction {
  action: StateAction;
  reason: string | null;
  runs: readonly OperatedRun[];
}

/** The runs it was done to, and why not to the others it is not possible for. */
interface SingleResult {
  changed: { tenantId: string; id: string }[];
  refused: { run: OperatedRun; reason: string }[];
}

type Allowed = Extract<ActionPlan, { ok: true }>;
interface PlannedRun {
  run: OperatedRun;
  plan: Allowed;
}

/**
 * Does something to runs by themselves, inside the caller's transaction, those of one role in one statement: the end of
 * a run is counted with its parent, so no statement moves both. Runs that have changed since they were loaded are in
 * neither list of the answer.
 */
export async function moveSingleRuns(
  tx: Queryable,
  ctx: Pick<Context, "now" | "actor">,
  { action, reason, runs }: SingleAction,
): Promise<SingleResult> {
  const allowed: PlannedRun[] = [];
  const refused: SingleResult["refused"] = [];
  for (const run of runs) {
    const plan = planAction(action, { ...run, isTopLevel: run.parentId === null });
    if (plan.ok) allowed.push({ run, plan });
    else refused.push({ run, reason: plan.reason });
  }
  const moving = allowed.filter(({ plan }) => plan.path.length > 0);
  const moved: MovedRun[] = [];
  for (const roles of [["job", "call"], ["step"], ["chain"]]) {
    const moves = moving
      .filter(({ run }) => roles.includes(run.role))
      .map((planned) => moveOf(planned, { action, reason }));
    moved.push(...(await moveRuns(tx, moves, { actor: ctx.actor.name, now: ctx.now })));
  }
  const flagged = allowed.filter(({ plan }) => plan.path.length === 0).map(({ run }) => run);
  const held = new Set(await setHoldWhenReached(tx, flagged, action === "hold"));
  if (action === "release") await followRelease(tx, runs, moved);
  return { changed: [...moved, ...flagged.filter(({ id }) => held.has(id))], refused };
}

function moveOf(
  { run, plan }: PlannedRun,
  { action, reason }: Pick<SingleAction, "action" | "reason">,
): RunMove {
  return {
    tenantId: run.tenantId,
    runId: run.id,
    from: [run.state],
    path: finishesAtOnce(action, run) ? [...plan.path, "Killed"] : plan.path,
    reason: reason ?? ACTION_REASON[action],
    detail: null,
  };
}

/** A run no server holds, because its endpoint works on alone, has nothing to wait for. */
function finishesAtOnce(action: StateAction, run: OperatedRun): boolean {
  return action === "kill" && run.serverId === null;
}

/** The conductor goes on with a released step; a hold that was asked for before is over. */
async function followRelease(
  tx: Queryable,
  runs: readonly OperatedRun[],
  moved: readonly MovedRun[],
): Promise<void> {
  const before = new Map(runs.map((run) => [run.id, run]));
  const released = moved.filter(({ id }) => before.get(id)?.holdWhenReached);
  await setHoldWhenReached(
    tx,
    released.map(({ tenantId, id, to }) => ({ tenantId, id, state: to })),
    false,
  );
  await wakeConductor(
    tx,
    moved.filter(({ id }) => before.get(id)?.role === "step"),
  );
}
