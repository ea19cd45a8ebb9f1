import { describe, expect, it } from "vitest";
import {
  formatDuration,
  formatDurationExact,
  formatLiveDuration,
} from "@/lib/format/format-duration";

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [340, "340 ms"],
    [999.9, "999 ms"],
    [4_290, "4.2 s"],
    [9_999, "9.9 s"],
    [14_000, "14 s"],
    [59_999, "59 s"],
    [125_000, "2 m 05 s"],
    [3_720_000, "1 h 02 m"],
    [273_600_000, "3 d 04 h"],
    [-14_000, "−14 s"],
    [Number.NaN, "–"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("formatLiveDuration", () => {
  it("shows whole seconds and never a negative time", () => {
    expect(formatLiveDuration(4_290)).toBe("4 s");
    expect(formatLiveDuration(-50)).toBe("0 s");
    expect(formatLiveDuration(125_000)).toBe("2 m 05 s");
  });
});

describe("formatDurationExact", () => {
  it("keeps every unit", () => {
    expect(formatDurationExact(5_340)).toBe("5.340 s");
    expect(formatDurationExact(65_340)).toBe("1 m 05.340 s");
    expect(formatDurationExact(93_605_340)).toBe("1 d 02 h 00 m 05.340 s");
  });
});
