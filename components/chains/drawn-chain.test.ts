import { describe, expect, it } from "vitest";
import { type DrawingDirection, neighbourOf } from "./drawn-chain";
import { jumpLanes } from "./jump-lanes";

const call = (id: string) => ({ id, name: id, definition: id });
const steps = [
  { id: "A", name: "A", calls: [call("a1"), call("a2"), call("a3")] },
  { id: "B", name: "B", calls: [call("b1")] },
  { id: "C", name: "C", calls: [] },
];
const head = { id: "chain", name: "NIGHT" };

describe("what lies beside an item", () => {
  it.each<[string | null, DrawingDirection, string | null]>([
    ["A", "right", "B"],
    ["A", "left", "chain"],
    ["chain", "right", "A"],
    ["chain", "down", null],
    ["C", "right", null],
    ["A", "down", "a1"],
    ["A", "up", null],
    ["a1", "up", "A"],
    ["a3", "down", null],
    ["a3", "right", "b1"],
    ["b1", "right", "C"],
    ["a2", "left", "chain"],
    [null, "down", "A"],
    ["gone", "left", "A"],
  ])("of %s to the %s is %s", (id, direction, neighbour) => {
    expect(neighbourOf({ head, steps }, id, direction)).toBe(neighbour);
  });

  it("stays within the steps where there is no head", () => {
    expect(neighbourOf({ head: null, steps }, "A", "left")).toBeNull();
  });
});

describe("the lanes of jumps", () => {
  it("keep jumps apart that pass the same step, the shorter below", () => {
    const jumps = [
      { from: 0, to: 4 },
      { from: 3, to: 2 },
      { from: 0, to: 1 },
    ];
    expect(jumpLanes(jumps).map(({ lane }) => lane)).toEqual([1, 0, 0]);
  });

  it("keep jumps apart that meet at a step", () => {
    const jumps = [
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 2, to: 2 },
    ];
    expect(new Set(jumpLanes(jumps).map(({ lane }) => lane)).size).toBe(3);
  });
});
