import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findChainCycle } from "./chain-cycle";

const graph = (calls: Record<string, string[]>) => (name: string) => calls[name] ?? null;

describe("a chain that calls itself", () => {
  it.each([
    ["directly", { A: ["A"] }, ["A", "A"]],
    ["through others", { A: ["X", "B"], B: ["C"], C: ["A"] }, ["A", "B", "C", "A"]],
    ["by the shortest way", { A: ["B", "C"], B: ["C"], C: ["A"] }, ["A", "C", "A"]],
  ])("is found %s, with the way", (_case, calls, way) => {
    expect(findChainCycle("A", graph(calls))).toEqual(way);
  });

  it("is not one that calls others twice, nor one that leads to a circle of others", () => {
    expect(findChainCycle("A", graph({ A: ["B", "C"], B: ["D"], C: ["D"], D: [] }))).toBeNull();
    expect(findChainCycle("A", graph({ A: ["B"], B: ["C"], C: ["B"] }))).toBeNull();
  });

  it("is found however deep it is nested", () => {
    const depth = 20_000;
    const callsOf = (name: string) => [
      name === `N${depth}` ? "A" : `N${Number(name.slice(1)) + 1}`,
    ];
    const first = (name: string) => (name === "A" ? ["N0"] : callsOf(name));
    expect(findChainCycle("A", first)).toHaveLength(depth + 3);
  });

  it("is found exactly when its name can be reached from its calls", () => {
    const names = ["A", "B", "C", "D"];
    const edges = fc.dictionary(
      fc.constantFrom(...names),
      fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(edges, (calls) => {
        const reached = new Set<string>();
        const visit = (name: string): void => {
          for (const called of calls[name] ?? []) {
            if (reached.has(called)) continue;
            reached.add(called);
            visit(called);
          }
        };
        visit("A");
        const way = findChainCycle("A", graph(calls));
        expect(way !== null).toBe(reached.has("A"));
        for (const [index, name] of (way ?? []).slice(1).entries()) {
          expect(calls[way?.[index] ?? ""]).toContain(name);
        }
      }),
    );
  });
});
