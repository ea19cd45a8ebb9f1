import { isFinal } from "@/lib/domain/run/run-state";
import { type ChainDraft, type DraftStep, placeOf, stepAt, walk } from "./chain-draft";
import { CHAIN_REASON, reasonOf } from "./chain-reason";
import type { ChainScope } from "./chain-scope";
import { type ChainAction, failedDecision, type HandlerDecision } from "./decide-handler";
import { addNextIteration, masterStep, WHOLE_STEP_NOW } from "./next-iteration";
import { passOverRest, passOverStep } from "./pass-over";
import { RESTART_REPLIES } from "./restart-reply";

/** A step that has ended and what was decided about it. */
export interface DecidedStep {
  readonly draft: ChainDraft;
  readonly scope: ChainScope;
  readonly step: DraftStep;
  readonly decision: HandlerDecision;
  /** Why the step itself ended as it did, when that did not come from its calls. */
  readonly why: string | null;
}

/** Place of the step whose turn comes now, the number of steps for the end of the chain, null for a pause or an end. */
export type NextPlace = number | null;

/** Carries out what was decided about a step (run-states-and-chains 8.2 rules 5 and 6). */
export function carryOut(decided: DecidedStep): NextPlace {
  const { draft, step, decision } = decided;
  const refusal = refusalOfMaster(draft, step, decision.action);
  if (refusal !== null) {
    return fail({ ...decided, decision: failedDecision(decision.trigger, refusal) });
  }
  const next = act(decided, decision.action);
  if (next !== null && draft.chain.state === "Console")
    walk(draft.chain, ["Waiting"], reasonOf(decision));
  return next;
}

function act(decided: DecidedStep, action: ChainAction): NextPlace {
  switch (action.action) {
    case "Continue":
      finish(decided, "Completed");
      return placeOf(decided.draft, decided.step.name) + 1;
    case "Goto":
      return goTo(decided, action.step);
    case "End":
      return end(decided, action.status);
    case "RestartStep":
    case "RestartFailed":
      return restart(decided, action);
    case "RestartChain":
      return restartChain(decided, action);
    case "RequestRestart":
      return ask(decided, action.message);
    case "Fail":
      return fail(decided);
  }
}

/** A killed, canceled or given up step keeps its end: a final state never changes. */
function finish({ step, decision, why }: DecidedStep, state: "Completed" | "Error"): void {
  if (isFinal(step.state)) return;
  walk(step, [state], (state === "Error" ? why : null) ?? reasonOf(decision));
}

function fail(decided: DecidedStep): null {
  return end(decided, "Error");
}

function end(decided: DecidedStep, status: "Completed" | "Error"): null {
  finish(decided, status);
  endChain(decided.draft, status, reasonOf(decided.decision));
  return null;
}

/** Ends a chain: what is left of it is passed over (8.2 rule 5), so that nothing of it is open any more. */
export function endChain(
  draft: ChainDraft,
  status: "Completed" | "Error",
  reason: string | null,
): void {
  passOverRest(draft);
  walk(draft.chain, [status], reason);
}

/** Going back, or to itself, repeats every step on the way; only the target uses up a start (8.2 rules 6 and 7). */
function goTo(decided: DecidedStep, name: string): number {
  const { draft, scope, step } = decided;
  finish(decided, "Completed");
  const target = placeOf(draft, name);
  const current = placeOf(draft, step.name);
  for (let place = current + 1; place < target; place += 1) {
    const between = stepAt(draft, place);
    if (between) passOverStep(between, CHAIN_REASON.passedOver);
  }
  for (let place = target; place <= current; place += 1) {
    const earlier = stepAt(draft, place);
    const countsAsStart = place === target;
    if (earlier) addNextIteration(draft, scope, earlier, { ...WHOLE_STEP_NOW, countsAsStart });
  }
  return target;
}

type StepRestart = Extract<ChainAction, { action: "RestartStep" | "RestartFailed" }>;

function restart(decided: DecidedStep, action: StepRestart): number {
  const { draft, scope, step, decision } = decided;
  finish(decided, decision.trigger === "Completed" ? "Completed" : "Error");
  addNextIteration(draft, scope, step, {
    version: action.version,
    keepsGood: action.action === "RestartFailed",
    startAt: laterBy(draft, action.delaySeconds),
    countsAsStart: decision.level !== "reply",
  });
  return placeOf(draft, step.name);
}

function laterBy({ picture }: ChainDraft, seconds: number): Date | null {
  return seconds > 0 ? new Date(picture.now.getTime() + seconds * 1000) : null;
}

type WholeRestart = Extract<ChainAction, { action: "RestartChain" }>;

function restartChain(decided: DecidedStep, { version, delaySeconds }: WholeRestart): null {
  const { draft, decision } = decided;
  const { handlerRestarts } = draft.picture.chain;
  const counted = decision.level === "reply" ? 0 : 1;
  draft.chainRestart = { version, delaySeconds, handlerRestarts: handlerRestarts + counted };
  finish(decided, decision.trigger === "Completed" ? "Completed" : "Error");
  endChain(draft, "Error", reasonOf(decision));
  return null;
}

/** A step that is final already, such as a killed one, cannot go to Console; its chain asks for it. */
function ask({ draft, step, decision }: DecidedStep, message: string | null): null {
  const reason = reasonOf(decision);
  if (!isFinal(step.state)) walk(step, ["Console"], reason);
  walk(draft.chain, ["Console"], reason);
  const text = message ?? `Step ${step.name} ended ${decision.trigger}. How is the chain to go on?`;
  draft.message = { stepRunId: step.id, text, replies: RESTART_REPLIES };
  return null;
}

/** Why an action that needs the latest definition cannot be taken; null when it can. */
function refusalOfMaster(draft: ChainDraft, step: DraftStep, action: ChainAction): string | null {
  if (!("version" in action) || action.version === "current") return null;
  if (draft.picture.master === null) return "the chain's definition has been deleted";
  if (action.action === "RestartChain" || masterStep(draft, step.name)) return null;
  return `the latest definition has no step ${step.name}`;
}
