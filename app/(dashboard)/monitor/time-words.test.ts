import { describe, expect, it } from "vitest";
import { isTimeToken } from "@/lib/domain/run/selection-time";
import { timeTokenFrom, timeTokenText, timeTokenWords } from "./time-words";

describe("a moment of the selection", () => {
  it.each([
    ["now-24h", "24 h ago"],
    ["now+1d", "in 1 d"],
    ["now", "now"],
    ["yesterday", "yesterday"],
    ["2025-11-01", "2025-11-01"],
    ["2025-11-01T08:30:00.000Z", "2025-11-01 08:30:00"],
  ])("says %s as %s", (token, words) => {
    expect(timeTokenWords(token)).toBe(words);
  });

  it.each([
    ["2025-11-14 14:00", "2025-11-14T14:00:00.000Z"],
    ["2025-11-14T14:00:31Z", "2025-11-14T14:00:31.000Z"],
    ["2025-11-14", "2025-11-14"],
    [" Now-15M ", "now-15m"],
    ["Today", "today"],
  ])("reads %s as typed", (typed, token) => {
    expect(timeTokenFrom(typed)).toBe(token);
    expect(isTimeToken(token)).toBe(true);
  });

  it("leaves a moment that does not exist as it was typed, which no list takes", () => {
    expect(isTimeToken(timeTokenFrom("2025-13-01 10:00"))).toBe(false);
    expect(isTimeToken(timeTokenFrom("next week"))).toBe(false);
  });

  it("is typed again as it was read", () => {
    expect(timeTokenFrom(timeTokenText("2025-11-14T14:00:00.000Z"))).toBe(
      "2025-11-14T14:00:00.000Z",
    );
  });
});
