import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import { type ChainDraft, type DraftRun, type DraftStep, openDraft, walk } from "./chain-draft";
import type { ChainMoves } from "./chain-moves";
import type { ChainPicture } from "./chain-picture";
import { closeDraft } from "./close-draft";
import { type StopAct, stopRun } from "./pass-over";
import { killOn, stopCalls, stopChildren } from "./stop-children";

/** What an operator's kill, cancel or giving up comes to at once, or why it cannot be done in a sentence. */
export type StopPlan =
  | { readonly ok: true; readonly moves: ChainMoves }
  | { readonly ok: false; readonly reason: string };

/**
 * Kills a chain, or a step or call of it, that has begun (8.2 rules 10 and 11, row 47): what is below it is
 * killed where it runs and canceled where it has not begun. A chain gets no handlers; for a step or call
 * they are found by the next decision about the chain, once all calls of the step are final.
 */
export function planKill(picture: ChainPicture, runId: string): StopPlan {
  return planStop(picture, runId, "kill");
}

/**
 * Cancels a chain, or a step or call of it, that has not begun, with what is below it. A step that is
 * canceled ahead of its turn counts as a bad end once its turn comes.
 */
export function planCancel(picture: ChainPicture, runId: string): StopPlan {
  return planStop(picture, runId, "cancel");
}

/** Gives up a chain, step or call that has begun: what runs below it is Unknown too (row 51). */
export function planForceUnknown(picture: ChainPicture, runId: string): StopPlan {
  return planStop(picture, runId, "force-unknown");
}

function planStop(picture: ChainPicture, runId: string, act: StopAct): StopPlan {
  const draft = openDraft(picture);
  const found = findRun(draft, runId);
  if (!found) return { ok: false, reason: "The run does not belong to this chain." };
  const refusal = refusalOf(found.run.state, act, found.run === found.step);
  if (refusal !== null) return { ok: false, reason: refusal };
  if (found.run === draft.chain) stopChain(draft, act);
  else if (found.run === found.step) stopStep(found.step, act);
  else stopRun(found.run, act, REASON[act]);
  return { ok: true, moves: closeDraft(draft) };
}

const REASON: Record<StopAct, string> = {
  kill: "KILLED",
  cancel: "CANCELED",
  "force-unknown": "FORCED_UNKNOWN",
};

function findRun(
  draft: ChainDraft,
  runId: string,
): { run: DraftRun; step: DraftStep | null } | null {
  if (runId === draft.chain.id) return { run: draft.chain, step: null };
  for (const step of draft.steps.values()) {
    if (step.id === runId) return { run: step, step };
    const call = [...step.calls.values()].find(({ id }) => id === runId);
    if (call) return { run: call, step };
  }
  return null;
}

const BEGUN: readonly RunState[] = ["Running", "Waiting", "Console"];

function refusalOf(state: RunState, act: StopAct, isStep: boolean): string | null {
  if (isFinal(state)) return `It has already ended (${state}).`;
  const hasBegun = BEGUN.includes(state);
  if (act === "cancel") {
    if (state === "Canceling") return "A cancel is already under way.";
    return hasBegun || state === "Killing" ? `It is ${state}: kill it instead.` : null;
  }
  if (act === "kill" && state === "Killing") return "A kill is already under way.";
  if (!hasBegun && state !== "Killing") return `It is ${state}, not begun: cancel it instead.`;
  // Its handler has fired, and a final state does not tell so; a kill ends its chain at once.
  const isAsking = isStep && act === "force-unknown" && state === "Console";
  return isAsking ? "It waits for a reply: reply to its message, or kill it." : null;
}

function stopChain(draft: ChainDraft, act: StopAct): void {
  if (act !== "kill") stopChildren(draft, act);
  stopRun(draft.chain, act, REASON[act]);
  if (act === "kill") killOn(draft);
}

/**
 * A step that was reached keeps its transitional state until the next decision, which ends it together with
 * what its handler says; one whose turn has not come, or that is given up, ends here.
 */
function stopStep(step: DraftStep, act: StopAct): void {
  const wasReached = step.state !== "Chained" && step.state !== "Disabled";
  stopCalls(step, act);
  if (act === "cancel" && wasReached) walk(step, ["Canceling"], REASON.cancel);
  else stopRun(step, act, REASON[act]);
}
