import { describe, expect, it } from "vitest";
import { instantOfToken, timeTokenWords } from "./relative-time";

const NOW = new Date("2025-11-14T14:00:00Z");

describe("instantOfToken", () => {
  it.each([
    ["now", "2025-11-14T14:00:00.000Z"],
    ["now-24h", "2025-11-13T14:00:00.000Z"],
    ["now-15m", "2025-11-14T13:45:00.000Z"],
    ["now+2d", "2025-11-16T14:00:00.000Z"],
    ["2025-11-01T00:00:00.000Z", "2025-11-01T00:00:00.000Z"],
  ])("reads %s", (token, instant) => {
    expect(instantOfToken(token, NOW)?.toISOString()).toBe(instant);
  });

  it.each(["", "yesterday", "now-", "now-24w", "now-99999h", "2025-13-01", "1763128951"])(
    "refuses %j",
    (token) => {
      expect(instantOfToken(token, NOW)).toBeNull();
    },
  );
});

describe("timeTokenWords", () => {
  it.each([
    ["now-24h", "24 h ago"],
    ["now+1d", "in 1 d"],
    ["now", "now"],
    ["2025-11-01T08:30:00.000Z", "2025-11-01 08:30:00"],
  ])("says %s as %s", (token, words) => {
    expect(timeTokenWords(token)).toBe(words);
  });
});
