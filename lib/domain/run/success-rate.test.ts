import { describe, expect, it } from "vitest";
import { successRate } from "./success-rate";

describe("the success rate", () => {
  it("is unknown while nothing was executed", () => {
    expect(successRate({})).toBeNull();
    expect(successRate({ Canceled: 4, Skipped: 2, Ignored: 1 })).toBeNull();
  });

  it("counts errors, kills and lost runs against what completed", () => {
    expect(successRate({ Completed: 3, Error: 1 })).toBe(0.75);
    expect(successRate({ Completed: 1, Killed: 1, Unknown: 2, Canceled: 9 })).toBe(0.25);
    expect(successRate({ Error: 2 })).toBe(0);
  });
});
