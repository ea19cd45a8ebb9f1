import fc from "fast-check";
import { expect, it } from "vitest";
import { dependencyOrder } from "./dependency-order";

const needsOf = (graph: Record<string, string[]>) => (name: string) => graph[name] ?? null;

it("puts what is needed first, and keeps the order given otherwise", () => {
  const needs = needsOf({ A: ["C"], B: [], C: ["D"] });
  expect(dependencyOrder(["A", "B", "C", "D"], needs)).toEqual({
    ok: true,
    order: ["B", "D", "C", "A"],
  });
});

it("sees what is needed through things that are not asked for", () => {
  const needs = needsOf({ A: ["elsewhere"], elsewhere: ["B"] });
  expect(dependencyOrder(["A", "B"], needs)).toEqual({ ok: true, order: ["B", "A"] });
});

it("takes something that is needed twice for one", () => {
  expect(dependencyOrder(["A", "B"], needsOf({ A: ["B", "B"] }))).toEqual({
    ok: true,
    order: ["B", "A"],
  });
});

it.each<[Record<string, string[]>, string[], string[]]>([
  [{ A: ["A"] }, ["A"], ["A", "A"]],
  [{ A: ["B"], B: ["C"], C: ["B"] }, ["A"], ["B", "C", "B"]],
  [{ D: ["A"], A: ["X"], X: ["A"] }, ["D", "A"], ["A", "X", "A"]],
])("answers the way round in %j", (graph, names, cycle) => {
  expect(dependencyOrder(names, needsOf(graph))).toEqual({ ok: false, cycle });
});

it("goes through a chain of ten thousand, and round a circle of them", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `N${index}`);
  const next = (name: string) => names[Number(name.slice(1)) + 1];
  const ordered = dependencyOrder(names, (name) => [next(name) ?? []].flat());
  expect(ordered).toEqual({ ok: true, order: [...names].reverse() });
  const round = dependencyOrder(names, (name) => [next(name) ?? "N0"]);
  expect(round).toEqual({ ok: false, cycle: [...names, "N0"] });
});

it("always puts each after all it needs, or names a way that comes round", () => {
  const letter = fc.constantFrom("A", "B", "C", "D", "E", "F");
  const graphs = fc.dictionary(letter, fc.array(letter, { maxLength: 4 }));
  fc.assert(
    fc.property(graphs, (graph) => {
      const names = Object.keys(graph);
      const result = dependencyOrder(names, needsOf(graph));
      if (result.ok) {
        expect([...result.order].sort()).toEqual([...names].sort());
        for (const [index, name] of result.order.entries()) {
          const later = result.order.slice(index);
          expect((graph[name] ?? []).some((needed) => later.includes(needed))).toBe(false);
        }
      } else {
        const { cycle } = result;
        expect(cycle[0]).toBe(cycle.at(-1));
        expect(cycle.length).toBeGreaterThan(1);
        for (const [index, name] of cycle.slice(0, -1).entries()) {
          expect(graph[name]).toContain(cycle[index + 1]);
        }
      }
    }),
  );
});
