import { compareDispatch, type DispatchKey } from "@/lib/domain/gate/dispatch-order";
import type { GateCandidate, SlotAnswer } from "@/lib/domain/gate/gate-world";

/** What of this process server is free. */
export interface SlotBudget {
  server: { id: string; name: string };
  /** Slots for whatever run. */
  limit: number;
  /** Slots per origin where that is less; null when no origin is short of them. */
  limitByOrigin: Readonly<Record<string, number>> | null;
  limitOfOthers: number;
}

/** Origins for which there is no slot now. */
export function fullOrigins({ limitByOrigin }: SlotBudget): string[] {
  return Object.entries(limitByOrigin ?? {})
    .filter(([, limit]) => limit <= 0)
    .map(([origin]) => origin);
}

/**
 * Gives slots in dispatch order: runs without gates that come first keep theirs, as many as their origin gets of them.
 * To be asked for runs in dispatch order.
 */
export function slotTaker(
  budget: SlotBudget,
  plain: readonly (DispatchKey & { origin: string })[],
): (candidate: GateCandidate) => SlotAnswer {
  const taken = new Map<string, number>();
  let total = 0;
  let passed = 0;
  const limitOf = (origin: string) =>
    budget.limitByOrigin
      ? (budget.limitByOrigin[origin] ?? budget.limitOfOthers)
      : Number.POSITIVE_INFINITY;
  const take = (origin: string): SlotAnswer => {
    const ofOrigin = taken.get(origin) ?? 0;
    if (total >= budget.limit) return "none";
    if (ofOrigin >= limitOf(origin)) return "none_for_origin";
    taken.set(origin, ofOrigin + 1);
    total += 1;
    return "taken";
  };
  return (candidate) => {
    for (let next = plain[passed]; next; next = plain[passed]) {
      if (compareDispatch(next, candidate) > 0) break;
      take(next.origin);
      passed += 1;
    }
    return take(candidate.origin);
  };
}
