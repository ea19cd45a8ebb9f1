import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUtc } from "./date-input";
import { parseHumanTime, parseRepeatAt, parseRepeatInterval } from "./human-time";

/** A Wednesday. */
const NOW = new Date("2026-06-10T13:17:22Z");

function timeOf(text: string, now = NOW, timeZone = "UTC"): string {
  const result = parseHumanTime(text, now, timeZone);
  return result.ok ? formatUtc(result.at) : `refused: ${result.reason}`;
}

function repeatAtOf(text: string, timeZone = "UTC"): string {
  const result = parseRepeatAt(text, timeZone);
  if (!result.ok) return `refused: ${result.reason}`;
  return new Date(result.secondOfDay * 1000).toISOString().slice(11, 19);
}

function intervalOf(text: string): number | string {
  const result = parseRepeatInterval(text);
  return result.ok ? result.seconds : result.reason;
}

describe("time", () => {
  it.each([
    ["now", "2026-06-10 13:17:22"],
    ["NOW ", "2026-06-10 13:17:22"],
    ["in 2 hours", "2026-06-10 15:17:22"],
    ["10 hours from now", "2026-06-10 23:17:22"],
    ["20 minutes from now", "2026-06-10 13:37:22"],
    ["in 3 days", "2026-06-13 13:17:22"],
    ["tomorrow at 4pm", "2026-06-11 16:00:00"],
    ["tomorrow", "2026-06-11 00:00:00"],
    ["Friday at 2am", "2026-06-12 02:00:00"],
    ["Wednesday at 2am", "2026-06-17 02:00:00"],
    ["Wednesday at 4pm", "2026-06-10 16:00:00"],
    ["next week", "2026-06-17 13:17:22"],
    ["next week monday at 5am", "2026-06-15 05:00:00"],
    ["next week Sunday at 5.30am", "2026-06-21 05:30:00"],
    ["9pm tonight", "2026-06-10 21:00:00"],
    ["3.30pm", "2026-06-10 15:30:00"],
    ["3.30 p.m.", "2026-06-10 15:30:00"],
    ["18.40", "2026-06-10 18:40:00"],
    ["18:40", "2026-06-10 18:40:00"],
    ["17.20:30", "2026-06-10 17:20:30"],
    ["8.40", "2026-06-11 08:40:00"],
    ["1am", "2026-06-11 01:00:00"],
    ["tomorrow at 3.30pm", "2026-06-11 15:30:00"],
    ["3.30pm tomorrow", "2026-06-11 15:30:00"],
    ["1 July 2027 at 09:00", "2027-07-01 09:00:00"],
    ["July 2 2027", "2027-07-02 00:00:00"],
    ["2027-07-01 at 3pm", "2027-07-01 15:00:00"],
    ["1994-11-05T08:15:30-05:00", "1994-11-05 13:15:30"],
    ["Sat, 05 Nov 1994 08:15:30 GMT", "1994-11-05 08:15:30"],
    ["2027-W01-1", "2027-01-04 00:00:00"],
  ])("%s is %s", (text, expected) => {
    expect(timeOf(text)).toBe(expected);
  });

  it("takes Monday of the following calendar week on a Sunday and on a Monday", () => {
    expect(timeOf("next week monday at 5am", new Date("2026-06-14T23:00:00Z"))).toBe(
      "2026-06-15 05:00:00",
    );
    expect(timeOf("next week monday at 5am", new Date("2026-06-15T01:00:00Z"))).toBe(
      "2026-06-22 05:00:00",
    );
  });

  it.each([
    "",
    " ",
    "foo",
    "foo tomorrow",
    "tomorrow at 25:00",
    "see you friday",
    "in 2 hours or so",
    "2026-02-30",
    "2026-13-01",
    "2026-02-30 at 3pm",
    "30 February 2027",
    "25:00",
    "13pm",
    "18.60",
    "12/11/2026",
    "12.11.2026",
    "this week",
    "this month",
    "from 3pm to 4pm",
    "tomorrow or friday",
    "in 999999999 years",
    "5",
    "null",
    "<script>",
    "'; drop table run",
    "\u0000",
    "🚀",
    "１２:００x",
  ])("%j is refused", (text) => {
    expect(timeOf(text)).toContain("refused: ");
  });

  it("reads wall times in the zone of the schedule", () => {
    const berlin = "Europe/Berlin";
    expect(timeOf("tomorrow at 4pm", NOW, berlin)).toBe("2026-06-11 14:00:00");
    expect(timeOf("15.16", NOW, berlin)).toBe("2026-06-11 13:16:00");
    expect(timeOf("2026-12-01 10:00", NOW, berlin)).toBe("2026-12-01 09:00:00");
    expect(timeOf("2026-12-01T10:00:00Z", NOW, berlin)).toBe("2026-12-01 10:00:00");
    expect(timeOf("in 2 hours", new Date("2026-03-29T00:30:00Z"), berlin)).toBe(
      "2026-03-29 02:30:00",
    );
    expect(timeOf("now", NOW, berlin)).toBe("2026-06-10 13:17:22");
  });

  it("answers any text without throwing", () => {
    const word = fc.constantFrom(
      "next",
      "week",
      "monday",
      "at",
      "5am",
      "in",
      "2",
      "hours",
      "31",
      "feb",
      "9999",
      "0",
      ".",
      ":",
      "-",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (value) => {
        const result = parseHumanTime(value, NOW);
        return result.ok ? Number.isFinite(result.at.getTime()) : result.reason.length > 0;
      }),
    );
  });

  it("refuses 10 kB without looking at it", () => {
    expect(timeOf("in ".repeat(3400))).toContain("longer than 255");
    expect(repeatAtOf("1".repeat(10_000))).toContain("longer than 255");
    expect(intervalOf("1".repeat(10_000))).toContain("longer than 255");
  });
});

describe("repeatAt", () => {
  it.each([
    ["4.40pm", "16:40:00"],
    ["6.20am", "06:20:00"],
    ["18.40", "18:40:00"],
    ["18:40", "18:40:00"],
    ["17.20:30", "17:20:30"],
    ["17:20:30", "17:20:30"],
    ["4pm", "16:00:00"],
    ["at 4 PM", "16:00:00"],
    ["4.40 p.m.", "16:40:00"],
    ["12am", "00:00:00"],
    ["12.30pm", "12:30:00"],
    ["noon", "12:00:00"],
    ["midnight", "00:00:00"],
    ["0:00", "00:00:00"],
    ["2015-10-20T04:30:15Z", "04:30:15"],
    ["2015-10-20 04:30 +02:00", "02:30:00"],
    ["Sat, 05 Nov 1994 08:15:30 GMT", "08:15:30"],
  ])("%s is %s", (text, expected) => {
    expect(repeatAtOf(text)).toBe(expected);
  });

  it("converts an offset into the zone of the schedule", () => {
    expect(repeatAtOf("2026-06-10T10:00:00Z", "Europe/Berlin")).toBe("12:00:00");
    expect(repeatAtOf("2026-06-10T10:00:00", "Europe/Berlin")).toBe("10:00:00");
  });

  it.each([
    "",
    "now",
    "tomorrow at 4pm",
    "in 2 hours",
    "16",
    "24:00",
    "18.60",
    "18:40:60",
    "13pm",
    "0am",
    "4.4pm",
    "2015-10-20",
    "4.40pm 5.40pm",
    "-1:00",
    "1e1:00",
    "\u0000",
  ])("%j is refused", (text) => {
    expect(repeatAtOf(text)).toContain("refused: must be a time of day");
  });
});

describe("repeatInterval", () => {
  it.each([
    ["1 second", 1],
    ["5 minutes", 300],
    ["2 hours", 7200],
    ["10 HOURS", 36_000],
    ["1 day", 86_400],
    ["2 days", 172_800],
    ["3 weeks", 1_814_400],
    ["1 month", 2_592_000],
    ["1 year", 31_536_000],
    ["100 years", 3_153_600_000],
  ])("%s is %d seconds", (text, seconds) => {
    expect(intervalOf(text)).toBe(seconds);
  });

  it.each([
    ["twenty minutes", "whole number and a unit"],
    ["a day", "whole number and a unit"],
    ["minutes", "whole number and a unit"],
    ["5", "whole number and a unit"],
    ["1.5 hours", "whole number and a unit"],
    ["-5 minutes", "whole number and a unit"],
    ["5 minutes 10 seconds", "whole number and a unit"],
    ["5 fortnights", "whole number and a unit"],
    ["5 minutess", "whole number and a unit"],
    ["", "whole number and a unit"],
    ["0 minutes", "at least 1 second"],
    ["101 years", "must not exceed 100 years"],
    ["999999999999 seconds", "must not exceed 100 years"],
    ["99999999999999999999 seconds", "whole number and a unit"],
  ])("%j is refused", (text, reason) => {
    expect(intervalOf(text)).toContain(reason);
  });
});
