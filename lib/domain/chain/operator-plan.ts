import type { RunState } from "@/lib/domain/run/run-state";

/** A step or call an operator wants to change; a chain's own run is held and released like any run. */
export interface ChainMember {
  readonly role: "step" | "call" | "chain";
  readonly state: RunState;
  readonly holdWhenReached: boolean;
}

/** The walk to make, which may be empty, and the hold flag afterwards; or why not, in a sentence. */
export type MemberPlan =
  | { readonly ok: true; readonly path: readonly RunState[]; readonly holdWhenReached: boolean }
  | { readonly ok: false; readonly reason: string };

/** Leaves a step or call out of its chain (row 12). */
export function planDisable({ state, holdWhenReached }: ChainMember): MemberPlan {
  if (state === "Chained") return { ok: true, path: ["Disabled"], holdWhenReached };
  return refuse(`It is ${state}; only what waits for its turn (Chained) can be disabled.`);
}

/** Takes a step or call back in (row 13). */
export function planEnable({ state, holdWhenReached }: ChainMember): MemberPlan {
  if (state === "Disabled") return { ok: true, path: ["Chained"], holdWhenReached };
  return refuse(`It is ${state}; only what is Disabled can be enabled.`);
}

const HOLDS_WHEN_REACHED: readonly RunState[] = ["Chained", "Delayed", "Modified"];
const HOLDS_NOW: readonly RunState[] = [
  "Scheduled",
  "EventWait",
  "QueueHeld",
  "Queued",
  "LockWait",
  "Overdue",
  "Never",
];

/** Holds a step or call: at once (row 20), or when its turn comes (row 18) with only the flag set before. */
export function planHold({ state, holdWhenReached }: ChainMember): MemberPlan {
  if (HOLDS_NOW.includes(state)) return { ok: true, path: ["Held"], holdWhenReached };
  if (!HOLDS_WHEN_REACHED.includes(state)) {
    return refuse(`It is ${state}; only what has not begun can be held.`);
  }
  return holdWhenReached
    ? refuse("It is already to be held when its turn comes.")
    : { ok: true, path: [], holdWhenReached: true };
}

/** Releases a step or call (rows 21 and 34): a step runs at once, a call has its gates checked again. */
export function planRelease({ role, state, holdWhenReached }: ChainMember): MemberPlan {
  if (state === "Held") {
    return { ok: true, path: [role === "step" ? "Running" : "Scheduled"], holdWhenReached: false };
  }
  if (state === "Overdue" || state === "Never") {
    return { ok: true, path: ["Scheduled"], holdWhenReached };
  }
  if (HOLDS_WHEN_REACHED.includes(state) && holdWhenReached) {
    return { ok: true, path: [], holdWhenReached: false };
  }
  return refuse(`It is ${state} and not held; there is nothing to release.`);
}

function refuse(reason: string): MemberPlan {
  return { ok: false, reason };
}
