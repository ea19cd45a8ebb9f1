import { describe, expect, it } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import { addedChanges, changesBetween, changesSentence, leftRuns, mergePages } from "./live-merge";
import type { MonitorPage, MonitorRow } from "./monitor-page";

function row(id: string, state: RunState = "Running"): MonitorRow {
  return { id, state } as MonitorRow;
}

function page(rows: MonitorRow[], facts: Partial<MonitorPage> = {}): MonitorPage {
  const arrived = { count: 0, isMore: false };
  return { rows, older: null, newer: null, arrived, lookedTo: null, live: {}, ...facts };
}

const shownAs = ({ rows }: MonitorPage) => rows.map(({ id, state, left }) => [id, state, left]);

describe("a page that is renewed under a busy reader", () => {
  it("keeps its rows in their places and shows them as they are now", () => {
    const merged = mergePages(
      page([row("c"), row("b")]),
      page([row("c", "Completed"), row("b")]),
      [],
    );
    expect(shownAs(merged)).toEqual([
      ["c", "Completed", undefined],
      ["b", "Running", undefined],
    ]);
  });

  it("marks what no longer fits the filters instead of taking it away", () => {
    const shown = page([row("c"), row("b"), row("a")]);
    const fresh = page([row("c")]);
    expect(leftRuns(shown, fresh)).toEqual(["b", "a"]);
    expect(shownAs(mergePages(shown, fresh, [row("b", "Error")]))).toEqual([
      ["c", "Running", undefined],
      ["b", "Error", "unfit"],
      ["a", "Running", "deleted"],
    ]);
  });

  it("takes the mark away when the run fits again", () => {
    const left = mergePages(page([row("b")]), page([]), [row("b", "Held")]);
    expect(shownAs(mergePages(left, page([row("b")]), []))).toEqual([["b", "Running", undefined]]);
  });

  it("counts what came in, above and in between, instead of pushing rows down", () => {
    const shown = page([row("d"), row("b")]);
    const fresh = page([row("d"), row("c"), row("b")], { arrived: { count: 2, isMore: false } });
    const merged = mergePages(shown, fresh, []);
    expect(merged.rows.map(({ id }) => id)).toEqual(["d", "b"]);
    expect(merged.arrived.count).toBe(3);
  });

  it("does not count the rows of the next page that slid up, and still leads to them", () => {
    const shown = page([row("d"), row("c")], { older: "after-c" });
    const fresh = page([row("c"), row("b")], { older: "after-b" });
    const merged = mergePages(shown, fresh, [row("d", "Completed")]);
    expect(merged.arrived.count).toBe(0);
    expect(merged.older).toBe("after-c");
  });
});

describe("what is told of a renewed page", () => {
  it("is how many rows came into which state, and how many are new", () => {
    const before = page([row("c"), row("b"), row("a")]);
    const after = page([row("d"), row("c", "Error"), row("b", "Error"), row("a", "Completed")]);
    expect(changesSentence(changesBetween(before, after))).toBe(
      "1 run now Completed, 2 runs now Error, 1 new run",
    );
  });

  it("is nothing when nothing changed", () => {
    const same = page([row("a")]);
    expect(changesSentence(changesBetween(same, same))).toBe("");
  });

  it("is added up until it is told", () => {
    const one = { states: { Error: 1 }, arrived: 1 };
    const other = { states: { Error: 2, Killed: 1 }, arrived: 0 };
    expect(changesSentence(addedChanges(one, other))).toBe(
      "3 runs now Error, 1 run now Killed, 1 new run",
    );
  });
});
