import { describe, expect, it } from "vitest";
import { type ChainRunStep, columnsOf, shownIteration } from "./chain-run-steps";

function step(name: string, iteration: number): ChainRunStep {
  return { runId: `${name}${iteration}`, name, iteration, state: "Completed", calls: [] };
}

const COLUMNS = columnsOf([step("A", 1), step("B", 1), step("C", 1), step("B", 3), step("B", 2)]);

describe("the columns of a run", () => {
  it("are its steps in their order, each with its iterations", () => {
    const shown = COLUMNS.map(({ iterations }) => iterations.map(({ runId }) => runId).join(" "));
    expect(shown).toEqual(["A1", "B1 B2 B3", "C1"]);
  });

  it("show the last iteration until another is chosen", () => {
    const ids = (chosen: Record<string, number>) =>
      COLUMNS.map((column) => shownIteration(column, chosen)?.runId);
    expect(ids({})).toEqual(["A1", "B3", "C1"]);
    expect(ids({ B: 1 })).toEqual(["A1", "B1", "C1"]);
    expect(ids({ B: 9 })).toEqual(["A1", "B3", "C1"]);
  });
});
