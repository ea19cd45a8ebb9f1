import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grownBox, layoutLane } from "@/components/runs/lane-layout";
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

  it("draws states too short to tell apart as one mixed band, which zooming takes apart", () => {
    const changes = Array.from({ length: 1_000 }, (_, index) => ({
      state: index % 2 === 0 ? ("Queued" as const) : ("LockWait" as const),
      at: at(index),
    }));
    const segments = segmentsFromTransitions([...changes, { state: "Running", at: at(1_000) }]);
    const far = { from: START, to: START + 50_000, width: 500 };
    const [crowd, ...others] = layoutLane(segments, far, at(50_000));
    expect(crowd).toMatchObject({ first: 0, last: 999, count: 1_000, isMixed: true });
    expect(others).toMatchObject([{ index: 1_000, isMixed: false }]);
    const near = { from: START, to: START + 20, width: 500 };
    const told = layoutLane(segments, near, at(50_000));
    expect(told).toHaveLength(21);
    expect(told.some((box) => box.isMixed)).toBe(false);
  });

  it("shows a short run in the colour of its outcome", () => {
    const [box, ...others] = layoutLane(
      segmentsFromTransitions([
        { state: "Running", at: at(100) },
        { state: "Error", at: at(101) },
      ]),
      scale,
      at(1_000),
    );
    expect(others).toEqual([]);
    expect(box).toMatchObject({ index: 1, first: 0, last: 1, isMixed: false, isTick: true });
  });

  it("does not turn back where a clock was set back", () => {
    const boxes = layoutLane(
      segmentsFromTransitions([
        { state: "Scheduled", at: at(0) },
        { state: "Running", at: at(500) },
        { state: "Waiting", at: at(300) },
        { state: "Completed", at: at(800) },
      ]),
      scale,
      at(1_000),
    );
    expect(boxes.map((box) => [box.x, box.width])).toEqual([
      [0, 250],
      [250, 2],
      [250, 150],
      [400, 2],
    ]);
  });

  it("gives what lasts a box of its own, which grows without the others", () => {
    const segments = segmentsFromTransitions([
      { state: "Scheduled", at: at(0) },
      { state: "Queued", at: at(400) },
      { state: "Running", at: at(401) },
    ]);
    const live = layoutLane(segments, scale, at(1_000)).at(-1);
    if (live === undefined) throw new Error("A box was expected.");
    expect(live).toMatchObject({ count: 1, isLive: true });
    expect(grownBox(live, scale, at(401))).toMatchObject({ width: 2, isTiny: true });
    expect(grownBox(live, scale, at(601))).toMatchObject({ width: 100, isTiny: false });
    expect(grownBox(live, scale, at(2_000))?.isCutRight).toBe(true);
    // A browser whose clock is behind that of the server.
    expect(grownBox(live, scale, at(100))?.width).toBe(2);
    expect(grownBox(live, scale, at(-100))).toBeNull();
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
