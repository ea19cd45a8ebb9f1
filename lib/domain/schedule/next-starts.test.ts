import { describe, expect, it } from "vitest";
import { nextStartsOf } from "./next-starts";

const OPEN = { startAt: null, endAt: null };
const schedule = {
  active: true,
  nextRunAt: new Date("2026-11-20T10:00:00Z"),
  mode: "cron",
  expression: "* * * * */2 0 0",
  timeZone: "UTC",
  oneTimeAt: null,
  ...OPEN,
} as const;
const iso = (times: Date[]) => times.map((at) => at.toISOString().slice(0, 16));

describe("the next starts of a stored schedule", () => {
  it("begin with the planned one", () => {
    expect(iso(nextStartsOf(schedule, OPEN, 3))).toEqual([
      "2026-11-20T10:00",
      "2026-11-20T12:00",
      "2026-11-20T14:00",
    ]);
  });

  it("end with the window of the definition", () => {
    const definition = { startAt: null, endAt: new Date("2026-11-20T13:00:00Z") };
    expect(nextStartsOf(schedule, definition, 10)).toHaveLength(2);
  });

  it("are counted from the planned start of an interval", () => {
    const interval = { ...schedule, mode: "repeatInterval", expression: "90 minutes" } as const;
    expect(iso(nextStartsOf(interval, OPEN, 2))).toEqual(["2026-11-20T10:00", "2026-11-20T11:30"]);
  });

  it("are one for a one-time schedule, and none for an inactive one", () => {
    const once = {
      ...schedule,
      mode: "time",
      expression: "now",
      oneTimeAt: schedule.nextRunAt,
    } as const;
    expect(nextStartsOf(once, OPEN, 10)).toEqual([schedule.nextRunAt]);
    expect(nextStartsOf({ ...schedule, active: false }, OPEN, 10)).toEqual([]);
    expect(nextStartsOf({ ...schedule, nextRunAt: null }, OPEN, 10)).toEqual([]);
  });
});
