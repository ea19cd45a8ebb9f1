import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, hourOf, loadByHour, splitByLength } from "./load-hours";
import { tableByHourOfDay, tableByWeekday, tableOverTime } from "./load-table";

const at = (text: string) => new Date(`2026-03-${text}Z`);
const span = (from: string, until: string) => ({ startedAt: at(from), endedAt: at(until) });
const minutes = (count: number) => count * 60_000;

describe("the load of an hour", () => {
  const period = { from: at("28T22:00:00"), until: at("29T02:00:00") };

  it("takes of an execution only the part that lies in it, across midnight and the night clocks change", () => {
    const load = loadByHour([span("28T22:45:00", "29T01:10:00")], period);
    expect(load.map(({ busyMs }) => busyMs / 60_000)).toEqual([15, 60, 60, 10]);
    expect(load.map(({ peak }) => peak)).toEqual([1, 1, 1, 1]);
    expect(load.map(({ runs }) => runs)).toEqual([1, 0, 0, 0]);
  });

  it("has as its peak the most at one moment, not the number of executions", () => {
    const load = loadByHour(
      [
        span("28T22:00:00", "28T22:20:00"),
        span("28T22:10:00", "28T22:30:00"),
        span("28T22:30:00", "28T22:40:00"),
      ],
      period,
    );
    expect(load[0]).toMatchObject({ peak: 2, runs: 3, busyMs: minutes(50) });
  });

  it("does not take one that begins as another ends for one beside it, on the hour neither", () => {
    const load = loadByHour(
      [span("28T22:30:00", "28T23:00:00"), span("28T23:00:00", "28T23:30:00")],
      period,
    );
    expect(load.map(({ peak }) => peak)).toEqual([1, 1, 0, 0]);
  });

  it("counts what began before the period by its time in it, and not as begun", () => {
    const load = loadByHour([span("28T10:00:00", "28T22:05:00")], period);
    expect(load[0]).toMatchObject({ busyMs: minutes(5), peak: 1, runs: 0 });
  });

  it("sees an execution without a length, and none outside the period", () => {
    const load = loadByHour(
      [span("28T23:00:00", "28T23:00:00"), span("29T02:00:00", "29T02:10:00")],
      period,
    );
    expect(load.map(({ peak, runs }) => [peak, runs])).toEqual([
      [0, 0],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it("comes to the whole time of all executions, and no peak is above their number", () => {
    const first = at("01T00:00:00").getTime();
    const wide = { from: new Date(first), until: new Date(first + 48 * HOUR_MS) };
    const spanArb = fc
      .tuple(fc.nat(40 * HOUR_MS), fc.integer({ min: 1, max: 7 * HOUR_MS }))
      .map(([from, ms]) => ({
        startedAt: new Date(first + from),
        endedAt: new Date(first + from + ms),
      }));
    fc.assert(
      fc.property(fc.array(spanArb, { maxLength: 20 }), (spans) => {
        const load = loadByHour(spans, wide);
        const total = spans.reduce(
          (sum, s) => sum + (s.endedAt.getTime() - s.startedAt.getTime()),
          0,
        );
        expect(load.reduce((sum, { busyMs }) => sum + busyMs, 0)).toBe(total);
        for (const { busyMs, peak } of load) {
          expect(peak).toBeLessThanOrEqual(spans.length);
          expect(busyMs).toBeLessThanOrEqual((peak ?? 0) * HOUR_MS);
        }
      }),
    );
  });
});

describe("short and long executions", () => {
  it("are divided at five minutes, which are still short", () => {
    expect(
      splitByLength([
        span("01T00:00:00", "01T00:05:00"),
        span("01T00:00:00", "01T00:05:01"),
        span("01T00:00:00", "01T00:00:30"),
      ]),
    ).toEqual({ shortRuns: 2, shortMs: 330_000, longRuns: 1, longMs: 301_000 });
  });
});

describe("the table of loads", () => {
  it("has hours as columns up to two days and days beyond, the busiest row first", () => {
    const short = { from: at("02T22:00:00"), until: at("03T00:30:00") };
    const loads = new Map([
      ["idle", loadByHour([], short)],
      ["busy", loadByHour([span("02T22:10:00", "03T00:10:00")], short)],
    ]);
    const table = tableOverTime(loads, short);
    expect(table.columns.map(({ label }) => label)).toEqual(["22:00", "23:00", "00:00"]);
    expect(table.rows.map(({ key }) => key)).toEqual(["busy", "idle"]);
    expect(table.rows[0]?.cells.map(({ busyMs }) => busyMs / 60_000)).toEqual([50, 60, 10]);
    expect(table.rows[0]?.cells[2]?.until).toEqual(short.until);
    const long = { from: at("01T22:00:00"), until: at("04T22:00:00") };
    const days = tableOverTime(new Map([["a", loadByHour([], long)]]), long);
    expect(days.columns.map(({ key }) => key)).toEqual([
      "2026-03-01",
      "2026-03-02",
      "2026-03-03",
      "2026-03-04",
    ]);
  });

  it("puts an hour of the day into the column of its day, and leads nowhere outside the period", () => {
    const period = { from: at("02T22:00:00"), until: at("04T00:00:00") };
    const table = tableByHourOfDay(
      loadByHour([span("03T02:10:00", "03T02:40:00")], period),
      period,
    );
    const row = table.rows[2];
    expect(row?.cells.map(({ busyMs, from }) => [busyMs / 60_000, from])).toEqual([
      [0, null],
      [30, at("03T02:00:00")],
    ]);
  });

  it("puts Monday first and adds up the weeks", () => {
    const period = { from: at("01T00:00:00"), until: at("15T00:00:00") };
    const spans = [span("02T02:00:00", "02T02:30:00"), span("09T02:15:00", "09T02:45:00")];
    const table = tableByWeekday(loadByHour(spans, period), period);
    expect(table.rows[0]).toMatchObject({ key: "Mon", total: { runs: 2, busyMs: minutes(60) } });
    expect(table.rows[0]?.cells[2]).toMatchObject({ peak: 1, runs: 2 });
  });

  it("begins its hours on the hour of UTC", () => {
    expect(hourOf(at("29T01:59:59.999"))).toEqual(at("29T01:00:00"));
  });
});
