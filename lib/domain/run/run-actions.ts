import {
  type ChainMember,
  planDisable,
  planEnable,
  planHold,
  planRelease,
} from "@/lib/domain/chain/operator-plan";
import { isFinal, type RunState, stageOf } from "./run-state";

/** What an operator can do to a run as it stands, in the order it is shown (run-states-and-chains 5). */
export const RUN_ACTIONS = [
  "hold",
  "release",
  "cancel",
  "kill",
  "force-unknown",
  "disable",
  "enable",
  "edit",
  "reply",
  "restart",
  "delete",
] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

/** The actions that change where a run stands; the others change its values, or concern runs that have ended. */
export const STATE_ACTIONS = [
  "hold",
  "release",
  "cancel",
  "kill",
  "force-unknown",
  "disable",
  "enable",
] as const satisfies readonly RunAction[];
export type StateAction = (typeof STATE_ACTIONS)[number];

/** The actions that can be asked of many runs at once. */
export const BULK_RUN_ACTIONS = [
  ...STATE_ACTIONS,
  "restart",
  "delete",
] as const satisfies readonly RunAction[];
export type BulkRunAction = (typeof BULK_RUN_ACTIONS)[number];

/** What an action depends on. */
export interface ActionRun {
  state: RunState;
  /** job, chain, step or call */
  role: string;
  /** It becomes Held when its turn comes. */
  holdWhenReached: boolean;
  /** Part of no chain: a job, or a chain that is not nested in another. */
  isTopLevel: boolean;
}

/** The walk an action makes, which may be empty, and the hold flag afterwards; or why it cannot be done, in a sentence. */
export type ActionPlan =
  | { ok: true; path: readonly RunState[]; holdWhenReached: boolean }
  | { ok: false; reason: string };

/**
 * THE truth about what an operator may do to a run: services, the refusals of the API and the buttons all ask here.
 * What a stop does to the runs below a chain or step is said by lib/domain/chain/stop-plan.ts.
 */
export function planAction(action: RunAction, run: ActionRun): ActionPlan {
  switch (action) {
    case "hold":
      return planHold(memberFrom(run));
    case "release":
      return planRelease(memberFrom(run));
    case "disable":
      return run.isTopLevel ? refuse(run, ONLY_MEMBERS) : planDisable(memberFrom(run));
    case "enable":
      return run.isTopLevel ? refuse(run, ONLY_MEMBERS) : planEnable(memberFrom(run));
    case "cancel":
      return planCancel(run);
    case "kill":
      return planKill(run);
    case "force-unknown":
      return planForceUnknown(run);
    case "edit":
      return planEdit(run);
    case "reply":
      return run.state === "Console" ? still(run) : refuse(run, "it asks nothing");
    case "restart":
      return planRestart(run);
    case "delete":
      return planDelete(run);
  }
}

/** True when the action may be done to the run as it stands. */
export function isActionAllowed(action: RunAction, run: ActionRun): boolean {
  return planAction(action, run).ok;
}

/** The actions open for a run, in the order they are shown. */
export function actionsFor(run: ActionRun): RunAction[] {
  return RUN_ACTIONS.filter((action) => isActionAllowed(action, run));
}

const ONLY_MEMBERS = "only steps and calls of a chain can be disabled and enabled";

function memberFrom({ role, state, holdWhenReached }: ActionRun): ChainMember {
  return { role: role === "step" ? "step" : "call", state, holdWhenReached };
}

function planCancel(run: ActionRun): ActionPlan {
  if (run.state === "New") return along(run, ["Canceled"]);
  if (run.state === "Canceling") return refuse(run, "a cancel is under way");
  return hasBegun(run)
    ? refuse(run, isFinal(run.state) ? "it has ended" : "it has begun, so kill it instead")
    : along(run, ["Canceling", "Canceled"]);
}

function planKill(run: ActionRun): ActionPlan {
  switch (run.state) {
    case "Running":
    case "Waiting":
    case "Console":
      return along(run, ["Killing"]);
    case "Killing":
      return refuse(run, "a kill is under way");
    case "Canceling":
      return refuse(run, "a cancel is under way");
    default:
      return refuseUnbegun(run);
  }
}

/** Of a step that asks the handler has fired, and a final state would not tell so: it is answered or killed. */
function planForceUnknown(run: ActionRun): ActionPlan {
  if (run.role === "step" && run.state === "Console") {
    return refuse(run, "reply to its message, or kill it");
  }
  if (run.state === "Killing") return along(run, ["Unknown"]);
  const asKill = planKill(run);
  return asKill.ok ? along(run, ["Unknown"]) : asKill;
}

function refuseUnbegun(run: ActionRun): ActionPlan {
  return refuse(
    run,
    isFinal(run.state) ? "it has ended" : "it has not begun, so cancel it instead",
  );
}

function hasBegun({ state }: ActionRun): boolean {
  const stage = stageOf(state);
  return stage === "running" || stage === "final";
}

const NOT_EDITED: readonly RunState[] = ["Disabled", "Dispatched", "Assigned"];

function planEdit(run: ActionRun): ActionPlan {
  if (run.role === "step") return refuse(run, "a step takes everything from its chain");
  if (hasBegun(run)) return refuse(run, "only what has not begun can be edited");
  if (run.state === "Disabled") return refuse(run, "enable it first");
  return NOT_EDITED.includes(run.state) ? refuse(run, "it is about to begin") : still(run);
}

function planRestart(run: ActionRun): ActionPlan {
  if (!isFinal(run.state)) return refuse(run, "only what has ended can be restarted");
  return run.isTopLevel
    ? still(run)
    : refuse(run, "it is part of a chain: restart the chain there");
}

function planDelete(run: ActionRun): ActionPlan {
  if (!isFinal(run.state)) return refuse(run, "only what has ended can be deleted");
  return run.isTopLevel ? still(run) : refuse(run, "it is part of a chain and goes with it");
}

function along({ holdWhenReached }: ActionRun, path: readonly RunState[]): ActionPlan {
  return { ok: true, path, holdWhenReached };
}

function still(run: ActionRun): ActionPlan {
  return along(run, []);
}

function refuse({ state }: ActionRun, why: string): ActionPlan {
  return { ok: false, reason: `It is ${state}: ${why}.` };
}
