import { describe, expect, it } from "vitest";
import type { TimeWindow, WindowElement, WindowLookup } from "./time-window";
import { isWindowOpen, nextChange, nextOpening, openingAt } from "./window-openings";

const lookupOf = (windows: Record<string, TimeWindow> = {}): WindowLookup => ({
  window: (name) => windows[name] ?? null,
  calendar: (name) => (name === "DE" ? { holidays: ["2026-12-25", "2027-01-01"] } : null),
});
const NONE = lookupOf();

function windowOf(elements: WindowElement[], rest: Partial<TimeWindow> = {}): TimeWindow {
  return { timeZone: "UTC", elements, ...rest };
}

const berlin = (...elements: WindowElement[]) => windowOf(elements, { timeZone: "Europe/Berlin" });

/** The first openings from an instant on, as `from/to`. */
function openings(window: TimeWindow, from: string, count: number, lookup = NONE): string[] {
  const found: string[] = [];
  let next = nextOpening(window, { from: new Date(from), lookup });
  while (next !== null && found.length < count) {
    found.push(`${iso(next.at)}/${next.until === null ? "" : iso(next.until)}`);
    next = next.until && nextOpening(window, { from: next.until, lookup });
  }
  return found;
}

function iso(at: Date): string {
  return at.toISOString().replace(":00.000Z", "Z");
}

describe("open is the union of the elements (4.6)", () => {
  it("a window without elements is always closed", () => {
    expect(openings(windowOf([]), "2026-11-01T00:00Z", 1)).toEqual([]);
  });

  it("an element is open all day every day until it is restricted", () => {
    const always = windowOf([{}]);
    const at = new Date("2026-11-01T12:00Z");
    expect(isWindowOpen(always, at, NONE)).toBe(true);
    expect(openingAt(always, at, NONE)).toEqual({ from: null, to: null });
    expect(nextOpening(always, { from: at, lookup: NONE })).toEqual({ at, until: null });
    expect(nextChange(always, at, NONE)).toBeNull();
  });

  it("elements that touch or overlap make one opening, over any number of days", () => {
    const window = windowOf([
      { weekdays: ["mon"], from: "20:00" },
      { weekdays: ["tue"], to: "06:00" },
      { weekdays: ["tue"], from: "05:00", to: "07:00" },
    ]);
    expect(openings(window, "2026-11-01T00:00Z", 1)).toEqual([
      "2026-11-02T20:00Z/2026-11-03T07:00Z",
    ]);
    const workweek = windowOf([{ workday: true }]);
    expect(openingAt(workweek, new Date("2026-11-04T12:00Z"), NONE)).toEqual({
      from: new Date("2026-11-02T00:00Z"),
      to: new Date("2026-11-07T00:00Z"),
    });
  });

  it("the moment of opening is inside, the moment of closing is not", () => {
    const window = windowOf([{ from: "08:00", to: "18:00" }]);
    const open = (at: string) => isWindowOpen(window, new Date(at), NONE);
    expect(open("2026-11-02T07:59:59.999Z")).toBe(false);
    expect(open("2026-11-02T08:00:00.000Z")).toBe(true);
    expect(open("2026-11-02T17:59:59.999Z")).toBe(true);
    expect(open("2026-11-02T18:00:00.000Z")).toBe(false);
  });
});

describe("inside an element all restrictions intersect (4.6)", () => {
  it.each<[WindowElement, string[]]>([
    [{ weekdays: ["fri"], days: [13] }, ["2026-11-13T00:00Z", "2027-08-13T00:00Z"]],
    [{ days: [1], months: [1, 7] }, ["2027-01-01T00:00Z", "2027-07-01T00:00Z"]],
    [{ days: [-1] }, ["2026-11-30T00:00Z", "2026-12-31T00:00Z", "2027-01-31T00:00Z"]],
    [{ days: [31] }, ["2026-11-30T00:00Z", "2026-12-31T00:00Z", "2027-01-31T00:00Z"]],
    [{ days: [31], months: [2] }, ["2027-02-28T00:00Z", "2028-02-29T00:00Z"]],
    [{ days: [30], months: [1, 2, 3] }, ["2027-01-30T00:00Z", "2027-03-30T00:00Z"]],
    [{ days: [-31], months: [2, 3] }, ["2027-03-01T00:00Z", "2028-03-01T00:00Z"]],
    [{ dates: ["2026-12-31", "2020-01-01"], months: [12] }, ["2026-12-31T00:00Z"]],
    [{ dates: ["2026-12-31"], weekdays: ["fri"] }, []],
  ])("%j", (element, expected) => {
    const found = openings(windowOf([element]), "2026-11-01T00:00Z", expected.length);
    expect(found.map((opening) => opening.split("/")[0])).toEqual(expected);
  });

  it("a closing at or before the opening is on the next day, and belongs to the day it starts on", () => {
    const night = windowOf([{ weekdays: ["sat"], from: "22:00", to: "06:00" }]);
    expect(openings(night, "2026-11-01T12:00Z", 1)).toEqual([
      "2026-11-07T22:00Z/2026-11-08T06:00Z",
    ]);
    expect(isWindowOpen(night, new Date("2026-11-01T03:00Z"), NONE)).toBe(true);
    expect(
      openings(windowOf([{ days: [1], from: "08:00", to: "08:00" }]), "2026-11-01T00:00Z", 1),
    ).toEqual(["2026-11-01T08:00Z/2026-11-02T08:00Z"]);
  });

  it("24:00 and 00:00 are the end of the day", () => {
    for (const to of ["24:00", "00:00"]) {
      expect(
        openings(windowOf([{ days: [5], from: "20:00", to }]), "2026-11-01T00:00Z", 1),
      ).toEqual(["2026-11-05T20:00Z/2026-11-06T00:00Z"]);
    }
  });
});

describe("working days", () => {
  const from = "2026-12-24T00:00Z";
  it("are Monday to Friday and ignore holidays without a calendar (4.6)", () => {
    expect(openings(windowOf([{ workday: true }]), from, 1)).toEqual([
      "2026-12-24T00:00Z/2026-12-26T00:00Z",
    ]);
  });

  it("leave out the holidays of the window's calendar", () => {
    expect(openings(windowOf([{ workday: true }], { calendar: "DE" }), from, 1)).toEqual([
      "2026-12-24T00:00Z/2026-12-25T00:00Z",
    ]);
  });

  it("are none while the calendar does not exist; other elements stay open", () => {
    const window = windowOf([{ workday: true }, { days: [-1] }], { calendar: "FR" });
    expect(openings(window, from, 1)).toEqual(["2026-12-31T00:00Z/2027-01-01T00:00Z"]);
  });
});

describe("when clocks change", () => {
  it("a day is 23 or 25 hours long", () => {
    expect(openings(berlin({ dates: ["2026-03-29"] }), "2026-03-01T00:00Z", 1)).toEqual([
      "2026-03-28T23:00Z/2026-03-29T22:00Z",
    ]);
    expect(openings(berlin({ dates: ["2026-10-25"] }), "2026-10-01T00:00Z", 1)).toEqual([
      "2026-10-24T22:00Z/2026-10-25T23:00Z",
    ]);
  });

  it.each<[string, WindowElement, string[]]>([
    ["opens at its end", { from: "02:30", to: "05:00" }, ["2026-03-29T01:00Z/2026-03-29T03:00Z"]],
    ["closes at its end", { from: "01:00", to: "02:30" }, ["2026-03-29T00:00Z/2026-03-29T01:00Z"]],
    ["never opens between two of its times", { from: "02:00", to: "02:30" }, []],
  ])("a window with a time in the gap %s", (_, element, expected) => {
    const window = berlin({ dates: ["2026-03-29"], ...element });
    expect(openings(window, "2026-03-01T00:00Z", 1)).toEqual(expected);
  });

  it("a window opens at the first of two equal times and closes at the last", () => {
    const window = berlin({ dates: ["2026-10-25"], from: "02:15", to: "02:45" });
    expect(openings(window, "2026-10-01T00:00Z", 2)).toEqual([
      "2026-10-25T00:15Z/2026-10-25T01:45Z",
    ]);
  });

  it("two openings that meet in the repeated hour are one", () => {
    const window = berlin(
      { dates: ["2026-10-25"], from: "01:00", to: "02:15" },
      { dates: ["2026-10-25"], from: "02:30", to: "04:00" },
    );
    expect(openings(window, "2026-10-01T00:00Z", 2)).toEqual([
      "2026-10-24T23:00Z/2026-10-25T03:00Z",
    ]);
  });

  it("a day ends with the first midnight where midnight comes twice", () => {
    const havana = (day: string) => windowOf([{ dates: [day] }], { timeZone: "America/Havana" });
    expect(openings(havana("2026-10-31"), "2026-10-01T00:00Z", 1)).toEqual([
      "2026-10-31T04:00Z/2026-11-01T04:00Z",
    ]);
    expect(openings(havana("2026-11-01"), "2026-10-01T00:00Z", 1)).toEqual([
      "2026-11-01T04:00Z/2026-11-02T05:00Z",
    ]);
  });

  it("a day that has begun goes on when the clocks are put back into the day before", () => {
    const window = windowOf([{ dates: ["2010-11-07"] }], { timeZone: "America/St_Johns" });
    const open = (at: string) => isWindowOpen(window, new Date(at), NONE);
    expect(open("2010-11-07T02:29:59Z")).toBe(false);
    expect(open("2010-11-07T02:30:00Z")).toBe(true);
    expect(open("2010-11-07T03:00:00Z")).toBe(true);
  });

  it("an opening over the change keeps its times on the wall", () => {
    const night = berlin({ from: "22:00", to: "06:00" });
    expect(openings(night, "2026-03-28T12:00Z", 2)).toEqual([
      "2026-03-28T21:00Z/2026-03-29T04:00Z",
      "2026-03-29T20:00Z/2026-03-30T04:00Z",
    ]);
  });
});

describe("windows that stand on others (4.6)", () => {
  const MONDAYS = windowOf([{ weekdays: ["mon"] }]);
  const MORNINGS = berlin({ from: "08:00", to: "12:00" });
  const lookup = lookupOf({ MONDAYS, MORNINGS });

  it("are open only while every window of enabledDuring is, each in its own zone", () => {
    const window = windowOf([{}], { enabledDuring: ["MONDAYS", "MORNINGS"] });
    expect(openings(window, "2026-11-01T00:00Z", 2, lookup)).toEqual([
      "2026-11-02T07:00Z/2026-11-02T11:00Z",
      "2026-11-09T07:00Z/2026-11-09T11:00Z",
    ]);
  });

  it("are closed while one of disabledDuring is open", () => {
    const window = windowOf([{ weekdays: ["mon"] }], { disabledDuring: ["MORNINGS"] });
    expect(openings(window, "2026-11-01T00:00Z", 2, lookup)).toEqual([
      "2026-11-02T00:00Z/2026-11-02T07:00Z",
      "2026-11-02T11:00Z/2026-11-03T00:00Z",
    ]);
  });

  it.each<[string, Partial<TimeWindow>]>([
    ["needs one that does not exist", { enabledDuring: ["X"] }],
    ["is closed by one that does not exist", { disabledDuring: ["X"] }],
    ["stands on a circle", { disabledDuring: ["ROUND"] }],
    ["stands on more than five in a row", { disabledDuring: ["T1"] }],
  ])("are always closed when one %s: nothing may start at a wrong time", (_, rest) => {
    const tower = Object.fromEntries(
      [1, 2, 3, 4, 5].map((n) => [`T${n}`, windowOf([], { disabledDuring: [`T${n + 1}`] })]),
    );
    const ROUND = windowOf([], { disabledDuring: ["ROUND"] });
    const faulty = lookupOf({ ...tower, T6: windowOf([]), ROUND });
    expect(openings(windowOf([{}], rest), "2026-11-01T00:00Z", 1, faulty)).toEqual([]);
  });
});

describe("minimum open duration (4.6)", () => {
  const window = windowOf([{ from: "08:00", to: "10:00" }]);
  const next = (from: string, minimumOpenSeconds: number) =>
    nextOpening(window, { from: new Date(from), minimumOpenSeconds, lookup: NONE })?.at;

  it("counts from the start, not from the opening", () => {
    expect(next("2026-11-01T09:00Z", 3600)).toEqual(new Date("2026-11-01T09:00Z"));
    expect(next("2026-11-01T09:00:00.001Z", 3600)).toEqual(new Date("2026-11-02T08:00Z"));
  });

  it("longer than any opening is never met", () => {
    expect(next("2026-11-01T09:00Z", 7201)).toBeUndefined();
  });

  it("is met by a window that never closes", () => {
    const always = windowOf([{ from: "08:00", to: "08:00" }]);
    const from = new Date("2026-11-01T09:00Z");
    const query = { from, minimumOpenSeconds: 10 * 86_400, lookup: NONE };
    expect(nextOpening(always, query)).toEqual({ at: from, until: null });
  });
});

describe("never: no opening within two years (1.2)", () => {
  const from = new Date("2026-11-01T08:00Z");
  const at = (date: string, time: string) => windowOf([{ dates: [date], from: time }]);

  it("two years ahead is found, a minute more is not", () => {
    expect(nextOpening(at("2028-11-01", "08:00"), { from, lookup: NONE })).toEqual({
      at: new Date("2028-11-01T08:00Z"),
      until: new Date("2028-11-02T00:00Z"),
    });
    expect(nextOpening(at("2028-11-01", "08:01"), { from, lookup: NONE })).toBeNull();
  });

  it("the opening at the horizon is measured whole", () => {
    const query = { from, minimumOpenSeconds: 16 * 3600, lookup: NONE };
    expect(nextOpening(at("2028-11-01", "08:00"), query)).not.toBeNull();
    expect(
      nextOpening(at("2028-11-01", "08:00"), { ...query, minimumOpenSeconds: 16 * 3600 + 1 }),
    ).toBeNull();
  });

  it("an opening that began more than two years ago has no beginning, one as far ahead no end", () => {
    const since = windowOf([{ dates: ["2024-11-01"] }], {});
    const long = windowOf([{ from: "08:00", to: "08:00" }], { disabledDuring: ["SINCE"] });
    const lookup = lookupOf({ SINCE: since });
    expect(openingAt(long, from, lookup)).toEqual({
      from: new Date("2024-11-02T00:00Z"),
      to: null,
    });
    expect(openingAt(long, new Date("2026-11-02T00:00:01Z"), lookup)).toEqual({
      from: null,
      to: null,
    });
  });

  it("is answered at once, also for windows that contradict each other every day", () => {
    const lookup = lookupOf({ AFTERNOON: berlin({ from: "12:00" }) });
    const contradictions = [
      windowOf([{ weekdays: [] }]),
      berlin({ dates: ["2020-01-01"] }, { days: [30], months: [2] }),
      windowOf([{ weekdays: ["mon"], dates: ["2026-11-03"] }]),
      windowOf([{ to: "12:00" }], { timeZone: "Europe/Berlin", enabledDuring: ["AFTERNOON"] }),
    ];
    for (const window of contradictions) {
      const began = performance.now();
      expect(nextOpening(window, { from, lookup })).toBeNull();
      expect(nextChange(window, from, lookup)).toBeNull();
      expect(performance.now() - began).toBeLessThan(250);
    }
  });
});
