import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import { type ChainDraft, type DraftRun, type DraftStep, walk } from "./chain-draft";
import { CHAIN_REASON } from "./chain-reason";

/** Passes over a step with its calls: Chained ends Skipped, Disabled ends Ignored (8.2 rule 5). */
export function passOverStep(step: DraftStep, reason: string): void {
  passOverCalls(step, reason);
  passOver(step, reason);
}

/** Passes over what is left of the calls of a step that is not run. */
export function passOverCalls({ calls }: DraftStep, reason: string): void {
  for (const call of calls.values()) passOver(call, reason);
}

/** Passes over every step and call that has not ended: nothing outlives its chain. */
export function passOverRest(draft: ChainDraft): void {
  for (const step of draft.steps.values()) passOverStep(step, CHAIN_REASON.passedOver);
}

/** What is past its turn but has not begun, such as a held call, can only be canceled. */
function passOver(run: DraftRun, reason: string): void {
  if (isFinal(run.state)) return;
  if (run.state === "Chained") walk(run, ["Skipped"], reason);
  else if (run.state === "Disabled") walk(run, ["Ignored"], CHAIN_REASON.disabled);
  else stopRun(run, "cancel", reason);
}

/** How a run is ended from outside. */
export type StopAct = "kill" | "cancel" | "force-unknown";

/**
 * Ends one run from outside, if it has not ended. What is under way is killed, or given up as Unknown; what
 * has not begun is canceled in either case (row 47). A kill of a run that executes is only asked for here.
 */
export function stopRun(run: DraftRun, act: StopAct, reason: string): void {
  const path = stopPath(run.state, act);
  if (path.length > 0) walk(run, path, reason);
}

function stopPath(state: RunState, act: StopAct): RunState[] {
  if (isFinal(state)) return [];
  switch (state) {
    case "Running":
    case "Waiting":
    case "Console":
      return act === "force-unknown" ? ["Unknown"] : ["Killing"];
    case "Killing":
      return act === "force-unknown" ? ["Unknown"] : [];
    case "Canceling":
    case "New":
      return ["Canceled"];
    default:
      return ["Canceling", "Canceled"];
  }
}

/** True when no call of the step can change any more: all are final, and none will be tried again (8.2 rule 8). */
export function hasEnded(step: DraftStep): boolean {
  const isPending = [...step.calls.values()].some((call) => call.isAutomaticRestartPending);
  return !isPending && hasOnlyFinalCalls(step);
}

/** True when every call of the step is final, tried again or not: what counts for a step that is stopped. */
export function hasOnlyFinalCalls({ calls }: DraftStep): boolean {
  return [...calls.values()].every(({ state }) => isFinal(state));
}
