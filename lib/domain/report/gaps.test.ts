import { describe, expect, it } from "vitest";
import { inOrderOfGravity, lateGap, type MissedTick, missedGaps, silentGap } from "./gaps";
import { formatSpan } from "./gaps-words";

const at = (text: string) => new Date(`2026-03-${text}Z`);
const HOUR = 3_600_000;
const JOB = { definition: "Close books", definitionId: "d1" };

function missed(more: Partial<MissedTick>): MissedTick {
  return {
    ...JOB,
    ...{ id: "r1", schedule: "s1", plannedAt: at("02T01:00:00"), submittedAt: at("02T05:00:00") },
    reason: "MISSED_OUTAGE",
    ...more,
  };
}

describe("ticks left out", () => {
  it("are one gap for each schedule and outage, from the first tick to the last", () => {
    const gaps = missedGaps([
      missed({ id: "r3", plannedAt: at("02T03:00:00") }),
      missed({ id: "r1" }),
      missed({ id: "r2", plannedAt: at("02T02:00:00") }),
      missed({ id: "r9", plannedAt: at("03T02:00:00"), submittedAt: at("03T05:00:00") }),
      missed({ id: "x1", schedule: "s2" }),
    ]);
    expect(gaps.map(({ ticks, schedule }) => [ticks, schedule])).toEqual([
      [3, "s1"],
      [1, "s1"],
      [1, "s2"],
    ]);
    expect(gaps[0]).toMatchObject({ run: "r1", plannedAt: at("02T01:00:00"), lateMs: 4 * HOUR });
    expect(gaps[0]?.until).toEqual(at("02T03:00:00"));
    expect(gaps[0]?.text).toMatch(/^3 ticks were left out/);
  });

  it("count with all that a row stands for, and begin with the first of those", () => {
    const reason =
      "MISSED_OUTAGE: 240 ticks from 2026-03-01T21:00:00.000Z to 2026-03-02T00:59:00.000Z";
    const [gap] = missedGaps([missed({ reason, plannedAt: at("02T00:59:00") }), missed({})]);
    expect(gap).toMatchObject({ ticks: 241, plannedAt: at("01T21:00:00") });
  });
});

describe("a late start", () => {
  const start = { ...JOB, id: "r1", schedule: "s1", plannedAt: at("02T01:00:00"), reason: null };

  it("is measured to when it began, or to now while it has not", () => {
    const now = at("02T03:00:00");
    expect(lateGap({ ...start, startedAt: at("02T01:10:00") }, now)).toMatchObject({
      lateMs: HOUR / 6,
      text: "It began 10 minutes after its planned time.",
    });
    expect(lateGap({ ...start, startedAt: null }, now).text).toContain("2 hours ago and has not");
  });

  it("names the outage it made up for", () => {
    const gap = lateGap(
      { ...start, startedAt: at("02T02:00:00"), reason: "CATCH_UP" },
      at("03T00:00:00"),
    );
    expect(gap.text).toContain("made up for a tick missed in an outage");
  });
});

describe("a silent job", () => {
  const job = {
    ...JOB,
    lastStartedAt: at("02T00:00:00"),
    usualMs: HOUR,
    longestMs: HOUR,
    nextRunAt: null,
  };
  const query = (now: Date) => ({ now, times: 3 });

  it("has not begun for more than so many times its usual pause", () => {
    expect(silentGap(job, query(at("02T03:00:00")))).toBeNull();
    expect(silentGap(job, query(at("02T03:00:01")))).toMatchObject({
      kind: "silent",
      plannedAt: at("02T01:00:00"),
      lateMs: 2 * HOUR + 1000,
    });
  });

  it("is none while it paused as long before: a weekend is no gap", () => {
    const weekday = { ...job, usualMs: 24 * HOUR, longestMs: 72 * HOUR };
    expect(silentGap({ ...weekday, usualMs: HOUR }, query(at("05T00:00:00")))).toBeNull();
    expect(silentGap(weekday, query(at("05T00:00:01")))).not.toBeNull();
  });

  it("is none without a rhythm", () => {
    expect(silentGap({ ...job, usualMs: 0, longestMs: 0 }, query(at("09T00:00:00")))).toBeNull();
  });

  it("says what its schedule will do", () => {
    const now = at("03T00:00:00");
    const textWith = (nextRunAt: Date | null) => silentGap({ ...job, nextRunAt }, query(now))?.text;
    expect(textWith(null)).toContain("No active schedule");
    expect(textWith(at("03T02:30:00"))).toContain("next in 2 hours 30 minutes");
    expect(textWith(at("02T23:00:00"))).toContain("is due");
  });
});

describe("the list of gaps", () => {
  it("has what cannot start first and, of a kind, what is furthest behind first", () => {
    const silent = silentGap(
      { ...JOB, lastStartedAt: at("01T00:00:00"), usualMs: HOUR, longestMs: HOUR, nextRunAt: null },
      { now: at("02T00:00:00"), times: 3 },
    );
    const late = (minutes: number) =>
      lateGap(
        {
          ...JOB,
          ...{ id: `r${minutes}`, schedule: null, reason: null, plannedAt: at("01T00:00:00") },
          startedAt: new Date(at("01T00:00:00").getTime() + minutes * 60_000),
        },
        at("02T00:00:00"),
      );
    const gaps = inOrderOfGravity([
      ...(silent ? [silent] : []),
      late(5),
      ...missedGaps([missed({})]),
      late(50),
    ]);
    expect(gaps.map(({ kind, run }) => [kind, run])).toEqual([
      ["missed", "r1"],
      ["late", "r50"],
      ["late", "r5"],
      ["silent", null],
    ]);
  });
});

describe("a length of time in words", () => {
  it.each([
    [0, "less than a second"],
    [40_000, "40 seconds"],
    [61_000, "1 minute 1 second"],
    [2 * HOUR, "2 hours"],
    [26 * HOUR + 5, "1 day 2 hours"],
    [24 * HOUR + 60_000, "1 day"],
  ])("%i ms is %s", (ms, text) => expect(formatSpan(ms)).toBe(text));
});
