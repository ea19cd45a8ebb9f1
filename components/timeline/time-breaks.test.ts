import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisTicks, timeAt, xOf } from "@/components/runs/time-scale";
import { drawnAt, idleBreaks, instantAt } from "@/components/timeline/time-breaks";
import type { RunState } from "@/lib/domain/run/run-state";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";

const START = Date.UTC(2025, 10, 14);
const DAY = 86_400_000;
const MINUTE = 60_000;

const laneOf = (...changes: [RunState, number][]) =>
  segmentsFromTransitions(changes.map(([state, ms]) => ({ state, at: new Date(START + ms) })));

const WAITED_FOR_DAYS = [
  laneOf(
    ["Scheduled", 0],
    ["EventWait", MINUTE],
    ["Running", 3 * DAY],
    ["Completed", 3 * DAY + 5 * MINUTE],
  ),
];

describe("idle stretches", () => {
  it("are broken where days pass without a change and nothing is executed", () => {
    const end = START + 3 * DAY + 5 * MINUTE;
    const [gap, ...others] = idleBreaks(WAITED_FOR_DAYS, end);
    expect(others).toEqual([]);
    expect([gap?.from, gap?.to]).toEqual([START + MINUTE, START + 3 * DAY]);
    const length = drawnAt(gap ? [gap] : [], end) - START;
    expect(length).toBeLessThan(7 * MINUTE);
    expect(length).toBeGreaterThan(6 * MINUTE);
  });

  it("are left alone while something is executed, in whichever lane", () => {
    const long = [laneOf(["Scheduled", 0], ["Running", 1_000], ["Completed", 3 * DAY])];
    expect(idleBreaks(long, START + 3 * DAY)).toEqual([]);
    const covered = [...WAITED_FOR_DAYS, laneOf(["Running", 0], ["Completed", 3 * DAY])];
    expect(idleBreaks(covered, START + 3 * DAY + 5 * MINUTE)).toEqual([]);
  });

  it("are what lies between the runs of a job that runs once a day", () => {
    const daily = Array.from({ length: 50 }, (_, day) =>
      laneOf(["Running", day * DAY], ["Completed", day * DAY + MINUTE]),
    );
    const end = START + 49 * DAY + MINUTE;
    const breaks = idleBreaks(daily, end);
    expect(breaks).toHaveLength(49);
    expect(drawnAt(breaks, end) - START).toBeCloseTo(75 * MINUTE, -1);
  });

  it("never reach beyond the last change, which may still grow", () => {
    const live = [laneOf(["Scheduled", 0], ["EventWait", MINUTE])];
    for (const gap of idleBreaks(live, START + 5 * DAY)) {
      expect(gap.to).toBeLessThanOrEqual(START + MINUTE);
    }
  });
});

describe("the drawn axis", () => {
  const gaps = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 10, max: 100_000 })), {
      maxLength: 8,
    })
    .map((list) => {
      let at = 0;
      return list.map(([busy, idle]) => {
        const from = at + busy;
        at = from + idle;
        return { from, to: at, drawnMs: Math.max(1, idle / 10) };
      });
    });

  it("gives every instant its own place, in order, and back", () => {
    fc.assert(
      fc.property(gaps, fc.array(fc.integer({ min: -50, max: 900_000 })), (breaks, instants) => {
        let previous = Number.NEGATIVE_INFINITY;
        for (const at of instants.toSorted((a, b) => a - b)) {
          const drawn = drawnAt(breaks, at);
          expect(drawn).toBeGreaterThanOrEqual(previous);
          expect(instantAt(breaks, drawn)).toBeCloseTo(at, 4);
          previous = drawn;
        }
      }),
    );
  });

  it("has its ticks on real boundaries or where it resumes, never inside a break", () => {
    const end = START + 3 * DAY + 5 * MINUTE;
    const breaks = idleBreaks(WAITED_FOR_DAYS, end);
    const scale = { from: START, to: drawnAt(breaks, end), width: 900, breaks };
    const ticks = axisTicks(scale);
    expect(ticks.map((tick) => tick.label)).toContain("00:00:00");
    for (const { at } of ticks) {
      const isInside = breaks.some((gap) => at > gap.from && at < gap.to);
      expect(isInside).toBe(false);
      expect(at % MINUTE === 0 || breaks.some((gap) => gap.to === at)).toBe(true);
    }
    expect(ticks.find((tick) => tick.at === START + 3 * DAY)?.context).toBe("17 Nov 2025");
    expect(timeAt(scale, xOf(scale, START + 3 * DAY + 7))).toBeCloseTo(START + 3 * DAY + 7, 0);
  });
});
