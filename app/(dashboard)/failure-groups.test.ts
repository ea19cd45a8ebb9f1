import { describe, expect, it } from "vitest";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { groupFailures } from "./failure-groups";

function run(id: string, definitionId: string, state: RunListItem["state"]): RunListItem {
  return { id, definitionId, state } as RunListItem;
}

describe("groupFailures", () => {
  it("gathers failures of one definition and state under the newest, in the order of the newest", () => {
    const groups = groupFailures([
      run("5", "load-fx", "Error"),
      run("4", "close", "Unknown"),
      run("3", "load-fx", "Error"),
      run("2", "load-fx", "Unknown"),
      run("1", "load-fx", "Error"),
    ]);
    expect(groups.map(({ latest, count }) => [latest.id, count])).toEqual([
      ["5", 3],
      ["4", 1],
      ["2", 1],
    ]);
  });
});
