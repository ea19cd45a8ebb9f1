import type { BulkRunAction, RunAction } from "@/lib/domain/run/run-actions";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";

export type BulkAction = {
  name: Exclude<BulkRunAction, "delete">;
  label: string;
  done: string;
  /** What will happen, in the question before it is done. */
  consequence: string;
  isGrave: boolean;
};

/** The actions that can be asked of many runs at once, in the order of the bar. */
export const BULK_ACTIONS: readonly BulkAction[] = [
  {
    name: "hold",
    label: "Hold",
    done: "Held",
    consequence:
      "They wait until somebody releases them; steps and calls whose turn has not come, once it comes.",
    isGrave: false,
  },
  {
    name: "release",
    label: "Release",
    done: "Released",
    consequence: "They start at their start time, or at once when it has passed.",
    isGrave: false,
  },
  {
    name: "cancel",
    label: "Cancel",
    done: "Cancel requested",
    consequence:
      "They have not started and will end as Canceled, chains with all their steps and calls. This cannot be undone.",
    isGrave: true,
  },
  {
    name: "kill",
    label: "Kill",
    done: "Kill requested",
    consequence:
      "They will end as Killed, chains with all their steps and calls. What their targets have already done stays done. This cannot be undone.",
    isGrave: true,
  },
  {
    name: "force-unknown",
    label: "Give up",
    done: "Given up",
    consequence:
      "They will end as Unknown: nobody waits for their results any more, and their targets are not stopped. This cannot be undone.",
    isGrave: true,
  },
  {
    name: "disable",
    label: "Disable",
    done: "Disabled",
    consequence: "Their chains leave these steps and calls out, also when they are restarted.",
    isGrave: false,
  },
  {
    name: "enable",
    label: "Enable",
    done: "Enabled",
    consequence: "Their chains run these steps and calls when their turn comes.",
    isGrave: false,
  },
  {
    name: "restart",
    label: "Restart",
    done: "Restart submitted",
    consequence:
      "New runs are submitted with the same values, of chains as a whole; these stay as they are.",
    isGrave: false,
  },
];

/** What an action depends on; `actions` are those open for the run. */
interface ActionableRun {
  state: RunState;
  actions: readonly RunAction[];
}

/** The states of the runs an action leaves alone, with their numbers: `3 Completed, 1 Error`. */
export function refusedStates(action: RunAction, runs: readonly ActionableRun[]): string {
  const refused = runs.filter(({ actions }) => !actions.includes(action));
  return RUN_STATES.map((state) => ({
    state,
    count: refused.filter((run) => run.state === state).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(", ");
}
