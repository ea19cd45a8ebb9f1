import { describe, expect, it } from "vitest";
import type { WindowElement } from "../time-window";
import { describeWindow } from "./window-words";

const cases: [WindowElement, string][] = [
  [{}, "every day, all day"],
  [{ from: "00:00", to: "00:00" }, "every day, all day"],
  [
    { weekdays: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00" },
    "Monday to Friday, 08:00 to 18:00",
  ],
  [{ weekdays: ["sun", "sat"] }, "Saturday and Sunday, all day"],
  [{ weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] }, "every day, all day"],
  [{ from: "22:00", to: "06:00" }, "every day, 22:00 to 06:00 the next day"],
  [{ from: "08:00", to: "08:00" }, "every day, 08:00 to 08:00 the next day"],
  [{ from: "22:00", to: "00:00" }, "every day, 22:00 to 24:00"],
  [{ from: "22:00" }, "every day, 22:00 to 24:00"],
  [{ days: [-1] }, "last day of the month, all day"],
  [{ days: [31] }, "last day of the month, all day"],
  [{ days: [31, -1] }, "last day of the month, all day"],
  [{ days: [15, 1, -2] }, "1st, 15th and second-to-last day of the month, all day"],
  [{ days: [-1, -2, -3] }, "3rd-to-last, second-to-last and last day of the month, all day"],
  [{ days: [1, 2, 3, -3] }, "1st to 3rd and 3rd-to-last day of the month, all day"],
  [{ days: [1], months: [4, 1] }, "1st day of January and April, all day"],
  [{ months: [11, 12] }, "every day in November and December, all day"],
  [{ weekdays: ["fri"], days: [13] }, "13th day of the month, if it is a Friday, all day"],
  [
    { weekdays: ["mon", "tue"], workday: true, months: [2] },
    "Monday and Tuesday in February, if it is a workday, all day",
  ],
  [{ workday: true, from: "06:00", to: "09:30" }, "workdays, 06:00 to 09:30"],
  [
    { days: [1], weekdays: ["mon", "tue"], workday: true },
    "1st day of the month, if it is a Monday or a Tuesday and a workday, all day",
  ],
  [{ dates: ["2026-12-31", "2026-12-24"] }, "24 December 2026 and 31 December 2026, all day"],
  [
    { dates: ["2026-12-24"], days: [-1], months: [12] },
    "24 December 2026 in December, if it is the last day of the month, all day",
  ],
  [
    { dates: ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"] },
    "1 January 2026, 2 January 2026, 3 January 2026, 4 January 2026 and 1 more date, all day",
  ],
  [{ weekdays: [] }, "never"],
];

describe("a window in words", () => {
  it.each(cases)("%j reads %s", (element, words) => {
    expect(describeWindow({ timeZone: "UTC", elements: [element] })).toEqual([words]);
  });

  it("has a line per element", () => {
    const elements: WindowElement[] = [{ weekdays: ["mon"] }, { days: [1] }];
    expect(describeWindow({ timeZone: "UTC", elements })).toEqual([
      "Monday, all day",
      "1st day of the month, all day",
    ]);
  });

  it("without elements is always closed", () => {
    expect(describeWindow({ timeZone: "UTC", elements: [] })).toEqual(["always closed"]);
  });
});
