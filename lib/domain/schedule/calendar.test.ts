import { describe, expect, it } from "vitest";
import {
  applyHolidayRule,
  type Calendar,
  isWorkday,
  MAX_HOLIDAYS,
  nthWorkday,
  putCalendarSchema,
} from "./calendar";
import { isoDate } from "./window/iso-date";

/* 25 December 2026 is a Friday, 1 January 2027 a Friday. */
const CHRISTMAS: Calendar = { holidays: ["2026-12-24", "2026-12-25", "2027-01-01"] };

describe("working days", () => {
  it.each([
    ["2026-12-23", true],
    ["2026-12-24", false],
    ["2026-12-26", false],
    ["2026-12-27", false],
    ["2026-12-28", true],
  ])("%s is a working day: %s", (day, expected) => {
    expect(isWorkday(CHRISTMAS, day)).toBe(expected);
  });

  it("a calendar may have another weekend, or none", () => {
    expect(isWorkday({ holidays: [], weekend: ["fri", "sat"] }, "2026-12-25")).toBe(false);
    expect(isWorkday({ holidays: [], weekend: ["fri", "sat"] }, "2026-12-27")).toBe(true);
    expect(isWorkday({ holidays: [], weekend: [] }, "2026-12-26")).toBe(true);
  });

  it("a day that does not exist is not a working day", () => {
    expect(isWorkday(CHRISTMAS, "2026-02-30")).toBe(false);
    expect(isWorkday(CHRISTMAS, "2026-13-01")).toBe(false);
    expect(isWorkday(CHRISTMAS, "tomorrow")).toBe(false);
  });
});

describe("holiday rule (background-jobs A6)", () => {
  it.each([
    ["ALWAYS", "2026-12-25"],
    ["SKIP", null],
    ["BEFORE", "2026-12-23"],
    ["AFTER", "2026-12-28"],
  ] as const)("%s turns a holiday followed by a weekend into %s", (rule, expected) => {
    expect(applyHolidayRule(CHRISTMAS, rule, "2026-12-25")).toBe(expected);
  });

  it.each(["ALWAYS", "SKIP", "BEFORE", "AFTER"] as const)(
    "%s leaves a working day alone",
    (rule) => {
      expect(applyHolidayRule(CHRISTMAS, rule, "2026-12-23")).toBe("2026-12-23");
    },
  );

  it("goes over the end of a year", () => {
    expect(applyHolidayRule(CHRISTMAS, "AFTER", "2027-01-01")).toBe("2027-01-04");
    expect(applyHolidayRule(CHRISTMAS, "BEFORE", "2027-01-01")).toBe("2026-12-31");
  });

  it("finds the working day behind as many holidays as a calendar can hold", () => {
    const first = 20_000;
    const holidays = Array.from({ length: MAX_HOLIDAYS }, (_, index) => isoDate(first + index * 7));
    const weekend = (["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const).filter(
      (weekday) => !isWorkday({ holidays: [], weekend: [weekday] }, isoDate(first)),
    );
    expect(weekend).toHaveLength(1);
    const others = (["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const).filter(
      (weekday) => !weekend.includes(weekday),
    );
    const calendar = { holidays, weekend: others };
    expect(applyHolidayRule(calendar, "AFTER", isoDate(first))).toBe(
      isoDate(first + MAX_HOLIDAYS * 7),
    );
  });
});

describe("nth working day of a month (background-jobs A5)", () => {
  it.each([
    [1, "2026-12-01"],
    [17, "2026-12-23"],
    [18, "2026-12-28"],
    [-1, "2026-12-31"],
    [-5, "2026-12-23"],
    [22, null],
    [-22, null],
    [0, null],
  ])("%i of December 2026 is %s", (n, expected) => {
    expect(nthWorkday(CHRISTMAS, 2026, 12, n)).toBe(expected);
  });
});

describe("body of PUT /calendars/{name}", () => {
  it("brings holidays into order, each once, and takes Saturday and Sunday for the weekend", () => {
    const body = { holidays: ["2027-01-01", "2026-12-25", "2027-01-01"] };
    expect(putCalendarSchema.parse(body)).toEqual({
      description: "",
      holidays: ["2026-12-25", "2027-01-01"],
      weekend: ["sat", "sun"],
    });
  });

  it.each([
    [{ holidays: ["2026-02-29"] }, "holidays.0", "must be a date that exists"],
    [{ holidays: ["0000-01-01"] }, "holidays.0", "must be a date that exists"],
    [{ holidays: ["25.12.2026"] }, "holidays.0", "must be a date that exists"],
    [{ holidays: [], holiday: [] }, "", 'Unrecognized key: "holiday"'],
    [
      { holidays: [], weekend: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
      "weekend",
      "must leave at least one working day",
    ],
  ])("refuses %j", (body, path, message) => {
    const issue = putCalendarSchema.safeParse(body).error?.issues[0];
    expect(issue?.path.join(".")).toBe(path);
    expect(issue?.message).toContain(message);
  });

  it("refuses more holidays than the limit", () => {
    const holidays = Array.from({ length: MAX_HOLIDAYS + 1 }, () => "2026-12-25");
    expect(putCalendarSchema.safeParse({ holidays }).success).toBe(false);
  });
});
