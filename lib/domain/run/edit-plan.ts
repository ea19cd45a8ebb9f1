import type { RunState } from "./run-state";

/** A run that is edited; it has not begun. */
interface EditedRun {
  state: RunState;
  holdWhenReached: boolean;
}

/** What an edit changes, as far as it decides where the run stands afterwards. */
interface EditedParts {
  /** The new start; null when it stays. */
  startAt: Date | null;
  /** Its queue or time window is another one. */
  hasOtherGates: boolean;
  /** Its values fit its definition now. */
  isComplete: boolean;
}

/** Where an edit leaves a run. */
export interface EditPlan {
  /** The states it goes through; empty when it stays where it is. */
  path: readonly RunState[];
  /** Its start from now on; null when it stays. */
  startAt: Date | null;
}

/**
 * Where an edited run goes. Overdue and Never become Scheduled (rows 34 and 36), at once when no start is given;
 * Modified does when its values are complete (row 10). One that waits at its gates goes through all of them again when
 * its start, queue or window is another one, as after a missed window (row 33). Everything else stays.
 */
export function planEdit(run: EditedRun, edit: EditedParts, now: Date): EditPlan {
  const { startAt, hasOtherGates, isComplete } = edit;
  switch (run.state) {
    case "Overdue":
    case "Never":
      return { path: ["Scheduled"], startAt: startAt ?? now };
    case "Modified":
      if (!isComplete) return { path: [], startAt };
      return { path: run.holdWhenReached ? ["Scheduled", "Held"] : ["Scheduled"], startAt };
    case "EventWait":
    case "QueueHeld":
    case "Queued":
    case "LockWait":
      return { path: startAt !== null || hasOtherGates ? ["Scheduled"] : [], startAt };
    default:
      return { path: [], startAt };
  }
}
