import {
  type GateCandidate,
  type GateWorld,
  isOvertaking,
  type LockEntry,
  worldKey,
} from "./gate-world";
import { holdingOf, isLockFree, isNeverFree, type LockHolding } from "./lock-compatibility";
import { lockResource } from "./resource";

/** A lock a run takes as it starts. */
export interface TakenLock extends LockHolding {
  lock: string;
}

/** What the locks of a run say about it now. */
export interface LockGate {
  /** Everything it takes when it starts; nothing while one is missing. */
  taken: readonly TakenLock[];
  /** The first lock it cannot have; null when it can have them all. */
  blockedOn: string | null;
  reason: string;
}

/** Why a run waits for a lock that has less than it asks for: nothing that is given back will do. */
export const LOCK_TOO_SMALL = "LOCK_TOO_SMALL";

/**
 * The gate of locks: all or none (run-states-and-chains 8.3). Nobody overtakes a run that waits for the same lock and
 * comes before it.
 */
export function lockGate(candidate: GateCandidate, world: GateWorld): LockGate {
  const taken: TakenLock[] = [];
  for (const need of candidate.needs.locks) {
    const entry = world.locks.get(worldKey(candidate.tenantId, need.lock));
    const blocked = (reason: string) => ({ taken: [], blockedOn: lockResource(need.lock), reason });
    if (!entry) return blocked("LOCK_MISSING");
    if (isNeverFree(entry.rules, need)) return blocked(LOCK_TOO_SMALL);
    if (isOvertaking(entry, candidate)) return blocked("LOCK");
    if (!isLockFree(entry.rules, entry.held, need)) {
      entry.isBlocking = true;
      entry.firstWaiting = candidate;
      return blocked("LOCK");
    }
    taken.push({ lock: need.lock, ...holdingOf(entry.rules, need) });
  }
  return { taken, blockedOn: null, reason: "" };
}

/** The locks a run asks for, as far as they exist. */
export function lockEntries({ tenantId, needs }: GateCandidate, world: GateWorld): LockEntry[] {
  return needs.locks.flatMap(({ lock }) => world.locks.get(worldKey(tenantId, lock)) ?? []);
}
