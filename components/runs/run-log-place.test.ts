import { describe, expect, it } from "vitest";
import type { LogLineView } from "@/components/runs/log-lines";
import { indexOfPlace } from "@/components/runs/run-log-place";

const lines: LogLineView[] = [101, 102, 103].map((number) => ({
  number,
  at: new Date(number * 1000),
  level: "info",
  text: "",
}));
const whole = { hasOlder: false, hasNewer: false };
const part = { hasOlder: true, hasNewer: true };

describe("indexOfPlace", () => {
  it("finds the line, or the first that was written at or after the moment", () => {
    expect(indexOfPlace(lines, { line: 102 }, part)).toBe(1);
    expect(indexOfPlace(lines, { at: 101_500 }, part)).toBe(1);
    expect(indexOfPlace(lines, { line: 101 }, part)).toBe(0);
  });

  it("goes to the nearest end of a whole log, and waits for the lines of one that is not", () => {
    expect(indexOfPlace(lines, { line: 9 }, whole)).toBe(0);
    expect(indexOfPlace(lines, { at: 999_000 }, whole)).toBe(2);
    expect(indexOfPlace(lines, { line: 9 }, part)).toBeNull();
    expect(indexOfPlace(lines, { at: 999_000 }, part)).toBeNull();
    expect(indexOfPlace([], { line: 1 }, whole)).toBeNull();
  });
});
