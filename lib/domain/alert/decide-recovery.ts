import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import type { AlertEvent } from "./alert-event";

/** An open alert with what became of its run and its job since. */
export interface RecoveryFacts {
  event: AlertEvent;
  subject: string;
  count: number;
  /** State of the run it was raised for; null when that is no longer kept. */
  runState: RunState | null;
  hasStarted: boolean;
  /** A run of the same job that was submitted later has completed. */
  laterSuccess: boolean;
}

/** Events that are over with the next success of the job. */
const UNTIL_SUCCESS: ReadonlySet<AlertEvent> = new Set([
  "RUN_FAILED",
  "RUN_CANCELED",
  "LOG_MATCH",
  "START_DELAY",
]);

const MISSED: ReadonlySet<RunState> = new Set(["Overdue", "Never", "Held", "Skipped"]);

/**
 * Says how an alert has recovered, as one sentence without its full stop; null while it has not. SCHEDULE_DISABLED and
 * PARALLEL_RUNS are not judged by a run.
 */
export function decideRecovery(facts: RecoveryFacts): string | null {
  const { event, subject, runState, hasStarted, laterSuccess } = facts;
  const isOver = runState === null || isFinal(runState);
  if (laterSuccess && (UNTIL_SUCCESS.has(event) || event === "START_WINDOW_MISSED")) {
    return successAgain(facts);
  }
  if (event === "RUNNING_TOO_LONG") return isOver ? `${subject} has ended` : null;
  if (event === "NOT_STARTED_BY" && hasStarted) return `${subject} has started`;
  if (event === "NOT_STARTED_BY") return isOver ? `${subject} has ended without a start` : null;
  return decideWaiting(facts);
}

/** Recoveries of runs that could not go on to their start. */
function decideWaiting({ event, subject, runState }: RecoveryFacts): string | null {
  if (event === "START_WINDOW_MISSED" && runState !== null && !MISSED.has(runState)) {
    return `${subject} goes on`;
  }
  if (event === "SUBMIT_FAILED" && runState !== "Modified") {
    return `${subject} was corrected or cancelled`;
  }
  return null;
}

const NOUN: Readonly<Partial<Record<AlertEvent, readonly [string, string]>>> = {
  RUN_FAILED: ["failure", "failures"],
  RUN_CANCELED: ["cancelled run", "cancelled runs"],
};

function successAgain({ event, subject, count }: RecoveryFacts): string {
  const [one, many] = NOUN[event] ?? ["alert", "alerts"];
  return `${subject} succeeded again after ${count} ${count === 1 ? one : many}`;
}
