import { describe, expect, it } from "vitest";
import { refusedStates } from "./bulk-actions";

describe("refusedStates", () => {
  it("counts the runs that do not allow the action, by state and in table order", () => {
    const ended = ["restart", "delete"] as const;
    const runs = [
      { state: "Error" as const, actions: ended },
      { state: "Scheduled" as const, actions: ["hold", "cancel"] as const },
      { state: "Completed" as const, actions: ended },
      { state: "Completed" as const, actions: ended },
    ];
    expect(refusedStates("cancel", runs)).toBe("2 Completed, 1 Error");
  });

  it("is empty when every run allows it", () => {
    expect(refusedStates("kill", [{ state: "Running", actions: ["kill"] }])).toBe("");
  });
});
