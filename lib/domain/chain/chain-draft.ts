import { move, type RunState } from "@/lib/domain/run/run-state";
import type { ChainDefinition, ChainStep } from "./chain-definition";
import type { CallStart, ChainRestart, NewStep, RestartRequest } from "./chain-moves";
import type { CallRun, ChainPicture, StepRun } from "./chain-picture";

/** Steps one decision starts at most; the next one goes on with the rest. */
export const MAX_STARTS_PER_DECISION = 1000;

/** A run while its moves are being decided: where it was, how it got on, where it is now. */
export interface DraftRun {
  readonly id: string;
  readonly from: RunState;
  state: RunState;
  readonly path: RunState[];
  reason: string | null;
}

/** The attempt of a call that counts. */
export interface DraftCall extends DraftRun, Omit<CallRun, "state"> {}

/** One iteration of a step with its calls by name. */
export interface DraftStep extends DraftRun, Omit<StepRun, "state"> {
  readonly calls: Map<string, DraftCall>;
}

/** A new iteration as it will be created; its path grows while the decision goes on. */
export interface DraftNewStep extends Pick<NewStep, "version"> {
  readonly step: DraftStep;
  readonly definition: ChainStep;
}

/** The picture of a chain as it changes while its next moves are decided. Nothing outside one decision sees it. */
export interface ChainDraft {
  readonly picture: ChainPicture;
  definition: ChainDefinition;
  readonly chain: DraftRun;
  /** All iterations by the id of their run. */
  readonly steps: Map<string, DraftStep>;
  /** All iterations of each step by its name, the last one last. */
  readonly iterations: Map<string, DraftStep[]>;
  readonly added: DraftNewStep[];
  readonly starts: CallStart[];
  message: RestartRequest | null;
  chainRestart: ChainRestart | null;
  /** Steps this decision may still start. */
  budget: number;
  hasMore: boolean;
}

/** Opens a picture for a decision. */
export function openDraft(picture: ChainPicture): ChainDraft {
  const draft: ChainDraft = {
    picture,
    definition: picture.definition,
    chain: draftRun(picture.chain),
    steps: new Map(),
    iterations: new Map(),
    added: [],
    starts: [],
    message: null,
    chainRestart: null,
    budget: MAX_STARTS_PER_DECISION,
    hasMore: false,
  };
  for (const step of picture.steps) addIteration(draft, draftStep(step));
  for (const call of picture.calls) {
    draft.steps.get(call.stepRunId)?.calls.set(call.name, { ...call, ...draftRun(call) });
  }
  return draft;
}

/** A step run as the decision begins with it. */
export function draftStep(step: StepRun): DraftStep {
  return { ...step, ...draftRun(step), calls: new Map() };
}

/** A run as the decision begins with it. */
export function draftRun({ id, state }: { id: string; state: RunState }): DraftRun {
  return { id, from: state, state, path: [], reason: null };
}

/** Makes an iteration the last one of its step. */
export function addIteration(draft: ChainDraft, step: DraftStep): void {
  draft.steps.set(step.id, step);
  const before = draft.iterations.get(step.name);
  if (before) before.push(step);
  else draft.iterations.set(step.name, [step]);
}

/** The last iteration of a step. */
export function latestOf(draft: ChainDraft, name: string): DraftStep | undefined {
  return draft.iterations.get(name)?.at(-1);
}

/** Starts of a step that count against its `maxStarts` (8.2 rule 7). */
export function startsUsed(draft: ChainDraft, name: string): number {
  return draft.iterations.get(name)?.filter(isCountedStart).length ?? 0;
}

/** A first iteration that was passed over did not start; a later one counts as it was recorded. */
function isCountedStart({ countsAsStart, iteration, state }: DraftStep): boolean {
  return countsAsStart && !(iteration === 1 && (state === "Skipped" || state === "Ignored"));
}

/**
 * Walks a run on. Every move is checked against the state table as it is decided: a mistake in the rules
 * ends here, not half way through a write.
 */
export function walk(run: DraftRun, path: readonly RunState[], reason: string | null = null): void {
  const walked = move(run.state, path);
  if (!walked.ok) throw new Error(`Illegal move of run ${run.id}: ${walked.from} to ${walked.to}`);
  run.path.push(...path);
  run.state = walked.state;
  run.reason = reason ?? run.reason;
}

/** The last iteration of the step at a place in the chain, from 0; null past the end. */
export function stepAt(draft: ChainDraft, index: number): DraftStep | null {
  const definition = draft.definition.steps[index];
  return (definition && latestOf(draft, definition.name)) ?? null;
}

/** Place of a step in the chain, from 0; -1 for an unknown one. */
export function placeOf({ definition }: ChainDraft, name: string): number {
  return definition.steps.findIndex((step) => step.name === name);
}
