/** Requests per minute from which answers are delayed, and from which requests are refused. */
export interface RateThreshold {
  slowAt: number;
  denyAt: number;
}

/** The two stacked limits of job-scheduling-api 2.3: one per tenant, one for everyone together. */
export interface RateLimits {
  client: RateThreshold;
  absolute: RateThreshold;
  /** Longest delay one limit adds, in milliseconds. */
  maxDelayMs: number;
}

export type RateVerdict =
  | { kind: "pass"; delayMs: number }
  | { kind: "deny"; retryAfterSeconds: number };

export interface RateLimiter {
  /** Counts a request of anyone. */
  absolute(now: Date): RateVerdict;
  /** Counts a request of a client. */
  client(key: string, now: Date): RateVerdict;
}

const WINDOW_MS = 60_000;
const SLOW_SHARE = 0.5;
const ABSOLUTE_FACTOR = 10;
const MAX_DELAY_MS = 2000;

/** Limits that follow from the configured requests per tenant and minute. */
export function rateLimitsFor(perTenantAndMinute: number): RateLimits {
  const threshold = (denyAt: number) => ({ slowAt: Math.ceil(denyAt * SLOW_SHARE), denyAt });
  return {
    client: threshold(perTenantAndMinute),
    absolute: threshold(perTenantAndMinute * ABSOLUTE_FACTOR),
    maxDelayMs: MAX_DELAY_MS,
  };
}

/**
 * Counts in windows of a minute, in the memory of one node. Between the two thresholds the delay grows evenly up to
 * the longest; beyond the second a request is refused until the window ends.
 */
export function createRateLimiter(limits: RateLimits): RateLimiter {
  let window = -1;
  let everyone = 0;
  let clients = new Map<string, number>();
  const enter = (now: Date) => {
    const current = Math.floor(now.getTime() / WINDOW_MS);
    if (current === window) return;
    window = current;
    everyone = 0;
    clients = new Map();
  };
  return {
    absolute(now) {
      enter(now);
      everyone += 1;
      return verdict(everyone, limits.absolute, { now, maxDelayMs: limits.maxDelayMs });
    },
    client(key, now) {
      enter(now);
      const count = (clients.get(key) ?? 0) + 1;
      clients.set(key, count);
      return verdict(count, limits.client, { now, maxDelayMs: limits.maxDelayMs });
    },
  };
}

function verdict(
  count: number,
  { slowAt, denyAt }: RateThreshold,
  { now, maxDelayMs }: { now: Date; maxDelayMs: number },
): RateVerdict {
  if (count > denyAt) {
    const leftMs = WINDOW_MS - (now.getTime() % WINDOW_MS);
    return { kind: "deny", retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) };
  }
  if (count <= slowAt) return { kind: "pass", delayMs: 0 };
  return {
    kind: "pass",
    delayMs: Math.ceil((maxDelayMs * (count - slowAt)) / Math.max(1, denyAt - slowAt)),
  };
}
