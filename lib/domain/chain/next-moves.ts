import { isFinal } from "@/lib/domain/run/run-state";
import { carryOut, endChain, type NextPlace } from "./carry-out";
import type { ChainStep } from "./chain-definition";
import {
  type ChainDraft,
  type DraftStep,
  latestOf,
  openDraft,
  placeOf,
  startsUsed,
  stepAt,
  walk,
} from "./chain-draft";
import type { ChainMoves } from "./chain-moves";
import type { ChainPicture } from "./chain-picture";
import type { ChainScope } from "./chain-scope";
import { closeDraft } from "./close-draft";
import { decideHandler, failedDecision, type HandlerDecision, isBadEnd } from "./decide-handler";
import { passOverRest } from "./pass-over";
import { answerReply } from "./restart-answer";
import { killOn, stopChildren } from "./stop-children";
import { type StepProgress, workOnStep } from "./work-on-step";

/**
 * What happens next in a chain (run-states-and-chains 8.2). It may be asked at any time, as often as one
 * likes: with nothing new it answers no moves. A chain that was ended from outside, as a call of another
 * chain may be, ends what is below it.
 */
export function nextMoves(picture: ChainPicture, scope: ChainScope): ChainMoves {
  const draft = openDraft(picture);
  switch (draft.chain.state) {
    case "Running":
      walk(draft.chain, ["Waiting"]);
      proceed(draft, scope, placeToGoOn(draft));
      break;
    case "Waiting":
      proceed(draft, scope, placeToGoOn(draft));
      break;
    case "Console":
      proceed(draft, scope, answerReply(draft, scope) ?? placeOfKilledStep(draft));
      break;
    case "Killing":
      killOn(draft);
      break;
    default:
      if (isFinal(draft.chain.state)) endChildren(draft);
  }
  return closeDraft(draft);
}

/** One step after the other, for as long as none has to be waited for. A loop: chains are long. */
function proceed(draft: ChainDraft, scope: ChainScope, first: NextPlace): void {
  let place = first;
  while (place !== null) {
    const step = stepAt(draft, place);
    if (step) place = takeTurn(draft, scope, step);
    else if (place < draft.definition.steps.length) place += 1;
    else {
      // Whatever ended badly on the way was repaired by a handler, or the chain would have ended there (8.2 rule 10).
      endChain(draft, "Completed", null);
      place = null;
    }
  }
}

function takeTurn(draft: ChainDraft, scope: ChainScope, step: DraftStep): NextPlace {
  const place = placeOf(draft, step.name);
  const definition = draft.definition.steps[place];
  if (!definition) return null;
  const progress = workOnStep({ draft, scope, step, definition });
  if (progress.state === "waits") return null;
  if (progress.state === "passed") return place + 1;
  const decision = decide(draft, definition, progress);
  return carryOut({ draft, scope, step, decision, why: progress.why });
}

/** A step killed while its chain asks an operator has had its handler: one fires per iteration (8.2 rules 1 and 4). */
function decide(
  draft: ChainDraft,
  step: ChainStep,
  { trigger }: Extract<StepProgress, { state: "ended" }>,
): HandlerDecision {
  if (draft.chain.state === "Console") return failedDecision(trigger, null);
  return decideHandler({
    definition: draft.definition,
    step,
    trigger,
    startsUsed: (stepName) => startsUsed(draft, stepName),
    handlerRestarts: draft.picture.chain.handlerRestarts,
  });
}

/**
 * The step that is under way. There is at most one; when there is none, the chain has only begun, or its
 * step was ended from outside at one stroke and its handler is still to be found.
 */
function placeToGoOn(draft: ChainDraft): number {
  const steps = draft.definition.steps.map(({ name }) => latestOf(draft, name));
  const underWay = steps.findIndex((step) => step !== undefined && isUnderWay(step));
  if (underWay >= 0) return underWay;
  const open = steps.findIndex((step) => step !== undefined && !isFinal(step.state));
  const next = open < 0 ? steps.length : open;
  const last = steps[next - 1];
  return last && isBadEnd(last.state) ? next - 1 : next;
}

function isUnderWay({ state }: DraftStep): boolean {
  return state !== "Chained" && state !== "Disabled" && !isFinal(state);
}

function placeOfKilledStep(draft: ChainDraft): NextPlace {
  const killed = [...draft.steps.values()].find(
    ({ state }) => state === "Killing" || state === "Canceling",
  );
  return killed ? placeOf(draft, killed.name) : null;
}

/** The chain has ended from outside: what it has not begun is canceled or passed over with it. */
function endChildren(draft: ChainDraft): void {
  const { state } = draft.chain;
  if (state === "Canceled") stopChildren(draft, "cancel");
  else if (state === "Unknown") stopChildren(draft, "force-unknown");
  else if (state === "Killed") stopChildren(draft, "kill");
  else passOverRest(draft);
}
