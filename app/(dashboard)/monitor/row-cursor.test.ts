import { describe, expect, it } from "vitest";
import type { MonitorRow } from "./monitor-page";
import { stepFrom, treeMove } from "./row-cursor";
import { type ChildRows, type RunEntry, runEntries, treeEntries } from "./tree-rows";

function row(id: string, role = "job"): MonitorRow {
  return { id, role, kind: role === "job" ? "http" : "chain" } as MonitorRow;
}

const BELOW: Record<string, ChildRows> = {
  chain: { state: "read", rows: [row("load", "step")], isCut: true },
};
const PAGE = [row("chain", "chain"), row("job")];
const folded = treeEntries(PAGE, new Set(), (id) => BELOW[id]);
const unfolded = treeEntries(PAGE, new Set(["chain"]), (id) => BELOW[id]);

function at(entries: typeof folded, key: string): RunEntry | undefined {
  return runEntries(entries).find((entry) => entry.key === key);
}

describe("the row cursor", () => {
  it("begins at the end it comes from", () => {
    expect(stepFrom(folded, undefined, 1)?.key).toBe("chain");
    expect(stepFrom(folded, undefined, -1)?.key).toBe("job");
  });

  it("goes through what is unfolded, over lines that are no runs", () => {
    expect(stepFrom(unfolded, at(unfolded, "chain"), 1)?.key).toBe("chain/load");
    expect(stepFrom(unfolded, at(unfolded, "chain/load"), 1)?.key).toBe("job");
  });

  it("stays at the ends", () => {
    expect(stepFrom(folded, at(folded, "job"), 1)).toBeUndefined();
    expect(stepFrom(folded, at(folded, "chain"), -1)).toBeUndefined();
  });
});

describe("an arrow to the side", () => {
  it("unfolds a chain, then leads to its first step, and back", () => {
    expect(treeMove(folded, at(folded, "chain"), "in")).toEqual({ expand: true });
    expect(treeMove(unfolded, at(unfolded, "chain"), "in")?.to?.key).toBe("chain/load");
    expect(treeMove(unfolded, at(unfolded, "chain/load"), "out")?.to?.key).toBe("chain");
    expect(treeMove(unfolded, at(unfolded, "chain"), "out")).toEqual({ expand: false });
  });

  it("does nothing on a run without anything above or below it", () => {
    expect(treeMove(folded, at(folded, "job"), "in")).toBeNull();
    expect(treeMove(folded, at(folded, "job"), "out")).toBeNull();
    expect(treeMove(folded, undefined, "in")).toBeNull();
  });
});
