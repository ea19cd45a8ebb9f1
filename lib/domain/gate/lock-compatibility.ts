import type { DefinitionLock } from "@/lib/domain/definition/definition-properties";

/** A lock as it is defined (run-states-and-chains 4.4). */
export interface LockRules {
  type: "simple" | "counted" | "shared";
  /** Units of a counted lock; 1 for the others. */
  size: number;
}

/** How one run holds a lock. */
export interface LockHolding {
  mode: "exclusive" | "shared";
  units: number;
}

/** What a run takes of a lock: only a shared lock can be shared, only a counted one has more than one unit. */
export function holdingOf({ type }: LockRules, need: DefinitionLock): LockHolding {
  return {
    mode: type === "shared" ? need.mode : "exclusive",
    units: type === "counted" ? need.units : 1,
  };
}

/** True when nothing held so far keeps the lock from a run that needs it (4.4). */
export function isLockFree(
  lock: LockRules,
  held: readonly LockHolding[],
  need: DefinitionLock,
): boolean {
  if (lock.type === "counted") {
    return held.reduce((sum, holding) => sum + holding.units, 0) + need.units <= lock.size;
  }
  if (held.length === 0) return true;
  return (
    lock.type === "shared" &&
    need.mode === "shared" &&
    held.every((holding) => holding.mode === "shared")
  );
}

/**
 * True when a run asks for more of a counted lock than there is: nobody will ever release enough. It waits until the
 * lock is made larger, and stands in nobody's way.
 */
export function isNeverFree(lock: LockRules, need: DefinitionLock): boolean {
  return lock.type === "counted" && need.units > lock.size;
}
