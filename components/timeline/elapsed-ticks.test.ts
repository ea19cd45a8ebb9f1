import { describe, expect, it } from "vitest";
import { elapsedTicks, elapsedWords } from "@/components/timeline/elapsed-ticks";

describe("an axis that counts from the start", () => {
  it("has its ticks on whole steps before and after the start", () => {
    const ticks = elapsedTicks({ from: -20_000, to: 100_000, width: 800 });
    expect(ticks.map((tick) => tick.label)).toEqual([
      ...["−15 s", "0", "+15 s", "+30 s", "+45 s", "+1 m", "+1 m 15 s", "+1 m 30 s"],
    ]);
  });

  it.each([
    [0, "0"],
    [-7_200_000, "−2 h"],
    [5_400_000, "+1 h 30 m"],
    [90_061_001, "+1 d 1 h"],
    [250, "+250 ms"],
  ])("says %d ms as %s", (ms, words) => {
    expect(elapsedWords(ms)).toBe(words);
  });
});
