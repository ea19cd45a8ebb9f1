import { isFinal } from "@/lib/domain/run/run-state";
import type { ChainMoves } from "./chain-moves";
import type { ChainPicture, ChainRun, StepRun } from "./chain-picture";
import { isBadEnd } from "./decide-handler";

/**
 * The part of a chain that most decisions are about: the steps that are under way and the first that has not begun. Null
 * when the chain has to be looked at as a whole, because it is stopped, asked about or ended from outside, or a step of
 * it was. `steps` stand in the order they were created, so that later rounds come after the first of all steps.
 */
export function currentPart<Step extends Pick<StepRun, "state">>(
  chain: Pick<ChainRun, "state">,
  steps: readonly Step[],
): Step[] | null {
  if (chain.state !== "Running" && chain.state !== "Waiting") return null;
  if (steps.some(({ state }) => isFinal(state) && isBadEnd(state))) return null;
  const next = steps.find(hasNotBegun);
  const underWay = steps.filter((step) => !isFinal(step.state) && !hasNotBegun(step));
  return next ? [...underWay, next] : underWay;
}

/**
 * True when moves that were decided from the current part of a chain are those the whole of it would have given: they
 * stay within the steps whose calls were known.
 */
export function isWithinCurrentPart(
  { chain, steps }: Pick<ChainPicture, "chain" | "steps">,
  { moves }: Pick<ChainMoves, "moves">,
): boolean {
  const part = currentPart(chain, steps);
  if (part === null) return false;
  const known = new Set(part.map(({ id }) => id));
  const all = new Set(steps.map(({ id }) => id));
  return moves.every(({ runId }) => !all.has(runId) || known.has(runId));
}

function hasNotBegun({ state }: Pick<StepRun, "state">): boolean {
  return state === "Chained" || state === "Disabled";
}
