import { describe, expect, it } from "vitest";
import { isTimeToken } from "../relative-time";
import { timeTokenFrom, timeTokenText } from "./time-token-text";

describe("typed times", () => {
  it.each([
    ["2025-11-14 14:00", "2025-11-14T14:00:00.000Z"],
    ["2025-11-14", "2025-11-14T00:00:00.000Z"],
    [" 2025-11-14T14:00:31Z ", "2025-11-14T14:00:31.000Z"],
    ["NOW-24h", "now-24h"],
    ["", ""],
  ])("%j becomes %j", (text, token) => {
    expect(timeTokenFrom(text)).toBe(token);
  });

  it.each(["2025-13-40 14:00", "tomorrow", "14:00"])(
    "%j stays something that is refused",
    (text) => {
      expect(isTimeToken(timeTokenFrom(text))).toBe(false);
    },
  );

  it.each(["now-24h", "2025-11-14 14:00:00"])("shows %j the way it is typed", (text) => {
    expect(timeTokenText(timeTokenFrom(text))).toBe(text);
  });
});
