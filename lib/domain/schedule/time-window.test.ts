import { describe, expect, it } from "vitest";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { putWindowSchema, type TimeWindow } from "./time-window";

function refusal(body: unknown): string {
  try {
    parseInput(putWindowSchema, body);
    return "accepted";
  } catch (error) {
    return error instanceof AppError ? error.message : String(error);
  }
}

describe("body of PUT /windows/{name}", () => {
  it("is a window in UTC that stands on no other unless it says so", () => {
    const window: TimeWindow = parseInput(putWindowSchema, { elements: [{ weekdays: ["mon"] }] });
    expect(window).toEqual({
      description: "",
      timeZone: "UTC",
      elements: [{ weekdays: ["mon"] }],
      enabledDuring: [],
      disabledDuring: [],
      calendar: null,
    });
  });

  it("takes every condition of an element", () => {
    const element = {
      weekdays: ["mon", "sun"],
      days: [1, 31, -1, -31],
      months: [1, 12],
      dates: ["2028-02-29"],
      workday: true,
      from: "22:00",
      to: "24:00",
    };
    expect(refusal({ timeZone: "Europe/Berlin", elements: [element] })).toBe("accepted");
  });

  it.each([
    [{}, "'elements' is required"],
    [{ elements: [], open: true }, "'open' is not an allowed property"],
    [{ elements: [{ weekday: ["mon"] }] }, "'elements.0.weekday' is not an allowed property"],
    [
      { elements: [], timeZone: "Europe/Walldorf" },
      "'timeZone' must be an IANA time zone such as 'Europe/Berlin'",
    ],
    [
      { elements: [{ weekdays: ["Monday"] }] },
      "'elements.0.weekdays.0' must be one of mon, tue, wed, thu, fri, sat, sun",
    ],
    [
      { elements: [{ days: [0] }] },
      "'elements.0.days.0' must not be 0: the first day is 1, the last is -1",
    ],
    [{ elements: [{ days: [32] }] }, "'elements.0.days.0' must be at most 31"],
    [{ elements: [{ days: [-32] }] }, "'elements.0.days.0' must be at least -31"],
    [{ elements: [{ months: [13] }] }, "'elements.0.months.0' must be at most 12"],
    [
      { elements: [{ dates: ["2027-02-29"] }] },
      "'elements.0.dates.0' must be a date that exists, such as 2026-12-25",
    ],
    [{ elements: [{ workday: false }] }, "'elements.0.workday' must be true or left out"],
    [{ elements: [{ from: "24:00" }] }, "'elements.0.from' must be a time of day such as 08:00"],
    [
      { elements: [{ to: "24:01" }] },
      "'elements.0.to' must be a time of day such as 18:00 or 24:00",
    ],
    [{ elements: [{ from: "8:00" }] }, "'elements.0.from' must be a time of day such as 08:00"],
    [{ elements: [], enabledDuring: [""] }, "'enabledDuring.0' must not be empty"],
  ])("%j is refused: %s", (body, message) => {
    expect(refusal(body)).toBe(message);
  });
});
