import { describe, expect, it } from "vitest";
import { agendaOf, type PlannedSchedule } from "./agenda";
import { listOccurrences } from "./occurrences";
import { parseScheduleSpec, type ScheduleModeInput } from "./schedule-spec";

const NOW = new Date("2026-11-20T10:20:00Z");
const DAY = { from: NOW, until: new Date("2026-11-21T10:20:00Z") };
const OPEN = { startAt: null, endAt: null };

function planned(
  id: string,
  input: ScheduleModeInput,
  rest: Partial<PlannedSchedule> & { nextRunAt: Date },
): PlannedSchedule {
  const parsed = parseScheduleSpec(input, NOW);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { id, spec: parsed.spec, window: OPEN, ...rest };
}

describe("the agenda", () => {
  it("groups starts by hour and leaves empty hours out", () => {
    const daily = planned(
      "daily",
      { cron: "* * * * 12 5 0" },
      { nextRunAt: new Date("2026-11-20T12:05:00Z") },
    );
    const once = planned(
      "once",
      { time: "2026-11-20T12:01:00Z" },
      { nextRunAt: new Date("2026-11-20T12:01:00Z") },
    );
    const hours = agendaOf([daily, once], DAY);
    expect(hours.map((hour) => hour.hour.toISOString())).toEqual(["2026-11-20T12:00:00.000Z"]);
    expect(hours[0]?.starts).toBe(2);
    expect(hours[0]?.entries.map((entry) => entry.scheduleId)).toEqual(["once", "daily"]);
  });

  it("counts the starts of a frequent schedule without listing them", () => {
    const secondly = planned(
      "s",
      { cron: "* * * * * * *" },
      { nextRunAt: new Date("2026-11-20T10:20:01Z") },
    );
    const hours = agendaOf([secondly], DAY);
    expect(hours).toHaveLength(25);
    expect(hours[0]?.starts).toBe(40 * 60 - 1);
    expect(hours[1]?.starts).toBe(3600);
    expect(hours[24]?.starts).toBe(20 * 60);
  });

  it.each([
    { cron: "* * * * * */7 0" },
    { cron: "* * * * 10:14/2 */10 30", timeZone: "Asia/Kolkata" },
    { repeatInterval: "7 minutes" },
    { repeatInterval: "25 hours" },
  ])("agrees with the single starts of $cron$repeatInterval", (input) => {
    const nextRunAt = new Date("2026-11-20T10:30:30Z");
    const subject = planned("x", input, { nextRunAt });
    const { spec } = subject;
    const rest = listOccurrences(
      { spec, window: OPEN, after: nextRunAt, lastStartedAt: nextRunAt },
      400,
    );
    const expected = [nextRunAt, ...rest].filter((at) => at < DAY.until).length;
    const total = agendaOf([subject], DAY).reduce((sum, hour) => sum + hour.starts, 0);
    expect(total).toBe(expected);
  });

  it("ends with the window", () => {
    const window = { startAt: null, endAt: new Date("2026-11-20T11:10:00Z") };
    const nextRunAt = new Date("2026-11-20T10:30:00Z");
    for (const input of [{ cron: "* * * * * */10 0" }, { repeatInterval: "10 minutes" }]) {
      const hours = agendaOf([planned("x", input, { nextRunAt, window })], DAY);
      expect(hours.map((hour) => hour.starts)).toEqual([3, 2]);
    }
  });

  it("shows a start that is due already as due now", () => {
    const late = planned(
      "late",
      { time: "2026-11-20T10:00:00Z" },
      { nextRunAt: new Date("2026-11-20T10:00:00Z") },
    );
    expect(agendaOf([late], DAY)[0]?.entries[0]?.firstAt).toEqual(NOW);
  });
});
