import type { RunState } from "@/lib/domain/run/run-state";
import type { ChainCall } from "./chain-definition";
import { CHAIN_REASON } from "./chain-reason";

/** How a step or call begins: its path after New, why, and the earlier run it stands for. */
export interface RunFate {
  readonly path: readonly RunState[];
  readonly reason: string | null;
  readonly keepsResultOf: string | null;
}

/** What an earlier run of the same call came to. */
export interface EarlierCall {
  readonly id: string;
  readonly state: RunState;
  readonly keepsResultOf: string | null;
}

/** Waits for its turn. */
export const CHAINED: RunFate = { path: ["Chained"], reason: null, keepsResultOf: null };

/** Left out, and Ignored once its turn comes. */
export const DISABLED: RunFate = {
  path: ["Disabled"],
  reason: CHAIN_REASON.disabled,
  keepsResultOf: null,
};

/** Left out, and its turn is already over. */
export const IGNORED: RunFate = { ...DISABLED, path: ["Disabled", "Ignored"] };

/** Not run; `keepsResultOf` names the run whose result it stands for. */
export function skipped(reason: string, keepsResultOf: string | null = null): RunFate {
  return { path: ["Skipped"], reason, keepsResultOf };
}

/** Not run because an earlier run of it has a result that is kept. */
export function kept(earlier: EarlierCall): RunFate {
  return skipped(CHAIN_REASON.keptResult, resultOf(earlier));
}

const NEVER_RAN: readonly RunState[] = ["Skipped", "Ignored", "Canceled"];

/** The run that has the result an earlier run stands for: itself, or the one it was kept from; null without one. */
export function resultOf({ id, state, keepsResultOf }: EarlierCall): string | null {
  return NEVER_RAN.some((end) => end === state) ? keepsResultOf : id;
}

/** True when a call need not be repeated to have a good result: Completed, now or when it was last run. */
export function hasGoodResult(earlier: EarlierCall): boolean {
  return (
    earlier.state === "Completed" || (earlier.state === "Skipped" && resultOf(earlier) !== null)
  );
}

/**
 * How a call begins in the next iteration of its step (8.2 rule 6): what was disabled stays out, what was
 * Skipped is evaluated again, and with `keepsGood` what has a good result keeps it.
 */
export function nextFateOf(
  call: ChainCall,
  earlier: EarlierCall | undefined,
  keepsGood: boolean,
): RunFate {
  if (isDisabledNext(call, earlier)) return DISABLED;
  return keepsGood && earlier && hasGoodResult(earlier) ? kept(earlier) : CHAINED;
}

/** A canceled run no longer tells whether it was disabled; the definition does. */
function isDisabledNext(call: ChainCall, earlier: EarlierCall | undefined): boolean {
  if (!earlier || earlier.state === "Canceled") return call.disabled === true;
  return earlier.state === "Ignored" || earlier.state === "Disabled";
}
