import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideActivation, intersectWindows, listOccurrences, nextOccurrence } from "./occurrences";
import { parseScheduleSpec, type ScheduleModeInput, type ScheduleSpec } from "./schedule-spec";

const OPEN = { startAt: null, endAt: null };

function at(text: string): Date {
  return new Date(text.length > 5 ? text : `2026-06-10T${text}:00Z`);
}

function specOf(input: ScheduleModeInput): ScheduleSpec {
  const result = parseScheduleSpec(input, at("12:00"));
  if (!result.ok) throw new Error(result.reason);
  return result.spec;
}

const hourly = specOf({ repeatInterval: "1 hour" });
const halfHourly = specOf({ cron: "* * * * * */30 0" });
const once = specOf({ time: "2026-06-10 12:00" });

describe("effective window", () => {
  it("is the part common to job and schedule", () => {
    const job = { startAt: at("10:00"), endAt: null };
    const schedule = { startAt: at("09:00"), endAt: at("17:00") };
    expect(intersectWindows(job, schedule)).toEqual({ startAt: at("10:00"), endAt: at("17:00") });
    expect(intersectWindows(OPEN, OPEN)).toEqual(OPEN);
  });
});

describe("next occurrence", () => {
  it("includes both ends of the window", () => {
    const window = { startAt: at("13:00"), endAt: at("14:00") };
    const all = listOccurrences({ spec: halfHourly, window, after: at("08:00") }, 10);
    expect(all).toEqual([at("13:00"), at("13:30"), at("14:00")]);
  });

  it("lets a one-time schedule override the window's beginning but not its end", () => {
    const query = { spec: once, after: at("08:00") };
    const startsLater = { startAt: at("18:00"), endAt: null };
    const endsEarlier = { startAt: null, endAt: at("11:59") };
    expect(nextOccurrence({ ...query, window: startsLater })).toEqual(at("12:00"));
    expect(nextOccurrence({ ...query, window: endsEarlier })).toBeNull();
    expect(nextOccurrence({ ...query, after: at("12:00"), window: OPEN })).toBeNull();
  });

  it("counts an interval from the actual start of the previous run", () => {
    const query = { spec: hourly, window: OPEN, after: at("10:02"), lastStartedAt: at("10:02") };
    expect(nextOccurrence(query)).toEqual(at("11:02"));
    expect(listOccurrences(query, 2)).toEqual([at("11:02"), at("12:02")]);
    expect(nextOccurrence({ ...query, window: { startAt: null, endAt: at("11:00") } })).toBeNull();
  });

  it("starts an interval that never ran with its window", () => {
    const window = { startAt: at("10:00"), endAt: null };
    expect(nextOccurrence({ spec: hourly, window, after: at("08:00") })).toEqual(at("10:00"));
    expect(nextOccurrence({ spec: hourly, window, after: at("10:00") })).toEqual(at("11:00"));
    expect(nextOccurrence({ spec: hourly, window, after: at("12:30") })).toEqual(at("13:00"));
  });

  it("repeats daily at the wall time of the zone", () => {
    const spec = specOf({ repeatAt: "4.40pm", timeZone: "Europe/Berlin" });
    expect(listOccurrences({ spec, window: OPEN, after: at("2026-03-28T12:00:00Z") }, 2)).toEqual([
      at("2026-03-28T15:40:00Z"),
      at("2026-03-29T14:40:00Z"),
    ]);
  });

  it("ends with year 9999 instead of leaving the calendar", () => {
    const after = at("9999-12-31T23:30:00Z");
    expect(nextOccurrence({ spec: hourly, window: OPEN, after, lastStartedAt: after })).toBeNull();
  });

  it("is strictly after its base and inside the window, whatever the mode", () => {
    const date = fc.date({
      min: at("2020-01-01T00:00:00Z"),
      max: at("2030-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    const bound = fc.option(date);
    const specs = fc.constantFrom(hourly, halfHourly, once, specOf({ repeatAt: "4pm" }));
    fc.assert(
      fc.property(
        specs,
        date,
        bound,
        bound,
        bound,
        (spec, after, startAt, endAt, lastStartedAt) => {
          const next = nextOccurrence({ spec, window: { startAt, endAt }, after, lastStartedAt });
          if (next === null) return;
          expect(next.getTime()).toBeGreaterThan(after.getTime());
          if (endAt) expect(next.getTime()).toBeLessThanOrEqual(endAt.getTime());
          if (startAt && spec.mode !== "time") {
            expect(next.getTime()).toBeGreaterThanOrEqual(startAt.getTime());
          }
        },
      ),
    );
  });
});

describe("activation", () => {
  const fresh = { window: OPEN, plannedAt: null, executedAt: null };

  it("starts a one-time schedule at its time, or at once when that is past", () => {
    expect(decideActivation({ ...fresh, spec: once, now: at("08:00") })).toEqual(at("12:00"));
    expect(decideActivation({ ...fresh, spec: once, now: at("15:00") })).toEqual(at("15:00"));
  });

  it("never starts a one-time schedule whose time and window are past, or that ran already", () => {
    const window = { startAt: null, endAt: at("14:00") };
    expect(decideActivation({ ...fresh, spec: once, now: at("13:00"), window })).toEqual(
      at("13:00"),
    );
    expect(decideActivation({ ...fresh, spec: once, now: at("15:00"), window })).toBeNull();
    const executedAt = at("12:00");
    expect(decideActivation({ ...fresh, spec: once, now: at("15:00"), executedAt })).toBeNull();
  });

  it("starts an interval as planned before its planned start and at once after it", () => {
    const query = { ...fresh, spec: hourly, plannedAt: at("18:00") };
    expect(decideActivation({ ...query, now: at("17:00") })).toEqual(at("18:00"));
    const activated = decideActivation({ ...query, now: at("18:10") });
    expect(activated).toEqual(at("18:10"));
    const ran = { spec: hourly, window: OPEN, after: at("18:10"), lastStartedAt: activated };
    expect(nextOccurrence(ran)).toEqual(at("19:10"));
  });

  it("starts a new interval at its window's beginning, or at once when that is past", () => {
    const query = { ...fresh, spec: hourly, now: at("09:00") };
    expect(decideActivation(query)).toEqual(at("09:00"));
    expect(decideActivation({ ...query, window: { startAt: at("10:00"), endAt: null } })).toEqual(
      at("10:00"),
    );
    expect(decideActivation({ ...query, window: { startAt: at("08:00"), endAt: null } })).toEqual(
      at("09:00"),
    );
    expect(
      decideActivation({ ...query, window: { startAt: null, endAt: at("08:59") } }),
    ).toBeNull();
    expect(decideActivation({ ...query, executedAt: at("08:30") })).toEqual(at("09:30"));
  });

  it("waits for the next regular time of cron and repeatAt", () => {
    const query = { ...fresh, plannedAt: at("09:00"), now: at("10:10") };
    expect(decideActivation({ ...query, spec: halfHourly })).toEqual(at("10:30"));
    expect(decideActivation({ ...query, spec: specOf({ repeatAt: "11.00" }) })).toEqual(
      at("11:00"),
    );
  });
});
