import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideDueTicks, MAX_NAMED_SKIPS, MAX_TICKS_PER_DECISION } from "./missed-runs";
import { listOccurrences } from "./occurrences";
import { parseScheduleSpec, type ScheduleModeInput, type ScheduleSpec } from "./schedule-spec";

const OPEN = { startAt: null, endAt: null };
const NOTHING_MORE = { count: 0, from: null, to: null };

function at(time: string): Date {
  return new Date(time.includes("T") ? time : `2026-06-10T${time.padEnd(8, ":00")}Z`);
}

function specOf(input: ScheduleModeInput): ScheduleSpec {
  const result = parseScheduleSpec(input, at("12:00"));
  if (!result.ok) throw new Error(result.reason);
  return result.spec;
}

const everyFiveMinutes = specOf({ cron: "* * * * * */5 0" });
const everySecond = specOf({ cron: "* * * * * * *" });
const hourly = specOf({ repeatInterval: "1 hour" });
const once = specOf({ time: "2026-06-10 12:00" });

describe("without an outage", () => {
  const query = { spec: everyFiveMinutes, window: OPEN, lastPlannedAt: at("11:59:59") };

  it("runs nothing before the tick", () => {
    expect(decideDueTicks({ ...query, nextRunAt: at("12:05"), now: at("12:04:59") })).toEqual({
      run: [],
      skipped: [],
      skippedMore: NOTHING_MORE,
      nextRunAt: at("12:05"),
    });
  });

  it("runs the tick on time, also at the very end of the window", () => {
    const window = { startAt: null, endAt: at("12:00") };
    const decided = decideDueTicks({
      ...query,
      window,
      nextRunAt: at("12:00"),
      now: at("12:00:01"),
    });
    expect(decided.run).toEqual([{ plannedAt: at("12:00"), catchUp: false }]);
    expect(decided.nextRunAt).toBeNull();
  });

  it("calls a tick late by more than five seconds a catch-up", () => {
    const decide = (now: Date) =>
      decideDueTicks({ ...query, nextRunAt: at("12:00"), now }).run[0]?.catchUp;
    expect(decide(at("12:00:05"))).toBe(false);
    expect(decide(new Date(at("12:00:05").getTime() + 1))).toBe(true);
  });

  it("treats an unknown outage as none", () => {
    const decided = decideDueTicks({
      ...query,
      lastPlannedAt: null,
      nextRunAt: at("12:00"),
      now: at("12:30"),
    });
    expect(decided.run).toHaveLength(7);
  });
});

describe("an outage below 20 minutes", () => {
  it("runs every missed tick at once and goes on as usual (down 11:56 to 12:13)", () => {
    const decided = decideDueTicks({
      spec: everyFiveMinutes,
      window: OPEN,
      nextRunAt: at("12:00"),
      now: at("12:13"),
      lastPlannedAt: at("11:56"),
    });
    expect(decided.run.map((tick) => tick.plannedAt)).toEqual([
      at("12:00"),
      at("12:05"),
      at("12:10"),
    ]);
    expect(decided.run.every((tick) => tick.catchUp)).toBe(true);
    expect(decided.skipped).toEqual([]);
    expect(decided.nextRunAt).toEqual(at("12:15"));
  });

  it("leaves out ticks after the window", () => {
    const decided = decideDueTicks({
      spec: everyFiveMinutes,
      window: { startAt: null, endAt: at("12:06") },
      nextRunAt: at("12:00"),
      now: at("12:13"),
      lastPlannedAt: at("11:56"),
    });
    expect(decided.run.map((tick) => tick.plannedAt)).toEqual([at("12:00"), at("12:05")]);
    expect(decided.nextRunAt).toBeNull();
  });

  it("makes up every second of it", () => {
    const decided = decideDueTicks({
      spec: everySecond,
      window: OPEN,
      nextRunAt: at("12:00:01"),
      now: at("12:19:59"),
      lastPlannedAt: at("12:00:00"),
    });
    expect(decided.run).toHaveLength(1199);
    expect(decided.nextRunAt).toEqual(at("12:20:00"));
  });

  it("stops at the most ticks of one decision and keeps the rest due", () => {
    const query = {
      spec: everySecond,
      window: OPEN,
      nextRunAt: at("10:00"),
      now: at("12:00"),
      lastPlannedAt: null,
    };
    const decided = decideDueTicks(query);
    expect(decided.run).toHaveLength(MAX_TICKS_PER_DECISION);
    expect(decided.nextRunAt).toEqual(at("10:20"));
    expect(decideDueTicks({ ...query, maxTicks: 2 }).nextRunAt).toEqual(at("10:00:02"));
  });
});

describe("an outage of 20 minutes and more", () => {
  it("runs only the last missed tick and names the skipped ones (down 11:51 to 12:13)", () => {
    const decided = decideDueTicks({
      spec: everyFiveMinutes,
      window: OPEN,
      nextRunAt: at("11:55"),
      now: at("12:13"),
      lastPlannedAt: at("11:51"),
    });
    expect(decided).toEqual({
      run: [{ plannedAt: at("12:10"), catchUp: true }],
      skipped: [{ plannedAt: at("11:55") }, { plannedAt: at("12:00") }, { plannedAt: at("12:05") }],
      skippedMore: NOTHING_MORE,
      nextRunAt: at("12:15"),
    });
  });

  it("begins at exactly 20 minutes", () => {
    const query = {
      spec: everyFiveMinutes,
      window: OPEN,
      nextRunAt: at("12:00"),
      now: at("12:13"),
    };
    expect(decideDueTicks({ ...query, lastPlannedAt: at("11:53") }).run).toHaveLength(1);
    expect(decideDueTicks({ ...query, lastPlannedAt: at("11:53:01") }).run).toHaveLength(3);
  });

  it("runs a single missed tick and skips none", () => {
    const decided = decideDueTicks({
      spec: specOf({ repeatAt: "12.00" }),
      window: OPEN,
      nextRunAt: at("12:00"),
      now: at("18:00"),
      lastPlannedAt: at("11:00"),
    });
    expect(decided.run).toEqual([{ plannedAt: at("12:00"), catchUp: true }]);
    expect(decided.skipped).toEqual([]);
    expect(decided.nextRunAt).toEqual(at("2026-06-11T12:00:00Z"));
  });

  it("takes the last tick inside the window", () => {
    const decided = decideDueTicks({
      spec: everyFiveMinutes,
      window: { startAt: null, endAt: at("12:04") },
      nextRunAt: at("11:55"),
      now: at("12:13"),
      lastPlannedAt: at("11:51"),
    });
    expect(decided.run).toEqual([{ plannedAt: at("12:00"), catchUp: true }]);
    expect(decided.nextRunAt).toBeNull();
  });

  it("counts a week of seconds without visiting them", () => {
    const decided = decideDueTicks({
      spec: everySecond,
      window: OPEN,
      nextRunAt: at("2026-06-03T12:00:00Z"),
      now: at("12:00:00"),
      lastPlannedAt: at("2026-06-03T12:00:00Z"),
    });
    expect(decided.run).toEqual([{ plannedAt: at("12:00:00"), catchUp: false }]);
    expect(decided.skipped).toHaveLength(MAX_NAMED_SKIPS);
    expect(decided.skipped.at(-1)).toEqual({ plannedAt: at("11:59:59") });
    expect(decided.skippedMore).toEqual({
      count: 7 * 86_400 - 100,
      from: at("2026-06-03T12:00:00Z"),
      to: at("11:58:19"),
    });
    expect(decided.nextRunAt).toEqual(at("12:00:01"));
  });

  it.each(["UTC", "Europe/Berlin", "Australia/Lord_Howe"])(
    "accounts for every tick once (%s)",
    (timeZone) => {
      const crons = fc.constantFrom(
        "* * * * * */7 0",
        "* * * mon 9:17 */20 0",
        "* * * * 2 0,15,30 0",
        "* * -1 * * 0 0",
      );
      const nows = fc.date({
        min: at("2026-01-05T00:00:00Z"),
        max: at("2027-01-05T00:00:00Z"),
        noInvalidDate: true,
      });
      const query = fc.record({ cron: crons, now: nows, hours: fc.integer({ min: 1, max: 60 }) });
      fc.assert(
        fc.property(query, ({ cron, now, hours }) => {
          const spec = specOf({ cron, timeZone });
          const lastPlannedAt = new Date(now.getTime() - hours * 3_600_000);
          const all = listOccurrences({ spec, window: OPEN, after: lastPlannedAt }, 700);
          const due = all.filter((tick) => tick <= now);
          const [nextRunAt] = all;
          if (nextRunAt === undefined || due.length === 0) return;
          const decided = decideDueTicks({ spec, window: OPEN, nextRunAt, now, lastPlannedAt });
          const named = [...decided.skipped, ...decided.run].map((tick) => tick.plannedAt);
          expect(named).toEqual(due.slice(-MAX_NAMED_SKIPS - 1));
          expect(named.length + decided.skippedMore.count).toBe(due.length);
          expect(decided.skippedMore.to).toEqual(due.at(-MAX_NAMED_SKIPS - 2) ?? null);
          expect(decided.nextRunAt).toEqual(all[due.length]);
        }),
        { numRuns: 25 },
      );
    },
  );
});

describe("one-time and interval schedules", () => {
  it("runs a missed one-time schedule whatever the outage, and once", () => {
    const query = { spec: once, window: OPEN, nextRunAt: at("12:00"), lastPlannedAt: at("11:00") };
    const decided = decideDueTicks({ ...query, now: at("2026-08-01T00:00:00Z") });
    expect(decided.run).toEqual([{ plannedAt: at("12:00"), catchUp: true }]);
    expect(decided.nextRunAt).toBeNull();
  });

  it("skips a missed one-time schedule whose window closed meanwhile", () => {
    const window = { startAt: null, endAt: at("12:10") };
    const query = { spec: once, window, nextRunAt: at("12:00"), lastPlannedAt: at("11:00") };
    const decided = decideDueTicks({ ...query, now: at("12:30") });
    expect(decided.run).toEqual([]);
    expect(decided.skipped).toEqual([{ plannedAt: at("12:00") }]);
    expect(decided.nextRunAt).toBeNull();
  });

  it("makes up an interval with one start and counts on from there", () => {
    const query = {
      spec: hourly,
      window: OPEN,
      nextRunAt: at("12:00"),
      lastPlannedAt: at("11:30"),
    };
    const decided = decideDueTicks({ ...query, now: at("17:10") });
    expect(decided.run).toEqual([{ plannedAt: at("12:00"), catchUp: true }]);
    expect(decided.skipped).toEqual([]);
    expect(decided.nextRunAt).toEqual(at("18:10"));
    const window = { startAt: null, endAt: at("18:00") };
    expect(decideDueTicks({ ...query, window, now: at("17:10") }).nextRunAt).toBeNull();
  });
});
