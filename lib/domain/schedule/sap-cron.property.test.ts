import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { countCronTimes, nextCronTime, parseSapCron } from "./sap-cron";

const DAY_MS = 86_400_000;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/* The oracle reads the text anew, value by value, and knows nothing of the tables under test. */

interface Day {
  year: number;
  month: number;
  day: number;
  weekday: number;
  length: number;
}

function partMatches(part: string, value: number, read: (text: string) => number): boolean {
  const [body = "", step = "1"] = part.split("/");
  if (body === "*") return value % Number(step) === 0;
  const [from = "", to = from] = body.split(":");
  for (let v = read(from); v <= read(to); v += Number(step)) if (v === value) return true;
  return false;
}

function fieldMatches(field: string, value: number, read: (text: string) => number): boolean {
  return field.split(",").some((part) => partMatches(part, value, read));
}

function dayMatches(fields: string[], date: Day): boolean {
  const [year = "", month = "", day = "", weekday = ""] = fields;
  const dayNumber = (text: string) =>
    Number(text) < 0 ? date.length + 1 + Number(text) : Number(text);
  const weekdayNumber = (text: string) => WEEKDAYS.indexOf(text) + 1;
  return (
    fieldMatches(year, date.year, Number) &&
    fieldMatches(month, date.month, Number) &&
    fieldMatches(day, date.day, dayNumber) &&
    weekday.split(",").some((part) => {
      const [nth = "", name = ""] = part.split(".");
      if (name === "") return partMatches(part, date.weekday, weekdayNumber);
      if (weekdayNumber(name) !== date.weekday) return false;
      const all: number[] = [];
      for (let d = ((date.day - 1) % 7) + 1; d <= date.length; d += 7) all.push(d);
      return all.at(Number(nth) > 0 ? Number(nth) - 1 : Number(nth)) === date.day;
    })
  );
}

function matchingValues(field: string, max: number): number[] {
  return Array.from({ length: max + 1 }, (_, v) => v).filter((v) => fieldMatches(field, v, Number));
}

function oracleNext(text: string, after: Date, horizonDays: number): Date | null {
  const fields = text.split(" ");
  const [hours, minutes, seconds] = [
    matchingValues(fields[4] ?? "", 23),
    matchingValues(fields[5] ?? "", 59),
    matchingValues(fields[6] ?? "", 59),
  ];
  const secondsOfDay = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => (hour * 60 + minute) * 60 + second)),
  );
  const start = Math.floor(after.getTime() / DAY_MS) * DAY_MS;
  for (let n = 0; n <= horizonDays; n++) {
    const midnight = new Date(start + n * DAY_MS);
    const date = {
      year: midnight.getUTCFullYear(),
      month: midnight.getUTCMonth() + 1,
      day: midnight.getUTCDate(),
      weekday: ((midnight.getUTCDay() + 6) % 7) + 1,
      length: new Date(
        Date.UTC(midnight.getUTCFullYear(), midnight.getUTCMonth() + 1, 0),
      ).getUTCDate(),
    };
    if (!dayMatches(fields, date)) continue;
    const second = secondsOfDay.find(
      (value) => midnight.getTime() + value * 1000 > after.getTime(),
    );
    if (second !== undefined) return new Date(midnight.getTime() + second * 1000);
  }
  return null;
}

function fieldArbitrary(min: number, max: number): fc.Arbitrary<string> {
  const value = fc.integer({ min, max });
  const range = fc.tuple(value, value).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const part = fc.oneof(
    value.map(String),
    range.map(([a, b]) => `${a}:${b}`),
    fc.tuple(range, fc.integer({ min: 1, max: 9 })).map(([[a, b], c]) => `${a}:${b}/${c}`),
    fc.integer({ min: 1, max }).map((a) => `*/${a}`),
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant("*") },
    {
      weight: 3,
      arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }).map((p) => p.join(",")),
    },
  );
}

const dayArbitrary = fc.oneof(
  fieldArbitrary(1, 31),
  fc.integer({ min: -31, max: -1 }).map(String),
  fc
    .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }))
    .map(([a, b]) => `${a}:${b}`),
  fc
    .tuple(fc.integer({ min: -31, max: -1 }), fc.integer({ min: 1, max: 31 }))
    .map(([a, b]) => `${a}:${b}/2`),
);

const weekdayArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: fc.subarray(WEEKDAYS, { minLength: 1 }).map((days) => days.join(",")) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(-5, -4, -3, -2, -1, 1, 2, 3, 4, 5), fc.constantFrom(...WEEKDAYS))
      .map(([nth, day]) => `${nth}.${day}`),
  },
  { weight: 1, arbitrary: fc.constantFrom("tue:sat", "mon:sun/3", "*/2", "wed,-1.fri") },
);

const yearArbitrary = fc.oneof(
  { weight: 4, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: fc.constantFrom("2024", "*/4", "2023:2029/3", "2021,2026") },
);

const cronArbitrary = fc
  .tuple(
    yearArbitrary,
    fieldArbitrary(1, 12),
    dayArbitrary,
    weekdayArbitrary,
    fieldArbitrary(0, 23),
    fieldArbitrary(0, 59),
    fieldArbitrary(0, 59),
  )
  .map((fields) => fields.join(" "));

const instantArbitrary = fc.date({
  min: new Date("2019-12-30T00:00:00Z"),
  max: new Date("2027-01-02T00:00:00Z"),
  noInvalidDate: true,
});

function cronOf(text: string) {
  const result = parseSapCron(text);
  if (!result.ok) throw new Error(`${text}: ${result.reason}`);
  return result.cron;
}

describe("next time in UTC", () => {
  it("equals a brute-force search over years", () => {
    const horizonDays = 3000;
    fc.assert(
      fc.property(cronArbitrary, instantArbitrary, (text, after) => {
        const expected = oracleNext(text, after, horizonDays);
        const actual = nextCronTime(cronOf(text), after);
        if (expected !== null) return actual?.getTime() === expected.getTime();
        return actual === null || actual.getTime() > after.getTime() + horizonDays * DAY_MS;
      }),
      { numRuns: 250 },
    );
  });

  it("increases strictly and skips nothing that counting sees", () => {
    fc.assert(
      fc.property(cronArbitrary, instantArbitrary, (text, after) => {
        const cron = cronOf(text);
        let at = after;
        for (let step = 1; step <= 20; step++) {
          const next = nextCronTime(cron, at);
          if (next === null) break;
          expect(next.getTime()).toBeGreaterThan(at.getTime());
          expect(countCronTimes(cron, { after, until: next })).toBe(step);
          at = next;
        }
      }),
      { numRuns: 200 },
    );
  });
});

/* Around changes of offset: every minute of the zone's clock is looked at in turn. */

const CHANGES: Array<[timeZone: string, around: string]> = [
  ["Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["Europe/Berlin", "2026-10-25T01:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Australia/Lord_Howe", "2027-04-03T15:00:00Z"],
  ["America/Santiago", "2025-09-07T04:00:00Z"],
  ["America/Santiago", "2026-04-05T03:00:00Z"],
  ["America/Havana", "2026-11-01T05:00:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
];

interface ClockMinute {
  at: number;
  /** Minutes of the wall clock since 1970. */
  wall: number;
}

function clockMinutes(timeZone: string, around: string): ClockMinute[] {
  const middle = Date.parse(around);
  const minutes: ClockMinute[] = [];
  for (let at = middle - 2 * DAY_MS; at <= middle + 2 * DAY_MS; at += 60_000) {
    const wall = at / 60_000 + DateTime.fromMillis(at, { zone: timeZone }).offset;
    minutes.push({ at, wall });
  }
  return minutes;
}

function wallMatches(fields: string[], wall: number): boolean {
  const minuteOfDay = ((wall % 1440) + 1440) % 1440;
  const date = new Date((wall - minuteOfDay) * 60_000);
  return (
    fieldMatches(fields[4] ?? "", Math.floor(minuteOfDay / 60), Number) &&
    fieldMatches(fields[5] ?? "", minuteOfDay % 60, Number) &&
    dayMatches(fields, {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: ((date.getUTCDay() + 6) % 7) + 1,
      length: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate(),
    })
  );
}

function oracleZonedTimes(text: string, minutes: ClockMinute[]): number[] {
  const fields = text.split(" ");
  const followsElapsedTime = matchingValues(fields[4] ?? "", 23).length === 24;
  let shown = (minutes[0]?.wall ?? 0) - 1;
  return minutes.flatMap(({ at, wall }) => {
    if (followsElapsedTime) return wallMatches(fields, wall) ? [at] : [];
    let isDue = false;
    for (let passed = shown + 1; passed <= wall; passed++) isDue ||= wallMatches(fields, passed);
    shown = Math.max(shown, wall);
    return isDue ? [at] : [];
  });
}

describe("next time in zones with a changing offset", () => {
  const days = fc.constantFrom("*", "1:15", "29:-1", "-2:-1", "25,29,30", "3,4");
  const zonedArbitrary = fc
    .tuple(
      days,
      fc.oneof(fieldArbitrary(0, 4), fieldArbitrary(0, 23), fc.constant("23,0:3")),
      fieldArbitrary(0, 59),
    )
    .map(([day, hour, minute]) => `* * ${day} * ${hour} ${minute} 0`);

  it.each(CHANGES)("%s around %s equals a walk minute by minute", (timeZone, around) => {
    const minutes = clockMinutes(timeZone, around);
    const before = new Date((minutes[0]?.at ?? 0) - 1);
    const end = new Date(minutes.at(-1)?.at ?? 0);
    fc.assert(
      fc.property(zonedArbitrary, (text) => {
        const cron = cronOf(text);
        const times: number[] = [];
        let at = nextCronTime(cron, before, { timeZone });
        while (at !== null && at <= end) {
          times.push(at.getTime());
          at = nextCronTime(cron, at, { timeZone });
        }
        expect(times).toEqual(oracleZonedTimes(text, minutes));
        expect(countCronTimes(cron, { after: before, until: end, timeZone })).toBe(times.length);
      }),
      { numRuns: 10 },
    );
  });
});
