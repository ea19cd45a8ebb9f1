import { describe, expect, it } from "vitest";
import type { TimeWindow } from "@/lib/domain/schedule/time-window";
import { affectedWindows, windowsOfCalendar } from "./affected-windows";

const plain: TimeWindow = { timeZone: "UTC", elements: [] };
const windows = new Map<string, TimeWindow>([
  ["DAY", plain],
  ["WORKDAY", { ...plain, enabledDuring: ["DAY"], calendar: "BANK" }],
  ["LUNCH", { ...plain, disabledDuring: ["WORKDAY"] }],
  ["NIGHT", plain],
  ["ROUND", { ...plain, enabledDuring: ["ROUND", "DAY"] }],
]);

describe("the windows a change concerns", () => {
  it("are those that need it or exclude it, through others too", () => {
    expect(affectedWindows(windows, ["DAY"]).sort()).toEqual(["DAY", "LUNCH", "ROUND", "WORKDAY"]);
    expect(affectedWindows(windows, ["NIGHT"])).toEqual(["NIGHT"]);
  });

  it("are those of a calendar whose holidays change", () => {
    expect(windowsOfCalendar(windows, "BANK")).toEqual(["WORKDAY"]);
    expect(windowsOfCalendar(windows, "OTHER")).toEqual([]);
  });
});
