import { canMove, isFinal, RUN_STATES, type RunState } from "./run-state";

/** What an operator can do to a run as it stands (run-states-and-chains 5). */
export const RUN_ACTIONS = [
  "hold",
  "release",
  "cancel",
  "kill",
  "force-unknown",
  "restart",
  "delete",
] as const;
export type RunAction = (typeof RUN_ACTIONS)[number];

type ActionRun = { state: RunState };

/** The walk an action makes from a state, or null where the state table does not allow it. */
export function pathOfAction(action: RunAction, state: RunState): readonly RunState[] | null {
  const path = wantedPath(action, state);
  return path?.[0] && canMove(state, path[0]) ? path : null;
}

function wantedPath(action: RunAction, state: RunState): readonly RunState[] | null {
  switch (action) {
    case "hold":
      return ["Held"];
    case "release":
      return state === "Held" || state === "Overdue" || state === "Never" ? ["Scheduled"] : null;
    case "cancel":
      return state === "New" ? ["Canceled"] : ["Canceling", "Canceled"];
    case "kill":
      return ["Killing"];
    case "force-unknown":
      return ["Unknown"];
    case "restart":
    case "delete":
      return null;
  }
}

/** True when the action may be done in this state; restart and delete need a final one. */
export function isActionAllowed(action: RunAction, { state }: ActionRun): boolean {
  if (action === "restart" || action === "delete") return isFinal(state);
  return pathOfAction(action, state) !== null;
}

/** The actions open for a run, in the order they are shown. */
export function actionsFor(run: ActionRun): RunAction[] {
  return RUN_ACTIONS.filter((action) => isActionAllowed(action, run));
}

/** The states an action can be done in: the source of bulk conditions. */
export function statesForAction(action: RunAction): RunState[] {
  return RUN_STATES.filter((state) => isActionAllowed(action, { state }));
}
