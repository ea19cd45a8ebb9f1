import { describe, expect, it } from "vitest";
import { cronFieldAt, cronFieldSpans } from "./cron-caret";

describe("the field at the caret", () => {
  const text = "* * * mon  9 30 0";
  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [6, 3],
    [9, 3],
    [10, 4],
    [11, 4],
    [14, 5],
    [17, 6],
  ])("at position %i is %i", (caret, field) => {
    expect(cronFieldAt(text, caret)).toBe(field);
  });

  it("is the one about to begin after a blank", () => {
    expect(cronFieldAt("* * ", 4)).toBe(2);
    expect(cronFieldAt("", 0)).toBe(0);
  });

  it("can be found again by its span", () => {
    expect(cronFieldSpans(" 2026 *")).toEqual([
      { from: 1, to: 5 },
      { from: 6, to: 7 },
    ]);
  });
});
