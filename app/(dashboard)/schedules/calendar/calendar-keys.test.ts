import { describe, expect, it } from "vitest";
import { calendarPageOf } from "@/lib/domain/report/forecast-calendar";
import { dayReachedBy } from "./calendar-keys";
import { weeksOf } from "./calendar-weeks";

const now = new Date("2026-11-20T10:00:00Z");
const nothing = { days: new Map(), schedules: new Map(), isCapped: false };
const days = weeksOf(calendarPageOf(now, "week"), nothing, now).flat();

function reached(key: string, text: string) {
  const from = days.find((day) => day.text === text);
  if (!from) throw new Error(`${text} is not on the page`);
  return dayReachedBy(key, { days, from });
}

describe("the arrow keys in the calendar", () => {
  it("go from day to day", () => {
    expect(reached("ArrowRight", "2026-11-20")).toEqual({ day: "2026-11-21" });
    expect(reached("ArrowLeft", "2026-11-20")).toEqual({ day: "2026-11-19" });
  });

  it("lead to the page before or after from its edges", () => {
    const href = (day: string) => ({ href: `/schedules/calendar?view=week&day=${day}` });
    expect(reached("ArrowLeft", "2026-11-16")).toEqual(href("2026-11-15"));
    expect(reached("ArrowDown", "2026-11-18")).toEqual(href("2026-11-25"));
    expect(reached("ArrowRight", "2026-11-22")).toEqual(href("2026-11-23"));
  });

  it("are the only keys it takes", () => {
    expect(reached("Enter", "2026-11-20")).toBeNull();
  });
});
