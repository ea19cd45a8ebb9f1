import { type EditedChain, placeOf } from "./edited-chain";
import { withStep } from "./rename-item";

export const MOVE_DIRECTIONS = ["left", "right", "up", "down"] as const;
export type MoveDirection = (typeof MOVE_DIRECTIONS)[number];

interface Move {
  readonly key: number;
  readonly direction: MoveDirection;
}

/**
 * Moves a step to the left or right, a call up or down in its step or to the step at its side; the chain as it is where
 * there is no room.
 */
export function moveItem(chain: EditedChain, { key, direction }: Move): EditedChain {
  const place = placeOf(chain, key);
  if (place === null) return chain;
  const { step, stepIndex, call, callIndex } = place;
  const by = direction === "left" || direction === "up" ? -1 : 1;
  const isSideways = direction === "left" || direction === "right";
  if (call === null) return isSideways ? moveStep(chain, key, stepIndex + by) : chain;
  if (!isSideways) return moveCall(chain, { key, step: step.key, to: callIndex + by });
  const target = chain.steps[stepIndex + by];
  return target === undefined
    ? chain
    : moveCall(chain, { key, step: target.key, to: Math.min(callIndex, target.calls.length) });
}

/** Whether the move changes anything: for buttons. */
export function canMoveItem(chain: EditedChain, move: Move): boolean {
  return moveItem(chain, move) !== chain;
}

/** Puts a step at a place, from 0; the chain as it is when there is no such step or place. */
function moveStep(chain: EditedChain, key: number, to: number): EditedChain {
  const from = chain.steps.findIndex((step) => step.key === key);
  const step = chain.steps[from];
  if (step === undefined || to < 0 || to >= chain.steps.length || to === from) return chain;
  return { ...chain, steps: chain.steps.toSpliced(from, 1).toSpliced(to, 0, step) };
}

interface CallMove {
  readonly key: number;
  /** Key of the step it goes to. */
  readonly step: number;
  /** Its place among the other calls there, from 0. */
  readonly to: number;
}

/** Puts a call at a place of a step; the chain as it is when there is no such call, step or place. */
function moveCall(chain: EditedChain, { key, step: target, to }: CallMove): EditedChain {
  const place = placeOf(chain, key);
  const into = chain.steps.find((step) => step.key === target);
  if (place === null || place.call === null || into === undefined) return chain;
  const { call, step } = place;
  const others = into.calls.filter((other) => other.key !== key);
  const isSame = step.key === target && place.callIndex === to;
  if (isSame || to < 0 || to > others.length) return chain;
  const without = withStep(chain, step.key, (old) => ({
    ...old,
    calls: old.calls.filter((other) => other.key !== key),
  }));
  return withStep(without, target, (old) => ({ ...old, calls: old.calls.toSpliced(to, 0, call) }));
}
