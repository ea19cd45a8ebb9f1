import { describe, expect, it } from "vitest";
import { calendarPageOf, dayText } from "./forecast-calendar";

const page = (day: string, view: "month" | "week" = "month") =>
  calendarPageOf(new Date(`${day}T13:00:00Z`), view);

describe("a page of the calendar", () => {
  it("is whole weeks from Monday on, with the days of the neighbouring months", () => {
    const { days, day } = page("2026-11-21");
    expect([days[0], days.at(-1)].map((at) => at && dayText(at))).toEqual([
      "2026-10-26",
      "2026-12-06",
    ]);
    expect([days.length, dayText(day)]).toEqual([42, "2026-11-21"]);
    expect(page("2027-02-10").days).toHaveLength(28);
  });

  it("is seven days as a week, also across the night clocks change", () => {
    const { days, previous, next } = page("2026-03-29", "week");
    expect(days.map(dayText)).toEqual([
      ...["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26"],
      ...["2026-03-27", "2026-03-28", "2026-03-29"],
    ]);
    expect([previous, next].map(dayText)).toEqual(["2026-03-22", "2026-04-05"]);
  });

  it("leads to the last day of a shorter month, and across the year", () => {
    expect([page("2026-01-31").next, page("2026-03-31").previous].map(dayText)).toEqual([
      "2026-02-28",
      "2026-02-28",
    ]);
    expect(dayText(page("2026-12-15").next)).toBe("2027-01-15");
  });
});
