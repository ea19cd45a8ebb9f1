import { describe, expect, it } from "vitest";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { groupFailures } from "./failure-groups";

function run(id: string, definitionId: string, state: RunListItem["state"]): RunListItem {
  const endedAt = `2026-03-02T0${id}:00:00.000Z`;
  return { id, definitionId, state, endedAt } as RunListItem;
}

describe("groupFailures", () => {
  const groups = groupFailures([
    run("5", "load-fx", "Error"),
    run("4", "close", "Unknown"),
    run("3", "load-fx", "Error"),
    run("2", "load-fx", "Unknown"),
    run("1", "load-fx", "Error"),
  ]);

  it("gathers failures of one definition and state under the newest, in the order of the newest", () => {
    expect(groups.map(({ latest, count }) => [latest.id, count])).toEqual([
      ["5", 3],
      ["4", 1],
      ["2", 1],
    ]);
  });

  it("says since when they fail: the first end, in whatever order they ended", () => {
    expect(groups.map(({ since }) => since.slice(11, 16))).toEqual(["01:00", "04:00", "02:00"]);
    const crossed = groupFailures([
      run("3", "a", "Error"),
      run("1", "a", "Error"),
      run("2", "a", "Error"),
    ]);
    expect(crossed[0]?.since.slice(11, 16)).toBe("01:00");
  });
});
