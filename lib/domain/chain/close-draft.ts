import type { ChainDraft, DraftCall, DraftNewStep, DraftRun } from "./chain-draft";
import type { ChainMoves, NewCall, NewStep, RunMove } from "./chain-moves";

/** What a decision came to: one walk for each run that moved, and the runs to be created. */
export function closeDraft(draft: ChainDraft): ChainMoves {
  const added = new Set(draft.added.map(({ step }) => step.id));
  const moves = movesOf([draft.chain]);
  for (const step of draft.steps.values()) {
    if (!added.has(step.id)) moves.push(...movesOf([...step.calls.values(), step]));
  }
  return {
    moves,
    newSteps: draft.added.map(newStep),
    starts: draft.starts,
    message: draft.message,
    chainRestart: draft.chainRestart,
    definition: draft.definition === draft.picture.definition ? null : draft.definition,
    hasMore: draft.hasMore,
  };
}

function movesOf(runs: readonly DraftRun[]): RunMove[] {
  return runs
    .filter(({ path }) => path.length > 0)
    .map(({ id, from, path, reason }) => ({ runId: id, from, path, reason }));
}

function newStep({ step, version, definition }: DraftNewStep): NewStep {
  const { id, name, path, reason, iteration, startAt, countsAsStart, calls } = step;
  const definitions = new Map(definition.calls.map((call) => [call.name, call.definition]));
  return {
    ...{ id, name, path, reason, iteration, startAt, countsAsStart, version },
    calls: [...calls.values()].map((call) => newCall(call, definitions.get(call.name) ?? "")),
  };
}

function newCall(call: DraftCall, definition: string): NewCall {
  const { id, name, path, reason, holdWhenReached, keepsResultOf } = call;
  return { id, name, definition, path, reason, holdWhenReached, keepsResultOf };
}
