import { isFinal } from "@/lib/domain/run/run-state";
import { type ChainDraft, type DraftStep, walk } from "./chain-draft";
import { CHAIN_REASON } from "./chain-reason";
import { hasOnlyFinalCalls, type StopAct, stopRun } from "./pass-over";

/** Stops every step and call of a chain that has not ended (row 47: children first). */
export function stopChildren(draft: ChainDraft, act: StopAct): void {
  for (const step of draft.steps.values()) {
    stopCalls(step, act);
    stopRun(step, act, CHAIN_REASON.stopped);
  }
  settleStoppedSteps(draft);
}

/** Stops the calls of one step that have not ended. */
export function stopCalls({ calls }: DraftStep, act: StopAct): void {
  for (const call of calls.values()) stopRun(call, act, CHAIN_REASON.stopped);
}

/** Confirms the kill of each step whose calls have all ended; a retry is not waited for any more. */
function settleStoppedSteps(draft: ChainDraft): void {
  for (const step of draft.steps.values()) {
    if (step.state === "Killing" && hasOnlyFinalCalls(step)) walk(step, ["Killed"]);
  }
}

/** The kill of a chain: no handler runs, and it is Killed once its children are final (8.2 rules 10 and 11). */
export function killOn(draft: ChainDraft): void {
  stopChildren(draft, "kill");
  if ([...draft.steps.values()].every(({ state }) => isFinal(state))) walk(draft.chain, ["Killed"]);
}
