import { describe, expect, it } from "vitest";
import { nextPosition, startOfMove } from "@/components/runs/timeline-keys";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";

const at = (ms: number) => new Date(Date.UTC(2025, 10, 14) + ms);
const lanes = [
  segmentsFromTransitions([
    { state: "Scheduled", at: at(0) },
    { state: "Running", at: at(100) },
    { state: "Waiting", at: at(200) },
    { state: "Completed", at: at(900) },
  ]),
  [],
  segmentsFromTransitions([
    { state: "Chained", at: at(0) },
    { state: "Running", at: at(250) },
    { state: "Completed", at: at(800) },
  ]),
];

describe("nextPosition", () => {
  it("walks along a lane and stops at its ends", () => {
    expect(nextPosition(lanes, { laneIndex: 0, index: 1 }, "ArrowRight")?.index).toBe(2);
    expect(nextPosition(lanes, { laneIndex: 0, index: 0 }, "ArrowLeft")?.index).toBe(0);
    expect(nextPosition(lanes, { laneIndex: 0, index: 1 }, "End")?.index).toBe(3);
    expect(nextPosition(lanes, { laneIndex: 0, index: 3 }, "Home")?.index).toBe(0);
  });

  it("goes to the stay of the next filled lane at the same time", () => {
    const down = nextPosition(lanes, { laneIndex: 0, index: 2 }, "ArrowDown");
    expect(down).toEqual({ laneIndex: 2, index: 0 });
    const up = nextPosition(lanes, { laneIndex: 2, index: 1 }, "ArrowUp");
    expect(up).toEqual({ laneIndex: 0, index: 2 });
  });

  it("stays where it is at the first and last lane and ignores other keys", () => {
    expect(nextPosition(lanes, { laneIndex: 2, index: 1 }, "ArrowDown")).toEqual({
      laneIndex: 2,
      index: 1,
    });
    expect(nextPosition(lanes, { laneIndex: 0, index: 0 }, "a")).toBeUndefined();
  });
});

describe("startOfMove", () => {
  const crowd = { laneIndex: 0, index: 5, first: 3, last: 40 };

  it("leaves a crowd on the side it is left by", () => {
    expect(startOfMove(crowd, "ArrowRight").index).toBe(40);
    expect(startOfMove(crowd, "ArrowLeft").index).toBe(3);
    expect(startOfMove(crowd, "ArrowDown").index).toBe(5);
  });
});
