import { describe, expect, it } from "vitest";
import { refusedStates } from "./bulk-actions";

describe("refusedStates", () => {
  it("counts the runs that do not allow the action, by state and in table order", () => {
    const runs = [
      { state: "Error" as const },
      { state: "Scheduled" as const },
      { state: "Completed" as const },
      { state: "Completed" as const },
    ];
    expect(refusedStates("cancel", runs)).toBe("2 Completed, 1 Error");
  });

  it("is empty when every run allows it", () => {
    expect(refusedStates("kill", [{ state: "Running" }])).toBe("");
  });
});
