import { isFinal } from "@/lib/domain/run/run-state";
import type { ChainMoves } from "./chain-moves";
import type { ChainPicture, StepRun } from "./chain-picture";
import { isBadEnd } from "./decide-handler";

/**
 * True when moves that were decided from the current part of a chain are those the whole of it would have given: they
 * stay within the steps whose calls were known. The current part are the steps that have begun and the first that has
 * not; a chain that is stopped, asked about or ended from outside, or a step of which was, has to be looked at as a whole.
 */
export function isWithinCurrentPart(picture: ChainPicture, moves: ChainMoves): boolean {
  const { state } = picture.chain;
  if (state !== "Running" && state !== "Waiting") return false;
  if (picture.steps.some(isEndedBadly)) return false;
  const known = new Set(currentSteps(picture.steps).map(({ id }) => id));
  const steps = new Set(picture.steps.map(({ id }) => id));
  return moves.moves.every(({ runId }) => !steps.has(runId) || known.has(runId));
}

function isEndedBadly({ state }: StepRun): boolean {
  return isFinal(state) && isBadEnd(state);
}

/** Steps in the order they were created; later rounds come after the first of all steps. */
function currentSteps(steps: readonly StepRun[]): StepRun[] {
  const hasNotBegun = ({ state }: StepRun) => state === "Chained" || state === "Disabled";
  const next = steps.find(hasNotBegun);
  const begun = steps.filter((step) => !isFinal(step.state) && !hasNotBegun(step));
  return next ? [...begun, next] : begun;
}
