import { describe, expect, it } from "vitest";
import { createRateLimiter, rateLimitsFor } from "./rate-limit";

const limits = {
  client: { slowAt: 2, denyAt: 4 },
  absolute: { slowAt: 6, denyAt: 8 },
  maxDelayMs: 1000,
};
const at = (time: string) => new Date(`2026-01-01T${time}Z`);

describe("a rate limiter", () => {
  it("lets pass, then delays more and more, then refuses until the minute ends", () => {
    const limiter = createRateLimiter(limits);
    const now = at("10:00:45");
    const verdicts = Array.from({ length: 5 }, () => limiter.client("a", now));
    expect(verdicts).toEqual([
      { kind: "pass", delayMs: 0 },
      { kind: "pass", delayMs: 0 },
      { kind: "pass", delayMs: 500 },
      { kind: "pass", delayMs: 1000 },
      { kind: "deny", retryAfterSeconds: 15 },
    ]);
    expect(limiter.client("a", at("10:01:00"))).toEqual({ kind: "pass", delayMs: 0 });
  });

  it("counts each client for itself and everyone together", () => {
    const limiter = createRateLimiter(limits);
    const now = at("10:00:00");
    for (let count = 0; count < 8; count += 1) expect(limiter.absolute(now).kind).toBe("pass");
    expect(limiter.absolute(now)).toEqual({ kind: "deny", retryAfterSeconds: 60 });
    for (let count = 0; count < 5; count += 1) limiter.client("a", now);
    expect(limiter.client("b", now)).toEqual({ kind: "pass", delayMs: 0 });
  });

  it("derives both limits from the configured number", () => {
    expect(rateLimitsFor(300)).toMatchObject({
      client: { slowAt: 150, denyAt: 300 },
      absolute: { slowAt: 1500, denyAt: 3000 },
    });
  });
});
