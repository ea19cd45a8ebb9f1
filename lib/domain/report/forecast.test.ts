import { describe, expect, it } from "vitest";
import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";
import { storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { crowdsOf, type ForecastSchedule, forecastOf } from "./forecast";

const at = (text: string) => new Date(`2026-03-${text}Z`);
const ALWAYS = { startAt: null, endAt: null };

function schedule(
  id: string,
  [mode, text]: [ScheduleMode, string],
  nextRunAt: Date,
  more: Partial<ForecastSchedule> = {},
): ForecastSchedule {
  const stored = storedScheduleSpec({ mode, text, timeZone: "UTC", at: null });
  if (!stored.ok) throw new Error(`${text} is no schedule`);
  return { id, spec: stored.spec, window: ALWAYS, nextRunAt, meanDurationMs: null, ...more };
}

const now = at("01T00:30:00");
const query = { now, from: now, until: at("01T04:00:00"), most: 1000 };
const hourly = schedule("hourly", ["cron", "* * * * * 0 0"], at("01T01:00:00"), {
  meanDurationMs: 90 * 60_000,
});

describe("the forecast", () => {
  it("lets runs that take longer than their interval stand side by side", () => {
    const { hours, starts } = forecastOf([hourly], query);
    expect(starts).toBe(3);
    expect(hours.map(({ peak }) => peak)).toEqual([0, 1, 2, 2]);
    expect(hours.map(({ starts: each }) => each)).toEqual([0, 1, 1, 1]);
    expect(hours.map(({ busyMs }) => busyMs / 60_000)).toEqual([0, 60, 90, 90]);
  });

  it("says of each schedule how often and when it starts something", () => {
    const interval = schedule("interval", ["repeatInterval", "30 minutes"], at("01T00:40:00"));
    const { jobs } = forecastOf([hourly, interval], query);
    expect(jobs).toEqual([
      { scheduleId: "interval", starts: 7, firstAt: at("01T00:40:00"), lastAt: at("01T03:40:00") },
      { scheduleId: "hourly", starts: 3, firstAt: at("01T01:00:00"), lastAt: at("01T03:00:00") },
    ]);
  });

  it("ends where there are too many ticks, in the order of time over all schedules", () => {
    const other = schedule("other", ["cron", "* * * * * 30 0"], at("01T00:30:00"));
    const forecast = forecastOf([hourly, other], { ...query, most: 3 });
    expect(forecast).toMatchObject({ isCut: true, until: at("01T02:00:00"), starts: 3 });
    expect(forecast.hours.at(-1)?.hour).toEqual(at("01T01:00:00"));
  });

  it("counts what is due already at its beginning, and only when that is now", () => {
    const due = schedule("due", ["cron", "* * * * * 0 0"], at("01T00:00:00"));
    expect(forecastOf([due], query).jobs[0]).toMatchObject({ firstAt: now, starts: 4 });
    const later = { ...query, from: at("01T02:30:00") };
    expect(forecastOf([due], later).jobs[0]).toMatchObject({
      firstAt: at("01T03:00:00"),
      starts: 1,
    });
  });

  it("starts a run of a closed time window when it opens, and leaves out one whose window never does", () => {
    const opens = at("01T02:15:00");
    const waiting = { ...hourly, startOf: (tick: Date) => (tick < opens ? opens : tick) };
    const { hours } = forecastOf([waiting], query);
    expect(hours.map(({ starts }) => starts)).toEqual([0, 0, 2, 1]);
    const never = forecastOf([{ ...hourly, startOf: () => null }], query);
    expect([never.starts, never.neverStarting]).toEqual([0, 3]);
  });

  it("is the same in whatever order the schedules are given", () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      schedule(`s${index}`, ["cron", `* * * * * ${index} 0`], at(`01T01:${10 + index}:00`)),
    );
    const [one, two] = [forecastOf(many, query), forecastOf(many.toReversed(), query)];
    expect(one.hours).toEqual(two.hours);
    expect(one.jobs.map(({ firstAt }) => firstAt)).toEqual(two.jobs.map(({ firstAt }) => firstAt));
  });
});

describe("a crowd", () => {
  const hour = { hour: at("01T02:00:00"), starts: 12, onTheHour: 12, busyMs: 0, peak: 12 };

  it("is more starts on the hour than slots, or more runs at one moment", () => {
    expect(crowdsOf([hour], 10)).toEqual([{ hour: hour.hour, kind: "on-the-hour", count: 12 }]);
    expect(crowdsOf([{ ...hour, onTheHour: 3 }], 10)).toEqual([
      { hour: hour.hour, kind: "over-slots", count: 12 },
    ]);
    expect(crowdsOf([hour], 12)).toEqual([]);
  });

  it("is not named while no process server is known", () => {
    expect(crowdsOf([hour], 0)).toEqual([]);
  });
});
