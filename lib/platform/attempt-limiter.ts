/** Counts attempts per key within a window; memory of one node. */
export interface AttemptLimiter {
  /** Takes one attempt of the key; false when none is left in this window. */
  take(key: string, now: Date): boolean;
  /** Forgets the key's attempts, after a success. */
  reset(key: string): void;
}

interface AttemptLimit {
  max: number;
  windowMs: number;
}

const MAX_KEYS = 20_000;

/** Allows `max` attempts per key and window; a window begins with the first attempt. */
export function createAttemptLimiter({ max, windowMs }: AttemptLimit): AttemptLimiter {
  const windows = new Map<string, { until: number; taken: number }>();
  return {
    take(key, now) {
      const at = now.getTime();
      const current = windows.get(key);
      if (current && current.until > at) {
        current.taken += 1;
        return current.taken <= max;
      }
      windows.delete(key);
      if (windows.size >= MAX_KEYS) dropOldest(windows);
      windows.set(key, { until: at + windowMs, taken: 1 });
      return true;
    },
    reset: (key) => {
      windows.delete(key);
    },
  };
}

/** Maps keep the order of insertion, so the first entries are the oldest windows. */
function dropOldest(windows: Map<string, unknown>): void {
  let left = Math.ceil(MAX_KEYS / 10);
  for (const key of windows.keys()) {
    if (left-- === 0) return;
    windows.delete(key);
  }
}
