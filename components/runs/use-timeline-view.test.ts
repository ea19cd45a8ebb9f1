import { describe, expect, it } from "vitest";
import { axisEnd } from "@/components/runs/use-timeline-view";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";

const START = Date.UTC(2025, 10, 14);
const at = (ms: number) => new Date(START + ms);
const live = [segmentsFromTransitions([{ state: "Running", at: at(0) }])];

describe("the end of the axis", () => {
  it("is the last change of a life that has ended, whatever the time is", () => {
    const ended = [
      segmentsFromTransitions([
        { state: "Running", at: at(0) },
        { state: "Completed", at: at(500) },
      ]),
    ];
    expect(axisEnd(ended, at(99_000))).toBe(START + 500);
  });

  it("lies a little ahead of now while a life lasts", () => {
    for (const ms of [1, 900, 1_000, 61_000, 86_400_000]) {
      const end = axisEnd(live, at(ms));
      expect(end).toBeGreaterThan(START + ms);
      expect(end - START).toBeLessThan(Math.max(1_000, ms) * 1.06);
    }
  });

  it("moves in steps, so that the picture is laid out anew now and then only", () => {
    const ends = new Set(
      Array.from({ length: 600 }, (_, second) => axisEnd(live, at((second + 600) * 1_000))),
    );
    expect(ends.size).toBeLessThan(20);
  });

  it("is now where nothing is known", () => {
    expect(axisEnd([[]], at(7))).toBe(START + 7);
  });
});
