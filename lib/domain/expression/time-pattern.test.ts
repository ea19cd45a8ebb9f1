import { describe, expect, it } from "vitest";
import { formatByPattern, timePatternProblem } from "./time-pattern";

const AT = new Date("2026-03-01T00:04:05.006Z");

describe("times by a pattern", () => {
  it.each<[pattern: string, timeZone: string, text: string]>([
    ["yyyy-MM-dd", "UTC", "2026-03-01"],
    ["yyyy-MM-dd", "America/New_York", "2026-02-28"],
    ["yy M d", "UTC", "26 3 1"],
    ["EEE, d MMM yyyy", "UTC", "Sun, 1 Mar 2026"],
    ["EEEE d MMMM", "America/New_York", "Saturday 28 February"],
    ["HH:mm:ss.SSS", "Asia/Kolkata", "05:34:05.006"],
    ["h:m:s a", "UTC", "12:4:5 AM"],
    ["hh a", "Pacific/Auckland", "01 PM"],
    ["H", "UTC", "0"],
    ["yyyyMMdd'T'HHmmss", "UTC", "20260301T000405"],
    ["'it''s' HH", "UTC", "it's 00"],
    ["''yy''", "UTC", "'26'"],
    ["", "UTC", ""],
  ])("%j in %s", (pattern, timeZone, text) => {
    expect(timePatternProblem(pattern)).toBeNull();
    expect(formatByPattern(AT, pattern, timeZone)).toBe(text);
  });

  it("follows the clock of the zone through a change of offset", () => {
    const at = (iso: string) => formatByPattern(new Date(iso), "HH:mm", "Europe/Berlin");
    expect(at("2026-03-29T00:59:00Z")).toBe("01:59");
    expect(at("2026-03-29T01:00:00Z")).toBe("03:00");
  });

  it("counts days and milliseconds before 1970 as well", () => {
    expect(formatByPattern(new Date(-1), "yyyy-MM-dd HH:mm:ss.SSS", "UTC")).toBe(
      "1969-12-31 23:59:59.999",
    );
  });

  it.each<[pattern: string, position: number]>([
    ["YYYY", 1],
    ["yyyy-DD", 6],
    ["yyy", 1],
    ["HH x", 4],
    ["HH 'open", 4],
    ["HH'mm''", 3],
  ])("%j is refused at %i", (pattern, position) => {
    expect(timePatternProblem(pattern)).toMatchObject({ position });
  });
});
