import { describe, expect, it } from "vitest";
import {
  formatDay,
  formatInstant,
  formatRelative,
  formatTime,
  formatTimeMs,
  formatWeekday,
  formatWhen,
} from "@/lib/format/format-when";

const now = new Date("2025-11-14T14:02:31.250Z");

describe("formatWhen", () => {
  it("leaves the day out on the day of now", () => {
    expect(formatWhen(new Date("2025-11-14T00:00:00Z"), now)).toBe("00:00:00");
    expect(formatWhen(new Date("2025-11-14T23:59:59.999Z"), now)).toBe("23:59:59");
  });

  it("names the day where it differs, and the year where that differs", () => {
    expect(formatWhen(new Date("2025-11-13T23:59:59Z"), now)).toBe("13 Nov 23:59:59");
    expect(formatWhen(new Date("2999-12-31T00:00:00Z"), now)).toBe("31 Dec 2999 00:00:00");
  });
});

describe("the single parts", () => {
  it("writes times, days and the full instant in UTC", () => {
    expect(formatTime(now)).toBe("14:02:31");
    expect(formatTimeMs(now)).toBe("14:02:31.250");
    expect(formatDay(now, now)).toBe("14 Nov");
    expect(formatWeekday(now, now)).toBe("Fri 14 Nov");
    expect(formatInstant(now)).toBe("2025-11-14 14:02:31.250 UTC");
    expect(formatInstant(new Date(Number.NaN))).toBe("–");
  });
});

describe("formatRelative", () => {
  it.each([
    [0, "now"],
    [999, "now"],
    [5 * 60_000, "in 5 m"],
    [-3 * 3_600_000 - 5, "3 h ago"],
    [49 * 3_600_000, "in 2 d"],
  ])("says for a distance of %s ms: %s", (distance, text) => {
    expect(formatRelative(new Date(now.getTime() + distance), now)).toBe(text);
  });
});
