import { describe, expect, it } from "vitest";
import { configurationDifference, isEmptyDifference } from "./configuration-difference";
import { type ConfiguredElement, elementOf } from "./configured-element";

const lock = (name: string, size: number) => elementOf("lock", name, { size });
const schedule = (definition: string, name: string, content = {}): ConfiguredElement => ({
  kind: "schedule",
  name,
  definition,
  content,
});
const definition = (name: string, content = {}) => elementOf("definition", name, content);
const paths = (elements: readonly { path: string }[]) => elements.map(({ path }) => path);

describe("configurationDifference", () => {
  it("tells what is created, changed and unchanged, by kind and in the order of the document", () => {
    const stored = [lock("A", 1), lock("B", 1), definition("D")];
    const wanted = [definition("D", { x: 1 }), lock("C", 1), lock("B", 2), lock("A", 1)];
    const difference = configurationDifference({ stored, wanted, prune: false });
    expect(difference).toEqual({
      created: [{ path: "locks.C", kind: "lock", name: "C", definition: null }],
      changed: [
        {
          path: "locks.B",
          kind: "lock",
          name: "B",
          definition: null,
          fields: [{ path: "size", from: 1, to: 2 }],
        },
        expect.objectContaining({ path: "definitions.D", fields: [{ path: "x", to: 1 }] }),
      ],
      removed: [],
      unchanged: 1,
    });
    expect(isEmptyDifference(difference)).toBe(false);
  });

  it("asks for nothing when everything is as wanted, whatever else is stored", () => {
    const stored = [lock("A", 1), lock("B", 1)];
    const difference = configurationDifference({ stored, wanted: [lock("A", 1)], prune: false });
    expect(difference).toEqual({ created: [], changed: [], removed: [], unchanged: 1 });
    expect(isEmptyDifference(difference)).toBe(true);
  });

  it("removes with prune what is not wanted, also what is known by its name only", () => {
    const { removed } = configurationDifference({
      stored: [lock("A", 1), lock("B", 1)],
      wanted: [lock("A", 1)],
      prune: true,
      others: [{ kind: "definition", name: "OLD", definition: null }],
    });
    expect(paths(removed)).toEqual(["locks.B", "definitions.OLD"]);
  });

  it("removes schedules of a definition that stays; those of one that goes go with it", () => {
    const stored = [
      definition("STAYS"),
      schedule("STAYS", "old"),
      schedule("STAYS", "kept"),
      definition("GOES"),
      schedule("GOES", "kept"),
    ];
    const wanted = [definition("STAYS"), schedule("STAYS", "kept")];
    const { removed } = configurationDifference({ stored, wanted, prune: true });
    expect(paths(removed)).toEqual(["definitions.GOES", "definitions.STAYS.schedules.old"]);
  });

  it("tells things apart whose paths read the same", () => {
    const stored = [schedule("A", "B")];
    const wanted = [...stored, definition("A.schedules.B")];
    const { created, unchanged } = configurationDifference({ stored, wanted, prune: false });
    expect([paths(created), unchanged]).toEqual([["definitions.A.schedules.B"], 1]);
  });
});
