import { isFinal } from "@/lib/domain/run/run-state";
import { carryOut, type NextPlace } from "./carry-out";
import { type ChainDraft, type DraftStep, latestOf } from "./chain-draft";
import type { ChainScope } from "./chain-scope";
import { type HandlerDecision, isBadEnd, type StepTrigger } from "./decide-handler";
import { actionOfReply } from "./restart-reply";

/**
 * Runs what an operator replied to a request for a restart (8.2 rule 6); it uses up no start (rule 7).
 * Null when there is no reply to the question that is open.
 */
export function answerReply(draft: ChainDraft, scope: ChainScope): NextPlace {
  const { reply } = draft.picture;
  const step = reply && draft.steps.get(reply.stepRunId);
  if (!step || !isAsked(draft, step)) return null;
  const decision: HandlerDecision = {
    action: actionOfReply(reply.reply),
    trigger: triggerOfAsked(step),
    level: "reply",
    by: `reply of ${reply.by}`,
  };
  return carryOut({ draft, scope, step, decision, why: null });
}

/** A question about an earlier iteration, or about a step that is being killed meanwhile, is void. */
function isAsked(draft: ChainDraft, step: DraftStep): boolean {
  const isLast = latestOf(draft, step.name)?.id === step.id;
  return isLast && (step.state === "Console" || isFinal(step.state));
}

/** A step one is asked about and starts again was not accepted, however its calls ended. */
function triggerOfAsked({ state }: DraftStep): StepTrigger {
  return isBadEnd(state) ? state : "Error";
}
