import { describe, expect, it } from "vitest";
import { calendarPageOf } from "@/lib/domain/report/forecast-calendar";
import { weeksOf } from "./calendar-weeks";

const now = new Date("2026-11-20T10:00:00Z");
const day = new Date("2026-11-21T00:00:00Z");
const figures = { day, ended: 4, failed: 1, starts: 10, entries: [] };
const calendar = {
  days: new Map([
    [day.getTime(), figures],
    [now.getTime(), figures],
    [day.getTime() + 86_400_000, { ...figures, starts: 5 }],
  ]),
  schedules: new Map(),
  isCapped: false,
};

describe("the weeks of the calendar", () => {
  const weeks = weeksOf(calendarPageOf(day, "month"), calendar, now);
  const find = (text: string) => weeks.flat().find((each) => each.text === text);

  it("have seven days each, one of them chosen and one today", () => {
    expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7]);
    const texts = (is: "isChosen" | "isToday") =>
      weeks
        .flat()
        .filter((each) => each[is])
        .map(({ text }) => text);
    expect([texts("isChosen"), texts("isToday")]).toEqual([["2026-11-21"], ["2026-11-20"]]);
  });

  it("have the figures of each day, and its share of the busiest", () => {
    expect(find("2026-11-21")).toMatchObject({ starts: 10, ended: 4, failed: 1, share: 1 });
    expect(find("2026-11-22")?.share).toBe(0.5);
    expect(find("2026-11-23")).toMatchObject({ starts: 0, ended: 0, share: 0 });
  });

  it("know the days of other months, and where the arrow keys lead beyond the page", () => {
    expect([find("2026-10-31")?.isInside, find("2026-11-01")?.isInside]).toEqual([false, true]);
    expect(find("2026-12-06")?.neighbours.find(({ days }) => days === 7)?.href).toBe(
      "/schedules/calendar?day=2026-12-13",
    );
  });
});
