import { describe, expect, it } from "vitest";
import { stripScaleMs } from "@/components/runs/strip-scale";

describe("the scale of the strips of a list", () => {
  it("has room for the longest run, in a length that seldom changes", () => {
    expect(stripScaleMs([4_000, 9_000, 12_000])).toBe(30_000);
    expect(stripScaleMs([4_000, 9_000, 29_000])).toBe(30_000);
  });

  it("leaves out a run that is out of all proportion, so that the others are seen", () => {
    expect(stripScaleMs([2_000, 3_000, 4_000, 86_400_000])).toBe(5_000);
  });

  it("does not exist while no run has a length", () => {
    expect(stripScaleMs([])).toBeNull();
    expect(stripScaleMs([0, 0])).toBeNull();
  });
});
