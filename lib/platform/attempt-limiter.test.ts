import { describe, expect, it } from "vitest";
import { createAttemptLimiter } from "./attempt-limiter";

const at = (ms: number) => new Date(ms);

describe("createAttemptLimiter", () => {
  it("allows so many per key and window", () => {
    const limiter = createAttemptLimiter({ max: 2, windowMs: 1000 });
    expect([
      limiter.take("a", at(0)),
      limiter.take("a", at(1)),
      limiter.take("a", at(999)),
    ]).toEqual([true, true, false]);
    expect(limiter.take("b", at(999))).toBe(true);
    expect(limiter.take("a", at(1000))).toBe(true);
  });

  it("begins anew after a success", () => {
    const limiter = createAttemptLimiter({ max: 1, windowMs: 1000 });
    limiter.take("a", at(0));
    limiter.reset("a");
    expect(limiter.take("a", at(1))).toBe(true);
  });

  it("forgets the oldest keys before memory grows without bound", () => {
    const limiter = createAttemptLimiter({ max: 1, windowMs: 1e9 });
    for (let key = 0; key <= 20_000; key += 1) limiter.take(`${key}`, at(0));
    expect(limiter.take("0", at(1))).toBe(true);
    expect(limiter.take("19999", at(1))).toBe(false);
  });
});
