import { describe, expect, it } from "vitest";
import { statesIn, withTotals } from "@/components/charts/runs-by-hour";

const hours = [
  { hour: new Date("2025-11-14T14:00:00Z"), counts: { Error: 2, Completed: 40 } },
  { hour: new Date("2025-11-14T15:00:00Z"), counts: { Skipped: 1, Killed: 0 } },
  { hour: new Date("2025-11-14T16:00:00Z"), counts: {} },
];

describe("runs by hour", () => {
  it("stacks the states that occur, the good ones at the base", () => {
    expect(statesIn(hours)).toEqual(["Completed", "Error", "Skipped"]);
  });

  it("sums each hour, empty ones too", () => {
    expect(withTotals(hours).map((row) => [row.label, row.total])).toEqual([
      ["14:00", 42],
      ["15:00", 1],
      ["16:00", 0],
    ]);
  });
});
