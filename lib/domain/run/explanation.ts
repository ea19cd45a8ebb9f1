import { explainChained, explainChildrenWait, explainConsole } from "./explanation/chain-waits";
import {
  explainCompleted,
  explainError,
  explainSkipped,
  explainStopped,
  explainUnknown,
} from "./explanation/endings";
import {
  explainEventWait,
  explainLockWait,
  explainQueued,
  explainQueueHeld,
} from "./explanation/gate-waits";
import type { RunFacts } from "./explanation/run-facts";
import { explainRunning, serverText } from "./explanation/running";
import { inOneLine, meaning, uncapital, words } from "./explanation/sentence-parts";
import {
  explainDelayed,
  explainHeld,
  explainModified,
  explainNever,
  explainOverdue,
  explainScheduled,
} from "./explanation/start-waits";
import { isFinal } from "./run-state";

/**
 * One line in plain words: why the run is in its state, and where it waits, what for. `now` tells which times of day
 * are today's. What a run waits for changes without the run: `waitsFor` holds it as it was looked up.
 */
export function explainRun(run: RunFacts, now: Date): string {
  const why = explainState(run, now);
  // An ended run does not change any more; what is asked about it decides whether it is started again.
  return isFinal(run.state) && run.question
    ? `${why}; an operator is asked: ${inOneLine(run.question.text)}`
    : why;
}

function explainState(run: RunFacts, now: Date): string {
  switch (run.state) {
    case "Scheduled":
      return explainScheduled(run);
    case "Delayed":
      return explainDelayed(run);
    case "Held":
      return explainHeld(run);
    case "Overdue":
      return explainOverdue(run);
    case "Never":
      return explainNever(run);
    case "Modified":
      return explainModified(run);
    case "EventWait":
      return explainEventWait(run);
    case "QueueHeld":
      return explainQueueHeld(run, now);
    case "LockWait":
      return explainLockWait(run, now);
    case "Queued":
      return explainQueued(run);
    case "Chained":
      return explainChained(run);
    case "Disabled":
      return "Switched off; it is left out when its turn comes";
    case "Dispatched":
    case "Assigned":
      return `Handed to ${serverText(run)}, which has not started it yet`;
    case "Running":
      return explainRunning(run);
    case "Waiting":
      return explainChildrenWait(run);
    case "Console":
      return explainConsole(run);
    case "Killing":
      return run.reason === "RUNTIME_LIMIT"
        ? "A kill is under way, because it ran longer than its limit"
        : "A kill is under way";
    case "Canceling":
      return "A cancel is under way";
    case "Completed":
      return explainCompleted(run);
    case "Error":
      return explainError(run, (child) => uncapital(explainRun(child, now)));
    case "Killed":
    case "Canceled":
      return explainStopped(run);
    case "Skipped":
      return explainSkipped(run);
    case "Ignored":
      return run.reason === null || run.reason === "DISABLED"
        ? "Left out because it was switched off when its turn came"
        : `${meaning(run.state)}: ${words(run.reason)}`;
    case "Unknown":
      return explainUnknown(run);
    case "New":
      return meaning(run.state);
  }
}
