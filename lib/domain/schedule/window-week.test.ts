import { describe, expect, it } from "vitest";
import type { TimeWindow, WindowElement, WindowLookup } from "./time-window";
import { weekPicture, weekStartOf } from "./window-week";

const NONE: WindowLookup = { window: () => null, calendar: () => null };

/** The open spans of a week by weekday, as clock minutes; closed days are left out. */
function week(window: TimeWindow, monday: string, lookup = NONE) {
  const weekStart = weekStartOf(new Date(`${monday}T12:00:00Z`), window.timeZone);
  return Object.fromEntries(
    weekPicture(window, { weekStart, lookup })
      .filter(({ spans }) => spans.length > 0)
      .map(({ weekday, spans }) => [
        weekday,
        spans.map(({ fromMinute, toMinute }) => [fromMinute, toMinute]),
      ]),
  );
}

const windowOf = (timeZone: string, ...elements: WindowElement[]) => ({ timeZone, elements });

describe("the picture of a week", () => {
  it("has seven days from Monday on", () => {
    const weekStart = new Date("2026-11-01T23:00Z");
    const days = weekPicture(windowOf("Europe/Berlin"), { weekStart, lookup: NONE });
    expect(days.map(({ day, weekday }) => `${weekday} ${day}`)).toEqual([
      "mon 2026-11-02",
      "tue 2026-11-03",
      "wed 2026-11-04",
      "thu 2026-11-05",
      "fri 2026-11-06",
      "sat 2026-11-07",
      "sun 2026-11-08",
    ]);
  });

  it("splits an opening over midnight by day, also one that began in the week before", () => {
    const night = windowOf("UTC", { weekdays: ["sun", "mon"], from: "22:00", to: "06:30" });
    expect(week(night, "2026-11-02")).toEqual({
      mon: [
        [0, 390],
        [1320, 1440],
      ],
      tue: [[0, 390]],
      sun: [[1320, 1440]],
    });
  });

  it("shows the clock of the window's own zone", () => {
    const outer = { ...windowOf("Europe/Berlin", {}), enabledDuring: ["NEW_YORK"] };
    const newYork = windowOf("America/New_York", { weekdays: ["mon"], from: "09:00", to: "17:00" });
    const lookup: WindowLookup = { window: () => newYork, calendar: () => null };
    expect(week(outer, "2026-11-02", lookup)).toEqual({ mon: [[900, 1380]] });
  });

  it("draws a whole day of 23 or 25 hours as a whole day", () => {
    const always = windowOf("Europe/Berlin", {});
    expect(week(always, "2026-03-23")).toMatchObject({ sat: [[0, 1440]], sun: [[0, 1440]] });
    expect(week(always, "2026-10-19")).toMatchObject({ sat: [[0, 1440]], sun: [[0, 1440]] });
  });

  it("draws a repeated hour open where it is open once", () => {
    const utc = windowOf("UTC", { dates: ["2026-10-25"], from: "00:40", to: "01:10" });
    const local = { ...windowOf("Europe/Berlin", {}), enabledDuring: ["UTC"] };
    const lookup: WindowLookup = { window: () => utc, calendar: () => null };
    expect(week(local, "2026-10-19", lookup)).toEqual({
      sun: [
        [120, 130],
        [160, 180],
      ],
    });
  });

  it("leaves out the hour that a day does not begin with", () => {
    const always = windowOf("Africa/Cairo", {});
    expect(week(always, "2026-04-20")).toMatchObject({ thu: [[0, 1440]], fri: [[60, 1440]] });
  });
});

describe("the beginning of a week", () => {
  it.each([
    ["2026-11-08T22:59:59Z", "Europe/Berlin", "2026-11-01T23:00:00Z"],
    ["2026-11-08T23:00:00Z", "Europe/Berlin", "2026-11-08T23:00:00Z"],
    ["2026-11-09T04:59:59Z", "America/New_York", "2026-11-02T05:00:00Z"],
    ["2026-03-29T12:00:00Z", "Europe/Berlin", "2026-03-22T23:00:00Z"],
  ])("of %s in %s is Monday 00:00 there", (at, timeZone, expected) => {
    expect(weekStartOf(new Date(at), timeZone)).toEqual(new Date(expected));
  });
});
