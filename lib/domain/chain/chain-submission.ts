import { skipped } from "./call-fate";
import type { ChainDefinition } from "./chain-definition";
import { CHAIN_REASON } from "./chain-reason";
import {
  type ChainPlan,
  firstFateOfCall,
  firstFateOfStep,
  planTree,
  type ResolveNested,
} from "./planned-tree";

interface ChainSubmission {
  /** Name of the chain's definition. */
  readonly name: string;
  readonly definition: ChainDefinition;
  readonly resolveNested: ResolveNested;
  /** The first step that is run; null for the first one there is. */
  readonly startAtStep: string | null;
}

/**
 * The runs that a submission of a chain creates below the run of the chain (run-states-and-chains 2.2 and
 * 2.5): a run for each step and each call, waiting as Chained or Disabled, and Skipped where they lie before
 * the step it is to start at (row 6).
 */
export function planChainSubmission(submission: ChainSubmission): ChainPlan {
  const { name, definition, resolveNested, startAtStep } = submission;
  const first =
    startAtStep === null ? 0 : definition.steps.findIndex((step) => step.name === startAtStep);
  if (first < 0) {
    const reason = `The chain ${name} has no step ${startAtStep} to start at; its steps are ${stepNames(definition)}.`;
    return { ok: false, reason };
  }
  const before = new Set(definition.steps.slice(0, first));
  const notRun = skipped(CHAIN_REASON.beforeStartStep);
  return planTree({
    name,
    definition,
    resolveNested,
    fateOfStep: (step) => (before.has(step) ? notRun : firstFateOfStep(step)),
    fateOfCall: (step, call) => (before.has(step) ? notRun : firstFateOfCall(step, call)),
  });
}

const MAX_NAMES = 10;

/** The names of a chain's steps, as many as a sentence bears. */
export function stepNames({ steps }: ChainDefinition): string {
  const names = steps.slice(0, MAX_NAMES).map(({ name }) => name);
  const more = steps.length - names.length;
  return more === 0 ? names.join(", ") : `${names.join(", ")} and ${more} more`;
}
