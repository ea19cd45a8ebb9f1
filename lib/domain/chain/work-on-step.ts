import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import type { ChainStep } from "./chain-definition";
import { type ChainDraft, type DraftStep, walk } from "./chain-draft";
import { CHAIN_REASON } from "./chain-reason";
import type { ChainScope } from "./chain-scope";
import { isBadEnd, type StepTrigger, triggerOf } from "./decide-handler";
import { hasEnded, hasOnlyFinalCalls, passOverCalls, stopRun } from "./pass-over";
import { startCalls, startReadyCalls } from "./start-calls";

/** A step whose turn it is. */
export interface StepInHand {
  readonly draft: ChainDraft;
  readonly scope: ChainScope;
  readonly step: DraftStep;
  readonly definition: ChainStep;
}

/** How far a step got: it waits for something, it was passed over, or it has ended and its handler is to be found. */
export type StepProgress =
  | { readonly state: "waits" }
  | { readonly state: "passed" }
  /** `why` tells of an end that did not come from its calls; else null. */
  | { readonly state: "ended"; readonly trigger: StepTrigger; readonly why: string | null };

const WAITS: StepProgress = { state: "waits" };
const PASSED: StepProgress = { state: "passed" };

/** Brings a step as far as it can get now. */
export function workOnStep(hand: StepInHand): StepProgress {
  const { step } = hand;
  switch (step.state) {
    case "Chained":
      return reach(hand, []);
    case "Delayed":
      return isDelayOver(hand) ? reach(hand, ["Scheduled", "Dispatched", "Assigned"]) : WAITS;
    case "Disabled":
      walk(step, ["Ignored"], CHAIN_REASON.disabled);
      passOverCalls(step, CHAIN_REASON.stepNotRun);
      return PASSED;
    case "Scheduled":
      walk(step, ["Dispatched", "Assigned", "Running"]);
      return begin(hand);
    case "Running":
      return begin(hand);
    case "Waiting":
      startReadyCalls(hand);
      return endOf(hand);
    case "Killing":
      return confirm(hand, "Killed");
    case "Canceling":
      return confirm(hand, "Canceled");
    default:
      return isFinal(step.state) ? alreadyEnded(hand) : WAITS;
  }
}

function isDelayOver({ draft, step }: StepInHand): boolean {
  return step.startAt === null || step.startAt <= draft.picture.now;
}

/**
 * A step is reached: its precondition is evaluated (8.2 rule 9), then its hold flag looked at. `before` are
 * the states before Running: none for a Chained step (row 19). A Delayed one takes no slot either, but the
 * table lets it go to Scheduled only (row 11), so it passes through the states of one that is dispatched.
 */
function reach(hand: StepInHand, before: readonly RunState[]): StepProgress {
  const { scope, step, definition } = hand;
  const place = { step: step.name, call: null };
  const answer = definition.precondition
    ? scope.evaluate(definition.precondition, place)
    : ("run" as const);
  if (answer === "skip") return skip(hand, before);
  if (answer !== "run") {
    walk(step, [...before, "Running"]);
    passOverCalls(step, CHAIN_REASON.stepNotRun);
    return { state: "ended", trigger: "Error", why: `PRECONDITION_ERROR: ${answer.error}` };
  }
  if (step.holdWhenReached) {
    walk(step, [...before.slice(0, 1), "Held"], CHAIN_REASON.heldByOperator);
    return WAITS;
  }
  walk(step, [...before, "Running"]);
  return begin(hand);
}

/** Nothing leads from Delayed to Skipped: such a step ends Completed with nothing of it run. */
function skip({ step }: StepInHand, before: readonly RunState[]): StepProgress {
  const path: readonly RunState[] =
    before.length === 0 ? ["Skipped"] : [...before, "Running", "Completed"];
  walk(step, path, CHAIN_REASON.preconditionFalse);
  passOverCalls(step, CHAIN_REASON.stepNotRun);
  return PASSED;
}

function begin(hand: StepInHand): StepProgress {
  if (!takeFromBudget(hand.draft)) return WAITS;
  startCalls(hand);
  walk(hand.step, ["Waiting"]);
  return endOf(hand);
}

/** A step that is left Running is the one the next decision goes on with. */
function takeFromBudget(draft: ChainDraft): boolean {
  draft.budget -= 1;
  draft.hasMore = draft.budget < 0;
  return !draft.hasMore;
}

function endOf({ step, definition }: StepInHand): StepProgress {
  if (!hasEnded(step)) return WAITS;
  const ignored = new Set(
    definition.calls.filter(({ ignoreStatus }) => ignoreStatus).map(({ name }) => name),
  );
  const outcomes = [...step.calls.values()].map(({ name, state }) => ({
    state,
    ignoreStatus: ignored.has(name),
  }));
  return { state: "ended", trigger: triggerOf(outcomes), why: null };
}

/** A killed or canceled step is final once its calls are: its own end is the trigger then (8.2 rule 11). */
function confirm({ step }: StepInHand, end: "Killed" | "Canceled"): StepProgress {
  const act = end === "Killed" ? "kill" : "cancel";
  for (const call of step.calls.values()) stopRun(call, act, CHAIN_REASON.stopped);
  if (!hasOnlyFinalCalls(step)) return WAITS;
  walk(step, [end]);
  return { state: "ended", trigger: end, why: null };
}

/** A step that was ended ahead of its turn counts when its turn comes; one that was passed over stays so. */
function alreadyEnded({ step }: StepInHand): StepProgress {
  if (!isBadEnd(step.state)) return PASSED;
  for (const call of step.calls.values()) stopRun(call, "cancel", CHAIN_REASON.stopped);
  return hasOnlyFinalCalls(step) ? { state: "ended", trigger: step.state, why: null } : WAITS;
}
