import { describe, expect, it } from "vitest";
import { directionOf, nextSort, orderFault } from "./sort-orders";

describe("the order of the list", () => {
  it("is newest first, and turned round by a press on its own column", () => {
    expect(directionOf(undefined, "submitted")).toBe("descending");
    expect(nextSort(undefined, "submitted")).toBe("submitted");
    expect(nextSort("submitted", "submitted")).toBe("-submitted");
  });

  it("begins with the largest when another column is pressed", () => {
    expect(nextSort(undefined, "duration")).toBe("-duration");
    expect(directionOf("-duration", "submitted")).toBeNull();
  });

  it("is refused where it would go through the history, with what to do", () => {
    expect(orderFault({}, "duration")).toContain("narrow the period");
    expect(orderFault({ from: "now-24h" }, "duration")).toBeNull();
    expect(orderFault({}, "submitted")).toBeNull();
  });
});
