import { afterEach, describe, expect, it, vi } from "vitest";
import { formatInstant } from "./format-when";
import { shownInstant, zoneLabel } from "./time-zone-shift";

/** `Date.getTimezoneOffset` counts minutes to the west. */
function placeDevice(minutesEast: number): void {
  vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(-minutesEast);
}

afterEach(() => vi.restoreAllMocks());

const at = new Date("2026-03-01T23:30:00.250Z");

describe("a moment on screen", () => {
  it("is in UTC unless somebody wants otherwise", () => {
    placeDevice(120);
    expect(shownInstant(at, "utc")).toEqual(at);
    expect(zoneLabel(at, "utc")).toBe("UTC");
  });

  it.each([
    [120, "2026-03-02 01:30:00.250", "UTC+02:00"],
    [-210, "2026-03-01 20:00:00.250", "UTC−03:30"],
    [0, "2026-03-01 23:30:00.250", "UTC+00:00"],
  ])("shows what the clock of a device %i minutes east of it does", (minutes, text, label) => {
    placeDevice(minutes);
    expect(formatInstant(shownInstant(at, "local"))).toBe(`${text} UTC`);
    expect(zoneLabel(at, "local")).toBe(label);
  });

  it("leaves alone what is no date", () => {
    expect(shownInstant(new Date(Number.NaN), "local").getTime()).toBeNaN();
  });
});
