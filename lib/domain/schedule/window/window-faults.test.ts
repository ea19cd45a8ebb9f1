import { describe, expect, it } from "vitest";
import type { TimeWindow, WindowElement, WindowLookup } from "../time-window";
import { windowFaults } from "./window-faults";

const window = (rest: Partial<TimeWindow> = {}): TimeWindow => ({
  timeZone: "UTC",
  elements: [{}],
  ...rest,
});

function lookupOf(windows: Record<string, TimeWindow>): WindowLookup {
  return {
    window: (name) => windows[name] ?? null,
    calendar: (name) => (name === "DE" ? { holidays: ["2026-12-25"] } : null),
  };
}

const NONE = lookupOf({});

/** A stands on B, B on C and so on. */
function tower(names: string): Record<string, TimeWindow> {
  return Object.fromEntries(
    [...names].map((name, index) => {
      const below = names[index + 1];
      return [name, window(below === undefined ? {} : { enabledDuring: [below] })];
    }),
  );
}

describe("names in a window", () => {
  it("that exist are right", () => {
    const faulty = window({ enabledDuring: ["A"], disabledDuring: ["A"], calendar: "DE" });
    expect(windowFaults(faulty, lookupOf(tower("A")), ["NEW"])).toEqual([]);
  });

  it("that do not exist are errors at their place", () => {
    const faulty = window({ enabledDuring: ["A", "X"], disabledDuring: ["Y"], calendar: "FR" });
    expect(windowFaults(faulty, lookupOf(tower("A")))).toEqual([
      {
        path: "enabledDuring.1",
        message: "names the window 'X', which does not exist",
        severity: "error",
      },
      {
        path: "disabledDuring.0",
        message: "names the window 'Y', which does not exist",
        severity: "error",
      },
      {
        path: "calendar",
        message: "names the calendar 'FR', which does not exist",
        severity: "error",
      },
    ]);
  });

  it("are followed to what they name", () => {
    const lookup = lookupOf({ A: window({ disabledDuring: ["X"] }) });
    expect(windowFaults(window({ enabledDuring: ["A"] }), lookup)[0]?.message).toBe(
      "names the window 'A', which needs 'X', which does not exist",
    );
  });
});

describe("a circle of windows is an error", () => {
  it("of a window with itself", () => {
    expect(windowFaults(window({ disabledDuring: ["ME"] }), NONE, ["ME"])).toEqual([
      {
        path: "disabledDuring.0",
        message: "leads back to where it began: ME → ME",
        severity: "error",
      },
    ]);
  });

  it("through others", () => {
    const lookup = lookupOf({
      A: window({ disabledDuring: ["B"] }),
      B: window({ enabledDuring: ["ME"] }),
    });
    expect(windowFaults(window({ enabledDuring: ["A"] }), lookup, ["ME"])[0]?.message).toBe(
      "leads back to where it began: ME → A → B → ME",
    );
  });

  it("further down, without the window itself", () => {
    const lookup = lookupOf({
      A: window({ enabledDuring: ["B"] }),
      B: window({ enabledDuring: ["A"] }),
    });
    expect(windowFaults(window({ enabledDuring: ["A"] }), lookup, ["ME"])[0]?.message).toBe(
      "leads back to where it began: A → B → A",
    );
  });

  it("but not two ways to the same window", () => {
    const lookup = lookupOf({ ...tower("AC"), B: window({ enabledDuring: ["C"] }) });
    expect(windowFaults(window({ enabledDuring: ["A", "B", "A"] }), lookup, ["ME"])).toEqual([]);
  });
});

describe("windows may stand on one another five deep", () => {
  it("and no deeper", () => {
    expect(windowFaults(window({ enabledDuring: ["A"] }), lookupOf(tower("ABCDE")))).toEqual([]);
    const [fault] = windowFaults(window({ enabledDuring: ["A"] }), lookupOf(tower("ABCDEF")));
    expect(fault).toEqual({
      path: "enabledDuring.0",
      message: "names the window 'A', with which more than 5 windows stand on one another",
      severity: "error",
    });
  });

  it("however short the way is on which a window was seen before", () => {
    const lookup = lookupOf({ ...tower("BCDEF"), A: window({ enabledDuring: ["B"] }) });
    const faults = windowFaults(window({ enabledDuring: ["B", "A"] }), lookup);
    expect(faults.map((fault) => fault.path)).toEqual(["enabledDuring.1"]);
  });

  it("and are looked at once each, however many refer to them", () => {
    let lookups = 0;
    const layers = ["A", "B", "C", "D", "E"];
    const names = (layer: string | undefined) =>
      layer === undefined ? [] : Array.from({ length: 10 }, (_, index) => `${layer}${index}`);
    const lookup: WindowLookup = {
      window: (name) => {
        lookups++;
        return window({ enabledDuring: names(layers[layers.indexOf(name.charAt(0)) + 1]) });
      },
      calendar: () => null,
    };
    expect(windowFaults(window({ enabledDuring: names("A") }), lookup)).toEqual([]);
    expect(lookups).toBe(50);
  });
});

describe("all conditions of an element must intersect (4.6)", () => {
  const never: WindowElement[] = [
    { weekdays: [] },
    { days: [] },
    { months: [] },
    { dates: [] },
    { days: [30], months: [2] },
    { days: [-31], months: [4, 6, 9, 11] },
    { weekdays: ["sat", "sun"], workday: true },
    { dates: ["2026-12-25"], workday: true },
    { dates: ["2026-12-26"], weekdays: ["mon"] },
    { dates: ["2026-12-26"], months: [11] },
  ];
  it.each(never)("%j can never be open, which is a warning", (element) => {
    const elements = [{}, element];
    expect(windowFaults(window({ elements, calendar: "DE" }), NONE)).toEqual([
      {
        path: "elements.1",
        message: "can never be open: no day meets all its conditions",
        severity: "warning",
      },
    ]);
  });

  const sometimes: WindowElement[] = [
    { days: [31], months: [2] },
    { days: [29], months: [2], weekdays: ["sun"] },
    { days: [-29], months: [2] },
    { dates: ["2026-12-24"], workday: true },
    { days: [25], months: [12], workday: true },
    { from: "08:00", to: "08:00" },
  ];
  it.each(sometimes)("%j is open some time", (element) => {
    expect(windowFaults(window({ elements: [element], calendar: "DE" }), NONE)).toEqual([]);
  });

  it("and a window without elements is always closed, which is a warning", () => {
    expect(windowFaults(window({ elements: [] }), NONE)).toEqual([
      {
        path: "elements",
        message: "is empty: the window is always closed",
        severity: "warning",
      },
    ]);
  });
});
