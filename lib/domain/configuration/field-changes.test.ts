import { describe, expect, it } from "vitest";
import { fieldChanges, isSameJson } from "./field-changes";

describe("fieldChanges", () => {
  it.each<[string, unknown, unknown, unknown[]]>([
    [
      "nothing for what is the same",
      { a: 1, b: [1, { c: null }] },
      { b: [1, { c: null }], a: 1 },
      [],
    ],
    ["values by their path", { a: { b: 1 } }, { a: { b: 2 } }, [{ path: "a.b", from: 1, to: 2 }]],
    ["a new field without from", {}, { a: null }, [{ path: "a", to: null }]],
    ["a lost field without to", { a: 0 }, {}, [{ path: "a", from: 0 }]],
    ["a part that came", { a: null }, { a: { b: 1 } }, [{ path: "a", from: null, to: { b: 1 } }]],
    [
      "another type as a whole",
      { a: [1] },
      { a: { b: 1 } },
      [{ path: "a", from: [1], to: { b: 1 } }],
    ],
    [
      "a list without names as a whole",
      { a: [1, 2] },
      { a: [2] },
      [{ path: "a", from: [1, 2], to: [2] }],
    ],
    [
      "fields called like those of every object",
      {},
      { constructor: 1 },
      [{ path: "constructor", to: 1 }],
    ],
  ])("tells %s", (_what, from, to, changes) => {
    expect(fieldChanges(from, to)).toEqual(changes);
  });

  const entry = (name: string, size: number) => ({ name, size });

  it("calls entries of a list by their names, wherever they stand", () => {
    const from = { steps: [entry("A", 1), entry("B", 1), entry("C", 1)] };
    const to = { steps: [entry("New", 1), entry("A", 1), entry("C", 2)] };
    expect(fieldChanges(from, to)).toEqual([
      { path: "steps.B", from: entry("B", 1) },
      { path: "steps.C.size", from: 1, to: 2 },
      { path: "steps.New", to: entry("New", 1) },
    ]);
  });

  it("tells another order of the same entries by their names", () => {
    const [a, b] = [entry("A", 1), entry("B", 1)];
    expect(fieldChanges([a, b], [b, a], "steps")).toEqual([
      { path: "steps", from: ["A", "B"], to: ["B", "A"] },
    ]);
  });

  it("calls locks and events by what they are of, unless one is there twice", () => {
    const one = { lock: "L", units: 1 };
    expect(fieldChanges([one], [{ ...one, units: 2 }], "locks")).toEqual([
      { path: "locks.L.units", from: 1, to: 2 },
    ]);
    const raised = { event: "E", on: "Error" };
    const twice = [raised, { event: "E", on: "Killed" }];
    expect(fieldChanges([raised], twice, "raiseEvents")).toEqual([
      { path: "raiseEvents", from: [raised], to: twice },
    ]);
  });

  it("takes an empty list for one of any entries", () => {
    expect(fieldChanges([], [entry("A", 1)], "steps")).toEqual([
      { path: "steps.A", to: entry("A", 1) },
    ]);
  });

  it("compares lists of other entries as a whole", () => {
    const [from, to] = [[entry("A", 1)], [{ lock: "L" }]];
    expect(fieldChanges(from, to, "x")).toEqual([{ path: "x", from, to }]);
  });
});

describe("isSameJson", () => {
  it.each([
    [[1, 2], [1], false],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{}, [], false],
    [null, {}, false],
    [{ a: [{}] }, { a: [{}] }, true],
  ])("%j and %j: %s", (one, other, same) => {
    expect(isSameJson(one, other)).toBe(same);
  });
});
