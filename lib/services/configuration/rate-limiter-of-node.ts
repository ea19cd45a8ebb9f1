import { createRateLimiter, type RateLimiter, rateLimitsFor } from "@/lib/platform/rate-limit";

declare global {
  var __stellwerkRateLimiter: RateLimiter | undefined;
}

/** The one limiter of this process; every route counts in it, whichever module graph it was loaded in. */
export function rateLimiterOfNode(perTenantAndMinute: number): RateLimiter {
  globalThis.__stellwerkRateLimiter ??= createRateLimiter(rateLimitsFor(perTenantAndMinute));
  return globalThis.__stellwerkRateLimiter;
}
