import { describe, expect, it } from "vitest";
import { calendarHref, parseCalendarAddress } from "./search-params";

const now = new Date("2026-11-20T10:20:30Z");
const read = (text: string) => parseCalendarAddress(new URLSearchParams(text), now);

describe("the address of the calendar", () => {
  it("is today's month when it says nothing, or nothing that can be understood", () => {
    const today = { view: "month", day: new Date("2026-11-20T00:00:00Z") };
    for (const text of ["", "day=2026-13-45&view=year", "day=tomorrow"])
      expect(read(text)).toEqual(today);
  });

  it("is read as it is written", () => {
    const address = { view: "week", day: new Date("2027-02-28T00:00:00Z") } as const;
    const href = calendarHref(address);
    expect(href).toBe("/schedules/calendar?view=week&day=2027-02-28");
    expect(read(new URL(href, "http://x").search)).toEqual(address);
  });
});
