import { describe, expect, it } from "vitest";
import { parseUtcText, utcText } from "@/components/ui/utc-text";

describe("parseUtcText", () => {
  it.each([
    ["2025-11-14", "2025-11-14T00:00:00.000Z"],
    ["2025-11-14 14:02", "2025-11-14T14:02:00.000Z"],
    [" 2025-11-14T14:02:31Z ", "2025-11-14T14:02:31.000Z"],
    ["2025-11-14 14:02:31.5 UTC", "2025-11-14T14:02:31.500Z"],
    ["0001-01-01 00:00:00", "0001-01-01T00:00:00.000Z"],
  ])("reads %s in UTC", (text, iso) => {
    const parsed = parseUtcText(text);
    expect(parsed.ok && parsed.at.toISOString()).toBe(iso);
  });

  it.each(["", "tomorrow", "14.11.2025", "2025-11-14 2 pm", "2025-11-14T14:02:31+01:00"])(
    "refuses %j and shows the form it expects",
    (text) => {
      const parsed = parseUtcText(text);
      expect(!parsed.ok && parsed.reason).toContain("YYYY-MM-DD");
    },
  );

  it.each(["2025-02-30", "2025-13-01", "2025-11-14 24:00", "2025-11-14 12:60"])(
    "refuses %s, which is no moment",
    (text) => {
      const parsed = parseUtcText(text);
      expect(!parsed.ok && parsed.reason).toContain("calendar");
    },
  );

  it("reads back what utcText writes", () => {
    const parsed = parseUtcText(utcText(new Date("2024-02-29T23:59:58Z")));
    expect(parsed.ok && parsed.at.toISOString()).toBe("2024-02-29T23:59:58.000Z");
  });
});
