import { describe, expect, it } from "vitest";
import type { MonitorRow } from "./monitor-page";
import { type ChildRows, entryAbove, runEntries, treeEntries } from "./tree-rows";

function row(id: string, role = "job"): MonitorRow {
  return { id, role, kind: role === "chain" || role === "step" ? "chain" : "http" } as MonitorRow;
}

const read = (...rows: MonitorRow[]): ChildRows => ({ state: "read", rows, isCut: false });
const BELOW: Record<string, ChildRows> = {
  chain: read(row("load", "step"), row("post", "step")),
  load: read(row("extract", "call")),
};

function shown(rows: MonitorRow[], expanded: string[], below = BELOW) {
  return treeEntries(rows, new Set(expanded), (id) => below[id]).map((entry) =>
    entry.kind === "run" ? `${"  ".repeat(entry.depth)}${entry.row.id}` : entry.text,
  );
}

describe("the rows of the monitor", () => {
  it("are those of the page as long as nothing is unfolded", () => {
    expect(shown([row("job"), row("chain", "chain")], [])).toEqual(["job", "chain"]);
  });

  it("have the steps and calls of an unfolded chain below it", () => {
    expect(shown([row("chain", "chain"), row("job")], ["chain", "load"])).toEqual([
      "chain",
      "  load",
      "    extract",
      "  post",
      "job",
    ]);
  });

  it("forget what is unfolded below a folded chain, and unfold no plain run", () => {
    expect(shown([row("chain", "chain"), row("job")], ["load", "job"])).toEqual(["chain", "job"]);
  });

  it.each<[ChildRows | undefined, string]>([
    [undefined, "Reading its steps"],
    [
      { state: "failed", message: "The server cannot be reached." },
      "could not be read: The server",
    ],
    [read(), "It has no steps"],
    [{ state: "read", rows: [row("load", "step")], isCut: true }, "It has more steps"],
  ])("say what is the case in place of rows: %j", (children, text) => {
    const lines = shown([row("chain", "chain")], ["chain"], children ? { chain: children } : {});
    expect(lines.at(-1)).toContain(text);
  });

  it("can show a run twice, found by a filter and below its chain", () => {
    const rows = [row("chain", "chain"), row("extract", "call")];
    const entries = runEntries(treeEntries(rows, new Set(["chain", "load"]), (id) => BELOW[id]));
    const twins = entries.filter((entry) => entry.row.id === "extract");
    expect(new Set(twins.map(({ key }) => key)).size).toBe(2);
    const [below, found] = twins;
    expect(below && entryAbove(entries, below)?.row.id).toBe("load");
    expect(found && entryAbove(entries, found)).toBeUndefined();
  });
});
