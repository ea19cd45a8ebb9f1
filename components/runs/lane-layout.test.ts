import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutLane } from "@/components/runs/lane-layout";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";

const START = Date.UTC(2025, 10, 14);
const at = (ms: number) => new Date(START + ms);
const scale = { from: START, to: START + 1_000, width: 500 };

describe("layoutLane", () => {
  it("draws each stay where it was and as long as it was", () => {
    const boxes = layoutLane(
      segmentsFromTransitions([
        { state: "Scheduled", at: at(0) },
        { state: "Running", at: at(400) },
        { state: "Completed", at: at(900) },
      ]),
      scale,
      at(1_000),
    );
    expect(boxes.map((box) => [box.x, box.width, box.isTick])).toEqual([
      [0, 200, false],
      [200, 250, false],
      [450, 2, true],
    ]);
  });

  it("gives a stay without length two pixels", () => {
    const boxes = layoutLane(
      segmentsFromTransitions([
        { state: "Scheduled", at: at(0) },
        { state: "Queued", at: at(300) },
        { state: "LockWait", at: at(300) },
        { state: "Running", at: at(700) },
      ]),
      scale,
      at(1_000),
    );
    expect(boxes[1]).toMatchObject({ x: 150, width: 2, isTick: true });
  });

  it("marks what goes on outside the visible span and what still lasts", () => {
    const boxes = layoutLane(
      segmentsFromTransitions([{ state: "Running", at: at(-500) }]),
      scale,
      at(5_000),
    );
    expect(boxes).toMatchObject([
      { x: 0, width: 500, isCutLeft: true, isCutRight: true, isLive: true },
    ]);
  });

  it("lets crowded moments share a box and shows the end among them", () => {
    const crowd = Array.from({ length: 1_000 }, (_, index) => ({
      state: index % 2 === 0 ? ("Queued" as const) : ("LockWait" as const),
      at: at(index),
    }));
    const boxes = layoutLane(
      segmentsFromTransitions([...crowd, { state: "Error", at: at(1_000) }]),
      { ...scale, width: 400 },
      at(1_000),
    );
    expect(boxes.length).toBeLessThanOrEqual(201);
    expect(boxes.reduce((sum, box) => sum + box.count, 0)).toBe(1_001);
    expect(boxes.at(-1)?.index).toBe(1_000);
  });

  it("stays inside the plot for any zoom", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_000, max: 2_000 }),
        fc.integer({ min: 5, max: 3_000 }),
        (from, length) => {
          const view = { from: START + from, to: START + from + length, width: 500 };
          const segments = segmentsFromTransitions([
            { state: "Scheduled", at: at(0) },
            { state: "Running", at: at(400) },
            { state: "Killed", at: at(400) },
          ]);
          for (const box of layoutLane(segments, view, at(900))) {
            expect(box.x).toBeGreaterThanOrEqual(0);
            expect(box.x + box.width).toBeLessThanOrEqual(500.001);
            expect(box.width).toBeGreaterThanOrEqual(2);
          }
        },
      ),
    );
  });
});
