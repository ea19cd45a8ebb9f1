import { type BulkRunAction, isActionAllowed } from "@/lib/domain/run/run-actions";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";

export type BulkAction = {
  /** Tells it from the others. */
  id: BulkRunAction | "restart-failed";
  name: BulkRunAction;
  /** Of a restart: of chains only from the step that failed. */
  mode?: "failed";
  label: string;
  done: string;
  /** What will happen, in the question before it is done. */
  consequence: string;
  isGrave: boolean;
};

/** The actions that can be asked of many runs at once, in the order of the bar. */
export const BULK_ACTIONS: readonly BulkAction[] = [
  {
    id: "hold",
    name: "hold",
    label: "Hold",
    done: "Held",
    consequence:
      "They wait until somebody releases them; steps and calls whose turn has not come, once it comes.",
    isGrave: false,
  },
  {
    id: "release",
    name: "release",
    label: "Release",
    done: "Released",
    consequence: "They start at their start time, or at once when it has passed.",
    isGrave: false,
  },
  {
    id: "cancel",
    name: "cancel",
    label: "Cancel",
    done: "Cancel requested",
    consequence:
      "They have not started and will end as Canceled, chains with all their steps and calls. This cannot be undone.",
    isGrave: true,
  },
  {
    id: "kill",
    name: "kill",
    label: "Kill",
    done: "Kill requested",
    consequence:
      "They will end as Killed, chains with all their steps and calls. What their targets have already done stays done. This cannot be undone.",
    isGrave: true,
  },
  {
    id: "force-unknown",
    name: "force-unknown",
    label: "Give up",
    done: "Given up",
    consequence:
      "They will end as Unknown: nobody waits for their results any more, and their targets are not stopped. This cannot be undone.",
    isGrave: true,
  },
  {
    id: "disable",
    name: "disable",
    label: "Disable",
    done: "Disabled",
    consequence: "Their chains leave these steps and calls out, also when they are restarted.",
    isGrave: false,
  },
  {
    id: "enable",
    name: "enable",
    label: "Enable",
    done: "Enabled",
    consequence: "Their chains run these steps and calls when their turn comes.",
    isGrave: false,
  },
  {
    id: "restart",
    name: "restart",
    label: "Restart",
    done: "Restart submitted",
    consequence:
      "New runs are submitted with the same values, of chains as a whole; these stay as they are.",
    isGrave: false,
  },
  {
    id: "restart-failed",
    name: "restart",
    mode: "failed",
    label: "Restart from failure",
    done: "Restart submitted",
    consequence:
      "New runs of the chains are submitted that begin at the step that failed; the steps before it keep their results.",
    isGrave: false,
  },
  {
    id: "delete",
    name: "delete",
    label: "Delete",
    done: "Deleted",
    consequence:
      "The runs, their state changes and their logs are removed, of chains with all steps and calls. This cannot be undone.",
    isGrave: true,
  },
];

/** The runs an action can be done to. A restart from a failure needs a chain that did not end well. */
export function isOpenFor(action: BulkAction, run: SelectedRun): boolean {
  if (!run.actions.includes(action.name)) return false;
  return action.mode !== "failed" || (run.kind === "chain" && run.state !== "Completed");
}

/** What is kept of a selected run, also when it is not on the page any more. */
export type SelectedRun = Pick<RunListItem, "id" | "kind" | "state" | "actions">;

/** The states of the runs an action leaves alone, with their numbers: `3 Completed, 1 Error`. */
export function refusedStates(action: BulkAction, runs: readonly SelectedRun[]): string {
  const refused = runs.filter((run) => !isOpenFor(action, run));
  return RUN_STATES.map((state) => ({
    state,
    count: refused.filter((run) => run.state === state).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(", ");
}

/**
 * The states in which a submitted run allows an action, in table order; what else an action depends on is seen when it
 * is done.
 */
export function openStates(action: BulkRunAction): RunState[] {
  const run = { role: "job", holdWhenReached: false, isTopLevel: true };
  return RUN_STATES.filter((state) => isActionAllowed(action, { ...run, state }));
}
