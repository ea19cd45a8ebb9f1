import { describe, expect, it } from "vitest";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import { expandStates, STATE_GROUPS, statesOfGroup } from "./state-group";

describe("state groups", () => {
  it("put every state into exactly one group", () => {
    const grouped = STATE_GROUPS.flatMap(statesOfGroup);
    expect([...grouped].sort()).toEqual([...RUN_STATES].sort());
  });

  it("count as failed what ended without doing its work although it should have", () => {
    expect(statesOfGroup("failed")).toEqual(["Error", "Killed", "Unknown"]);
  });

  it("expand beside single states, each state once and in table order", () => {
    expect(expandStates(["Completed", "failed", "Error"])).toEqual([
      "Completed",
      "Error",
      "Killed",
      "Unknown",
    ]);
  });
});
