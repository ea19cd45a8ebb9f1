import { describe, expect, it } from "vitest";
import { scheduleInputSchema } from "@/lib/domain/schedule/schedule-input";
import {
  changeOfScheduleDraft,
  checkScheduleDraft,
  inputOfScheduleDraft,
  NEW_SCHEDULE,
  type ScheduleDraft,
} from "./schedule-draft";

const NOW = new Date("2026-11-20T10:00:00Z");
const draft = (cron: string, rest: Partial<ScheduleDraft> = {}): ScheduleDraft => ({
  ...NEW_SCHEDULE,
  expressions: { ...NEW_SCHEDULE.expressions, cron },
  ...rest,
});

describe("a schedule draft", () => {
  it("becomes an input that the service accepts", () => {
    const input = inputOfScheduleDraft(draft("* * * * 9 0 0", { parameters: '{"a":1}' }));
    expect(scheduleInputSchema.parse(input)).toMatchObject({
      cron: "* * * * 9 0 0",
      timeZone: "UTC",
      parameters: { a: 1 },
      startTime: null,
    });
  });

  it("sends only what changed", () => {
    const before = draft("* * * * 9 0 0");
    expect(changeOfScheduleDraft(before, before)).toEqual({});
    expect(
      changeOfScheduleDraft(before, { ...before, description: "Nightly", active: false }),
    ).toEqual({
      description: "Nightly",
      active: false,
    });
    expect(changeOfScheduleDraft(before, draft("* * * * 10 0 0"))).toEqual({
      cron: "* * * * 10 0 0",
    });
  });
});

describe("checking a schedule draft", () => {
  it("finds nothing wrong with a good one", () => {
    expect(checkScheduleDraft(draft("* * * * 9 0 0"), NOW)).toEqual({});
  });

  it.each([
    ["an empty expression", draft(""), "cron"],
    ["six fields", draft("* * * 10:12 */30 0"), "cron"],
    ["text that is no JSON object", draft("* * * * 9 0 0", { parameters: "[1]" }), "parameters"],
    ["broken JSON", draft("* * * * 9 0 0", { parameters: "{" }), "parameters"],
    ["an unknown zone", draft("* * * * 9 0 0", { timeZone: "Mars/Base" }), "timeZone"],
    [
      "a date that does not exist",
      draft("* * * * 9 0 0", { startTime: "2026-02-30" }),
      "startTime",
    ],
    [
      "a window that ends before it begins",
      draft("* * * * 9 0 0", { startTime: "2027-01-02", endTime: "2027-01-01" }),
      "endTime",
    ],
    [
      "an interval that is none",
      { ...draft(""), mode: "repeatInterval" as const },
      "repeatInterval",
    ],
  ])("puts %s at its field", (_, wrong, field) => {
    expect(Object.keys(checkScheduleDraft(wrong, NOW))).toEqual([field]);
  });
});
