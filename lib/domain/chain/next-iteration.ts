import { nextFateOf } from "./call-fate";
import type { ChainStep } from "./chain-definition";
import {
  addIteration,
  type ChainDraft,
  type DraftCall,
  type DraftStep,
  draftRun,
  draftStep,
  walk,
} from "./chain-draft";
import { CHAIN_REASON } from "./chain-reason";
import type { ChainScope } from "./chain-scope";

/** How a step is started once more. */
export interface IterationPlan {
  readonly version: "current" | "master";
  /** Calls with a good result are not run again. */
  readonly keepsGood: boolean;
  readonly startAt: Date | null;
  readonly countsAsStart: boolean;
}

/** A repetition at once, of everything, as it was submitted. */
export const WHOLE_STEP_NOW: Omit<IterationPlan, "countsAsStart"> = {
  version: "current",
  keepsGood: false,
  startAt: null,
};

/** A step as the latest definition has it; null when the chain or the step is gone from there. */
export function masterStep({ picture }: ChainDraft, name: string): ChainStep | null {
  return picture.master?.steps.find((step) => step.name === name) ?? null;
}

/**
 * Adds the next iteration of a step (8.2 rule 6): a new step run and new call runs. With the latest version,
 * the chain's own definition has that step from now on, so that its handlers and limits are the latest too.
 */
export function addNextIteration(
  draft: ChainDraft,
  scope: ChainScope,
  earlier: DraftStep,
  plan: IterationPlan,
): void {
  const definition = definitionFor(draft, earlier.name, plan);
  if (!definition) return;
  const step = draftStep({
    id: scope.newId(),
    name: earlier.name,
    iteration: earlier.iteration + 1,
    state: "New",
    holdWhenReached: false,
    startAt: plan.startAt,
    countsAsStart: plan.countsAsStart,
  });
  begin(step, isStepDisabled(earlier, definition));
  for (const call of definition.calls) {
    const fate = nextFateOf(call, earlier.calls.get(call.name), plan.keepsGood);
    const run: DraftCall = {
      ...draftRun({ id: scope.newId(), state: "New" }),
      stepRunId: step.id,
      name: call.name,
      holdWhenReached: call.hold === true,
      isAutomaticRestartPending: false,
      keepsResultOf: fate.keepsResultOf,
    };
    walk(run, fate.path, fate.reason);
    step.calls.set(call.name, run);
  }
  addIteration(draft, step);
  draft.added.push({ step, definition, version: plan.version });
}

function begin(step: DraftStep, isDisabled: boolean): void {
  if (isDisabled) walk(step, ["Disabled"], CHAIN_REASON.disabled);
  else if (step.startAt) walk(step, ["Delayed"], CHAIN_REASON.delayedRestart);
  else walk(step, ["Chained"]);
}

/** A canceled run no longer tells whether it was disabled; the definition does. */
function isStepDisabled({ state }: DraftStep, definition: ChainStep): boolean {
  return state === "Canceled" ? definition.disabled : state === "Ignored" || state === "Disabled";
}

function definitionFor(draft: ChainDraft, name: string, { version }: IterationPlan) {
  const { steps } = draft.definition;
  const latest = version === "master" ? masterStep(draft, name) : null;
  if (!latest) return steps.find((step) => step.name === name);
  const replaced = steps.map((step) => (step.name === name ? latest : step));
  draft.definition = { ...draft.definition, steps: replaced };
  return latest;
}
