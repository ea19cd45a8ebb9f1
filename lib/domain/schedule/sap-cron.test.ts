import { describe, expect, it } from "vitest";
import { countCronTimes, nextCronTime, parseSapCron } from "./sap-cron";

function cronOf(text: string) {
  const result = parseSapCron(text);
  if (!result.ok) throw new Error(`${text}: ${result.reason}`);
  return result.cron;
}

function nextTimes(
  text: string,
  options: { after: string; count: number; timeZone?: string },
): string[] {
  const { after, count, timeZone = "UTC" } = options;
  const cron = cronOf(text);
  const times: string[] = [];
  let at: Date | null = new Date(after);
  while (times.length < count) {
    at = nextCronTime(cron, at, { timeZone });
    if (at === null) break;
    times.push(at.toISOString().replace(/\.000Z$/, ""));
  }
  return times;
}

function reasonOf(text: string): string {
  const result = parseSapCron(text);
  return result.ok ? "accepted" : result.reason;
}

describe("the documented expressions", () => {
  const rows: Array<[expression: string, after: string, times: string[]]> = [
    [
      "* * * * 10:12 */30 0",
      "2025-12-01T12:00:00Z",
      ["2025-12-01T12:30:00", "2025-12-02T10:00:00", "2025-12-02T10:30:00", "2025-12-02T11:00:00"],
    ],
    ["2015 * * fri 12 0 0", "2015-12-20T00:00:00Z", ["2015-12-25T12:00:00"]],
    [
      "* * 3:-2 * 12:14 0 0",
      "2025-02-27T12:30:00Z",
      ["2025-02-27T13:00:00", "2025-02-27T14:00:00", "2025-03-03T12:00:00"],
    ],
    [
      "* * * -1.sun 9 0 0",
      "2025-11-24T00:00:00Z",
      ["2025-11-30T09:00:00", "2025-12-28T09:00:00", "2026-01-25T09:00:00"],
    ],
    [
      "* */3 10 * 9 0 0",
      "2025-04-01T00:00:00Z",
      ["2025-06-10T09:00:00", "2025-09-10T09:00:00", "2025-12-10T09:00:00", "2026-03-10T09:00:00"],
    ],
    [
      "* 1,4,7,10 1 * 0 0 0",
      "2025-07-01T00:00:00Z",
      ["2025-10-01T00:00:00", "2026-01-01T00:00:00", "2026-04-01T00:00:00"],
    ],
    ["* * * * 9 30 0", "2025-12-31T09:30:00Z", ["2026-01-01T09:30:00", "2026-01-02T09:30:00"]],
    ["* * * * 9 0 0", "2025-12-31T08:59:59.999Z", ["2025-12-31T09:00:00"]],
    ["* * * mon 10 0 0", "2025-12-01T10:00:00Z", ["2025-12-08T10:00:00", "2025-12-15T10:00:00"]],
    [
      "* * * mon,wed,fri 9 0 0",
      "2025-12-01T00:00:00Z",
      ["2025-12-01T09:00:00", "2025-12-03T09:00:00", "2025-12-05T09:00:00", "2025-12-08T09:00:00"],
    ],
    ["* * 15 * 18 0 0", "2025-12-15T18:00:00Z", ["2026-01-15T18:00:00"]],
    ["* * * 2.tue 8 15 0", "2025-12-01T00:00:00Z", ["2025-12-09T08:15:00", "2026-01-13T08:15:00"]],
    [
      "* * -1 * 23 59 59",
      "2028-01-31T23:59:59Z",
      ["2028-02-29T23:59:59", "2028-03-31T23:59:59", "2028-04-30T23:59:59"],
    ],
    ["* * * * */2 0 0", "2025-12-01T22:00:00Z", ["2025-12-02T00:00:00", "2025-12-02T02:00:00"]],
    ["* * * * 10:12/2 0 0", "2025-12-01T10:00:00Z", ["2025-12-01T12:00:00", "2025-12-02T10:00:00"]],
    ["* 2 29 * 0 0 0", "2025-01-01T00:00:00Z", ["2028-02-29T00:00:00", "2032-02-29T00:00:00"]],
    ["* * * * * */10 0", "2025-12-01T09:50:00Z", ["2025-12-01T10:00:00", "2025-12-01T10:10:00"]],
    ["* * * * * * */10", "2025-12-31T23:59:50Z", ["2026-01-01T00:00:00", "2026-01-01T00:00:10"]],
    ["* * * * * * */2", "2025-12-01T00:00:01Z", ["2025-12-01T00:00:02", "2025-12-01T00:00:04"]],
    ["* * * * * * *", "2025-12-31T23:59:59Z", ["2026-01-01T00:00:00", "2026-01-01T00:00:01"]],
    [
      "* * * * * */10 */5",
      "2025-12-01T00:00:55Z",
      ["2025-12-01T00:10:00", "2025-12-01T00:10:05", "2025-12-01T00:10:10"],
    ],
  ];

  it.each(rows)("%s fires at its documented times", (expression, after, times) => {
    expect(nextTimes(expression, { after, count: times.length })).toEqual(times);
  });
});

describe("operators", () => {
  it("requires both day and weekday to match", () => {
    expect(nextTimes("* * 13 fri 0 0 0", { after: "2025-01-01T00:00:00Z", count: 2 })).toEqual([
      "2025-06-13T00:00:00",
      "2026-02-13T00:00:00",
    ]);
  });

  it("takes weekday ranges in the order Monday to Sunday and any letter case", () => {
    const options = { after: "2025-12-05T12:00:00Z", count: 3 };
    const times = ["2025-12-08T00:00:00", "2025-12-10T00:00:00", "2025-12-12T00:00:00"];
    expect(nextTimes("* * * MON:Fri/2 0 0 0", options)).toEqual(times);
  });

  it("leaves out months without a fifth weekday", () => {
    const options = { after: "2025-12-01T00:00:00Z", count: 2 };
    const times = ["2025-12-29T00:00:00", "2026-03-30T00:00:00"];
    expect(nextTimes("* * * 5.mon 0 0 0", options)).toEqual(times);
  });

  it("counts negative days from the end and has none where the month is too short", () => {
    const options = { after: "2025-01-31T00:00:00Z", count: 3 };
    expect(nextTimes("* * -31 * 0 0 0", options)).toEqual([
      "2025-03-01T00:00:00",
      "2025-05-01T00:00:00",
      "2025-07-01T00:00:00",
    ]);
    expect(nextTimes("* * -3:-2 * 0 0 0", { ...options, count: 2 })).toEqual([
      "2025-02-26T00:00:00",
      "2025-02-27T00:00:00",
    ]);
  });

  it("joins the parts of a list", () => {
    const options = { after: "2025-12-01T00:00:00Z", count: 5 };
    expect(nextTimes("* * 1,-1,10:14/2 * 6 0 0", options)).toEqual([
      "2025-12-01T06:00:00",
      "2025-12-10T06:00:00",
      "2025-12-12T06:00:00",
      "2025-12-14T06:00:00",
      "2025-12-31T06:00:00",
    ]);
  });

  it("takes every a-th year as the years divisible by a", () => {
    const options = { after: "2026-01-01T00:00:00Z", count: 2 };
    const times = ["2030-01-01T00:00:00", "2040-01-01T00:00:00"];
    expect(nextTimes("*/10 1 1 * 0 0 0", options)).toEqual(times);
  });
});

describe("the ends of time", () => {
  it("finds no time for impossible dates and past years", () => {
    expect(nextTimes("* 2 30 * 0 0 0", { after: "2025-01-01T00:00:00Z", count: 1 })).toEqual([]);
    expect(nextTimes("2015 * * * * * *", { after: "2025-01-01T00:00:00Z", count: 1 })).toEqual([]);
  });

  it("stays within the years 1 to 9999", () => {
    const everySecond = cronOf("* * * * * * *");
    expect(nextCronTime(everySecond, new Date("9999-12-31T23:59:59Z"))).toBeNull();
    expect(nextCronTime(everySecond, new Date(8.64e15))).toBeNull();
    expect(nextCronTime(everySecond, new Date(Number.NaN))).toBeNull();
    const first = nextCronTime(everySecond, new Date(-8.64e15));
    expect(first?.toISOString()).toBe("0001-01-01T00:00:00.000Z");
    const last = nextCronTime(cronOf("9999 12 31 * 23 59 59"), new Date("0000-01-01T00:00:00Z"));
    expect(last?.toISOString()).toBe("9999-12-31T23:59:59.000Z");
  });

  it("finds a year far ahead", () => {
    const options = { after: "2025-06-01T12:34:56Z", count: 1 };
    expect(nextTimes("2099 * * * * * *", options)).toEqual(["2099-01-01T00:00:00"]);
    expect(nextTimes("*/900 2 29 * 0 0 0", options)).toEqual(["3600-02-29T00:00:00"]);
  });
});

describe("time zones", () => {
  const berlin = "Europe/Berlin";

  it("starts at the end of the gap when the hour is skipped", () => {
    const options = { after: "2026-03-28T12:00:00Z", count: 2, timeZone: berlin };
    const times = ["2026-03-29T01:00:00", "2026-03-30T00:30:00"];
    expect(nextTimes("* * * * 2 30 0", options)).toEqual(times);
  });

  it("starts once when the hour is repeated", () => {
    const options = { after: "2026-10-24T12:00:00Z", count: 2, timeZone: berlin };
    const times = ["2026-10-25T00:30:00", "2026-10-26T01:30:00"];
    expect(nextTimes("* * * * 2 30 0", options)).toEqual(times);
  });

  it("goes on through a repeated hour when every hour matches", () => {
    const options = { after: "2026-10-25T00:15:00Z", count: 4, timeZone: berlin };
    expect(nextTimes("* * * * * */30 0", options)).toEqual([
      "2026-10-25T00:30:00",
      "2026-10-25T01:00:00",
      "2026-10-25T01:30:00",
      "2026-10-25T02:00:00",
    ]);
  });

  it("knows shifts of half an hour", () => {
    const options = { after: "2026-10-03T10:00:00Z", count: 2, timeZone: "Australia/Lord_Howe" };
    const times = ["2026-10-03T15:30:00", "2026-10-04T15:15:00"];
    expect(nextTimes("* * * * 2 15 0", options)).toEqual(times);
  });
});

describe("refused expressions", () => {
  it.each([
    ["", "but has 0"],
    ["   ", "but has 0"],
    ["a b c", "but has 3"],
    ["* * * * * * * *", "but has 8"],
    ["* * * * * * 60", "invalid Second"],
    ["* * * * * 60 0", "invalid Minute"],
    ["* * * * 24 0 0", "invalid Hour"],
    ["* * * * -1 0 0", "invalid Hour"],
    ["* * 0 * 0 0 0", "invalid Day"],
    ["* * 32 * 0 0 0", "invalid Day"],
    ["* * -32 * 0 0 0", "invalid Day"],
    ["* 0 * * 0 0 0", "invalid Month"],
    ["* 13 * * 0 0 0", "invalid Month"],
    ["* jan * * 0 0 0", "invalid Month"],
    ["25 * * * 0 0 0", "invalid Year"],
    ["0000 * * * 0 0 0", "invalid Year"],
    ["20250 * * * 0 0 0", "invalid Year"],
    ["* * * 1 0 0 0", "invalid DayOfWeek"],
    ["* * * monday 0 0 0", "invalid DayOfWeek"],
    ["* * * 0.mon 0 0 0", "invalid DayOfWeek"],
    ["* * * 6.mon 0 0 0", "invalid DayOfWeek"],
    ["* * * 1.xyz 0 0 0", "invalid DayOfWeek"],
    ["* * * sun:mon 0 0 0", "runs backwards"],
    ["* * * * * 30:10 0", "runs backwards"],
    ["* * -2:-5 * 0 0 0", "runs backwards"],
    ["* * * * * */0 0", "cannot be 0"],
    ["* * * * * 1:5/0 0", "cannot be 0"],
    ["* */13 * * 0 0 0", "leaves no value"],
    ["* * * * * 5/10 0", "puts a step on"],
    ["* * * * * 1,,2 0", "is empty"],
    ["* * * * * , 0", "is empty"],
    ["* * * * * 1:2:3 0", "more than one range"],
    ["* * * * * */2/3 0", "more than one step"],
    ["* * * * * 1-5 0", "invalid Minute"],
    ["* * * * * ? 0", "invalid Minute"],
    ["* * * * * 1e1 0", "invalid Minute"],
    ["* * * * * ٣ 0", "invalid Minute"],
    ["* * * * * 5\n 0", "invalid Minute"],
    [`* * * * * ${"1,".repeat(200)}1 0`, "longer than 255"],
  ])("%j is refused with its reason", (text, reason) => {
    expect(reasonOf(text)).toContain(reason);
  });

  it.each([
    ["* * * 10:12 */30 0", "* * * * 10:12 */30 0"],
    ["* * mon 10 0 0", "* * * mon 10 0 0"],
    ["* * * mon 9 0", "* * * mon 9 0 0"],
    ["0 30 9 * * MON-FRI", "* * * mon:fri 9 30 0"],
    ["*/10 * * * * *", "* * * * * * */10"],
    ["0 0/15 8-17 * * ?", "* * * * 8:17 0:59/15 0"],
    ["*/5 * * * *", "* * * * * */5 0"],
    ["30 4 1,15 * *", "* * 1,15 * 4 30 0"],
    ["0 22 * * 1-5", "* * * mon:fri 22 0 0"],
    ["0 0 * jan,jul 0", "* 1,7 * sun 0 0 0"],
    ["0 12 */2 * *", "* * 1:31/2 * 12 0 0"],
    ["0 6 * * 5-1", "* * * mon,fri,sat,sun 6 0 0"],
  ])("%s names seven fields and suggests %s", (text, suggestion) => {
    expect(reasonOf(text)).toContain("Year Month Day DayOfWeek Hour Minute Second");
    expect(reasonOf(text)).toContain(`did you mean '${suggestion}'?`);
  });

  it("suggests nothing where no seven-field expression says the same", () => {
    expect(reasonOf("0 0 13 * 5")).not.toContain("did you mean");
    expect(reasonOf("* * * * 99")).not.toContain("did you mean");
  });

  it("refuses 10 kB of anything at once", () => {
    for (const junk of [
      "*".repeat(10_000),
      "1,".repeat(5000),
      "* ".repeat(5000),
      "\u0000".repeat(10_000),
    ]) {
      expect(reasonOf(junk)).toContain("longer than 255");
    }
  });
});

describe("counting", () => {
  it("equals the number of times in the span, its beginning excluded", () => {
    const cron = cronOf("* * 3:-2 mon:fri */6 15,45 0");
    const span = {
      after: new Date("2024-02-05T06:15:00Z"),
      until: new Date("2024-05-07T18:15:00Z"),
    };
    let count = 0;
    let at = nextCronTime(cron, span.after);
    for (; at !== null && at <= span.until; at = nextCronTime(cron, at)) count++;
    expect(countCronTimes(cron, span)).toBe(count);
    expect(countCronTimes(cron, { after: span.until, until: span.after })).toBe(0);
  });
});
