import { describe, expect, it } from "vitest";
import { parseScheduleSpec, type ScheduleModeInput } from "./schedule-spec";
import { explainSchedule } from "./schedule-text";

function textOf(input: ScheduleModeInput): string {
  const result = parseScheduleSpec(input, new Date("2026-06-10T12:00:00Z"));
  return result.ok ? explainSchedule(result.spec) : result.reason;
}

describe("explanations", () => {
  it.each([
    ["* * * * 10:12 */30 0", "every 30 minutes from 10:00 to 12:59, every day"],
    ["2015 * * fri 12 0 0", "every Friday in 2015 at 12:00"],
    [
      "* * 3:-2 * 12:14 0 0",
      "the 3rd to the second-to-last day of every month at 12:00, 13:00 and 14:00",
    ],
    ["* * * -1.sun 9 0 0", "the last Sunday of every month at 09:00"],
    ["* */3 10 * 9 0 0", "the 10th of March, June, September and December at 09:00"],
    ["* 1,4,7,10 1 * 0 0 0", "the 1st of January, April, July and October at 00:00"],
    ["* * * * 9 30 0", "every day at 09:30"],
    ["* * * mon 10 0 0", "every Monday at 10:00"],
    ["* * * mon,wed,fri 9 0 0", "every Monday, Wednesday and Friday at 09:00"],
    ["* * * mon:fri 9 0 0", "every Monday to Friday at 09:00"],
    ["* * 15 * 18 0 0", "the 15th of every month at 18:00"],
    ["* * * 2.tue 8 15 0", "the second Tuesday of every month at 08:15"],
    ["* * -1 * 23 59 59", "the last day of every month at 23:59:59"],
    ["* * * * */2 0 0", "every 2 hours"],
    ["* * * * */2 15 0", "every 2 hours from 00:15"],
    ["* * * * 10:12/2 0 0", "every day at 10:00 and 12:00"],
    ["* 2 29 * 0 0 0", "29 February at 00:00"],
    ["2028 2 29 * 0 0 0", "29 February in 2028 at 00:00"],
    ["* * * * * */10 0", "every 10 minutes"],
    ["* * * * * */10 30", "every 10 minutes at second 30"],
    ["* * * * * * */10", "every 10 seconds"],
    ["* * * * * * */2", "every 2 seconds"],
    ["* * * * * * *", "every second"],
    ["* * * * * * 0", "every minute"],
    ["* * * * * 0 0", "every hour"],
    ["* * * * * 15 0", "every hour at minute 15"],
    ["* * * * * 15 20", "every hour at minute 15 and second 20"],
    ["* * * * * */10 */5", "every 5 seconds of minutes 0, 10, 20, 30, 40 and 50 of every hour"],
    ["2099 * * * * * *", "every second, every day in 2099"],
    ["* 1 * * * * *", "every second, every day in January"],
    ["* * * mon:fri 8:17 0 0", "every hour from 08:00 to 17:00, every Monday to Friday"],
    ["* * * mon:fri 8:17 */15 0", "every 15 minutes from 08:00 to 17:59, every Monday to Friday"],
  ])("%s is %s", (cron, text) => {
    expect(textOf({ cron })).toBe(text);
  });

  it.each([
    ["* * * * * */45 0", "at minutes 0 and 45 of every hour"],
    ["* * * * */7 0 0", "every day at 00:00, 07:00, 14:00 and 21:00"],
    ["* * * * * * */7", "at seconds 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every minute"],
    ["* * * * 1,3,5,7,9,11,13 5 0", "at minute 5 of hours 1, 3, 5, 7, 9, 11 and 13, every day"],
    ["* * * * 8,9,10,20 * 0", "every minute during hours 8 to 10 and 20, every day"],
    ["* * * * 9 * 0", "every minute from 09:00 to 09:59, every day"],
    ["* * * * 9 0 *", "every second of minute 0 of hour 9, every day"],
    ["* * * * * 5,6,7,30 0", "at minutes 5 to 7 and 30 of every hour"],
    [
      "* * */3 * 0 0 0",
      "the 3rd, 6th, 9th, 12th, 15th, 18th, 21st, 24th, 27th and 30th of every month at 00:00",
    ],
    ["* * 13 fri 0 0 0", "the 13th of every month, if it is a Friday at 00:00"],
    [
      "* * 1:7 1.mon,fri 0 0 0",
      "the 1st to 7th of every month, if it is a Friday or the first Monday at 00:00",
    ],
    [
      "* * * mon,-2.fri 0 0 0",
      "every Monday and the second-to-last Friday of every month at 00:00",
    ],
    ["* 6 * -1.sun 9 0 0", "the last Sunday of June at 09:00"],
    ["* 6:8 * mon 9 0 0", "every Monday in June to August at 09:00"],
    ["* * 1,-1 * 0 0 0", "the 1st and the last day of every month at 00:00"],
    ["* * -5:-2 * 0 0 0", "the 5th-to-last to the second-to-last day of every month at 00:00"],
    ["* * 2:-1/3 * 0 0 0", "every 3rd day from the 2nd to the last day of every month at 00:00"],
    ["* * 1:31 mon:sun 0 0 0", "every day at 00:00"],
    ["* 2 30 * 0 0 0", "30 February at 00:00"],
    ["*/4 2 29 * 0 0 0", "29 February in years divisible by 4 at 00:00"],
    [
      "2025:2030,2040:2080/10 1 1 * 0 0 0",
      "1 January in 2025 to 2030 and every 10th year from 2040 to 2080 at 00:00",
    ],
    ["* * * * 9,17 0,30 0", "every 30 minutes during hours 9 and 17, every day"],
    ["* * * * 9 0,30 0", "every day at 09:00 and 09:30"],
  ])("%s is not simplified beyond the truth: %s", (cron, text) => {
    expect(textOf({ cron })).toBe(text);
  });

  it.each([
    [{ repeatAt: "4.40pm" }, "every day at 16:40"],
    [{ repeatAt: "17.20:30" }, "every day at 17:20:30"],
    [{ repeatInterval: "1 hour" }, "every hour"],
    [{ repeatInterval: "90 minutes" }, "every 90 minutes"],
    [{ repeatInterval: "1 month" }, "every 30 days"],
    [{ repeatInterval: "2 weeks" }, "every 2 weeks"],
    [{ time: "2026-07-01T10:00:00+02:00" }, "once at 2026-07-01 08:00:00 UTC"],
    [{ cron: "* * * * 9 0 0", timeZone: "Europe/Berlin" }, "every day at 09:00 (Europe/Berlin)"],
  ])("%j is %s", (input, text) => {
    expect(textOf(input)).toBe(text);
  });
});
