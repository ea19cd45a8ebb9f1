import type { Timer } from "@/lib/domain/timer";

/** A timer that a test moves on by hand. */
export interface ManualTimer extends Timer {
  /** Does what falls due within the next `ms` milliseconds, in order, also what that sets anew. */
  advance(ms: number): void;
  /** Number of calls that are still to come. */
  readonly waiting: number;
}

interface Entry {
  at: number;
  work: () => void;
}

export function manualTimer(): ManualTimer {
  let now = 0;
  const entries = new Set<Entry>();
  const nextUntil = (end: number): Entry | undefined =>
    [...entries].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    get waiting() {
      return entries.size;
    },
    after(ms, work) {
      const entry = { at: now + ms, work };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    advance(ms) {
      const end = now + ms;
      for (let entry = nextUntil(end); entry; entry = nextUntil(end)) {
        entries.delete(entry);
        now = entry.at;
        entry.work();
      }
      now = end;
    },
  };
}
