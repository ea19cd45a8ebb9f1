import { describe, expect, it } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import { deviationOf, rateLevel } from "./durations";
import { frequencyRows, type StateSums } from "./frequency";
import { resolveWindow } from "./report-window";
import { trendPoints } from "./trend";

const NOW = new Date("2026-11-20T00:00:00Z");
const at = (text: string) => new Date(`2026-11-${text}Z`);
const OPEN = { window: { from: null, to: null }, now: NOW };

function sums(state: RunState, change: Partial<StateSums> = {}): StateSums {
  return {
    ...{ jobName: "A", tenantId: "t", state, runs: 1, durationMs: 1000, maxDurationMs: 1000 },
    ...{ delayMs: 0, maxDelayMs: 0 },
    ...{ firstStartedAt: at("10T00:00:00"), lastStartedAt: at("10T00:00:00") },
    ...change,
  };
}

describe("a row of the frequency report (background-jobs N2)", () => {
  it("has no interval below two runs, and no rate without an end", () => {
    const [row] = frequencyRows([sums("Running")], OPEN);
    expect(row).toMatchObject({ runs: 1, active: 1, avgIntervalSeconds: null, successRate: null });
    expect(row).toMatchObject({ avgDurationMs: null, maxDurationMs: null });
  });

  it("tells durations of completed runs only, and delays of all", () => {
    const [row] = frequencyRows(
      [
        sums("Completed", { runs: 2, durationMs: 3000, maxDurationMs: 2000, delayMs: 10 }),
        sums("Error", {
          runs: 2,
          durationMs: 9000,
          maxDurationMs: 9000,
          delayMs: 50,
          maxDelayMs: 40,
        }),
      ],
      OPEN,
    );
    expect(row).toMatchObject({ avgDurationMs: 1500, maxDurationMs: 2000 });
    expect(row).toMatchObject({ avgDelayMs: 15, maxDelayMs: 40, successRate: 0.5 });
  });

  it("takes the status of the last start, of two at once that of the later state", () => {
    const later = { lastStartedAt: at("12T00:00:00") };
    const [one] = frequencyRows([sums("Error"), sums("Completed", later)], OPEN);
    expect([one?.lastStatus, one?.lastFailure]).toEqual(["F", at("10T00:00:00")]);
    const [two] = frequencyRows([sums("Completed"), sums("Error")], OPEN);
    expect(two?.lastState).toBe("Error");
  });

  it("counts runs per day over the window, or from the first start of the report to now", () => {
    const rows = [sums("Completed", { runs: 20 }), sums("Completed", { jobName: "B", runs: 5 })];
    expect(frequencyRows(rows, OPEN).map((row) => row.runsPerDay)).toEqual([2, 0.5]);
    const window = { from: at("10T00:00:00"), to: at("12T00:00:00") };
    expect(frequencyRows(rows, { window, now: NOW }).map((row) => row.runsPerDay)).toEqual([
      10, 2.5,
    ]);
  });
});

describe("the window of a report", () => {
  it("is open towards the future and never empty", () => {
    expect(resolveWindow({ from: "now-1d", to: "now+1d" }, NOW)).toEqual({
      ...{ ok: true, from: at("19T00:00:00"), to: null },
    });
    expect(resolveWindow({ from: "now", to: "now" }, NOW)).toMatchObject({ ok: false });
  });
});

describe("the last run against those before it (background-jobs D)", () => {
  const runs = (...durations: number[]) =>
    durations.map((durationMs, index) => ({ runId: String(index), durationMs }));

  it("is compared with the mean of ten, and marked above 20 %", () => {
    const ten = Array<number>(10).fill(100);
    expect(deviationOf(runs(120, ...ten, 9999))).toMatchObject({ baselineMs: 100, isSlow: false });
    expect(deviationOf(runs(121, ...ten))).toMatchObject({ isSlow: true });
    expect(deviationOf(runs(50, ...ten)).deviation).toBeCloseTo(-0.5);
  });

  it("is compared with nothing when it is the first", () => {
    expect(deviationOf(runs(100))).toMatchObject({ baselineMs: null, deviation: null });
    expect(deviationOf([])).toMatchObject({ lastRunId: null, isSlow: false });
  });

  it("has a success rate that is good from 90 %, fair from 70 %", () => {
    expect([0.9, 0.89, 0.7, 0.69].map(rateLevel)).toEqual(["good", "fair", "fair", "poor"]);
  });
});

describe("a course over time", () => {
  it("has a point for every day, and durations of completed runs only", () => {
    const rows = [
      { ...sums("Completed", { durationMs: 400, maxDurationMs: 400 }), at: at("10T00:00:00") },
      { ...sums("Error", { durationMs: 900 }), at: at("11T00:00:00") },
    ];
    const course = { unit: "day", from: at("10T05:00:00"), to: at("12T05:00:00") } as const;
    const points = trendPoints(rows, [], { metric: "duration", ...course });
    expect(points.map(({ runs, avgMs }) => [runs, avgMs])).toEqual([
      ...[
        [1, 400],
        [0, null],
        [0, null],
      ],
    ]);
    const delays = trendPoints(rows, [], { metric: "delay", ...course });
    expect(delays.map(({ runs }) => runs)).toEqual([1, 1, 0]);
  });
});
