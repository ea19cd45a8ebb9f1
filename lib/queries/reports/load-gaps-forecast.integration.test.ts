import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import { HOUR_MS } from "@/lib/domain/report/load-hours";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeSchedule,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { getScheduleCalendar } from "./forecast-calendar";
import { getForecastReport } from "./forecast-report";
import { getGapsReport } from "./gaps-report";
import { getLoadReport } from "./load-report";
import { readLoadRuns } from "./load-runs";

let harness: EngineHarness;
let job: MadeDefinition;
let schedule: string;
let nightly: string;
const MINUTE_MS = 60_000;
/** Of the clock, which stands still. */
let now: number;

/** An id as it is made at an instant, whatever was made before. */
const idAt = (at: Date) => createIdGenerator(cryptoRandom())(at);

const ago = (ms: number) => new Date(now - ms);
const scopeOf = (tenantId: string) => ({ scope: { tenantId, allTenants: false } });
const context = () => harness.context(scopeOf(harness.tenantId));

interface Executed {
  from: number;
  minutes: number;
  columns?: Record<string, unknown>;
}

/** A run that was submitted and began so long ago, and took so many minutes. */
async function executed(definition: MadeDefinition, { from, minutes, columns = {} }: Executed) {
  const at = ago(from);
  const id = idAt(at);
  const ended_at = new Date(at.getTime() + minutes * MINUTE_MS);
  const wish = { state: "Completed", at, columns: { id, ended_at, ...columns } } as const;
  return makeRun(harness.db.pool, definition, wish);
}

beforeAll(async () => {
  harness = await createEngineHarness();
  const { pool } = harness.db;
  now = harness.clock.now().getTime();
  job = await makeDefinition(pool, harness.tenantId);
  schedule = await makeSchedule(pool, job, {
    expression: "* * * * * 0 0",
    next_run_at: new Date(now + HOUR_MS),
  });
  nightly = await makeSchedule(pool, job, {
    expression: "* * * * 2 15 0",
    next_run_at: new Date("2026-03-03T02:15:00Z"),
  });
  await executed(job, { from: 3 * HOUR_MS, minutes: 90 });
  await executed(job, { from: 3 * HOUR_MS, minutes: 4, columns: { queue: "NIGHT" } });
  const chain = await makeDefinition(pool, harness.tenantId, { kind: "chain" });
  const columns = { role: "chain", kind: "chain" };
  await executed(chain, { from: 3 * HOUR_MS, minutes: 90, columns });
  const foreign = await makeDefinition(pool, await makeTenant(pool));
  await executed(foreign, { from: 2 * HOUR_MS, minutes: 30 });
  await makeSchedule(pool, foreign, {
    expression: "* * * * * * 0",
    next_run_at: new Date(now + MINUTE_MS),
  });
});
afterAll(() => harness.close());

describe("the load report", () => {
  it("has the slot time and the peak of each hour by process server, chains and other tenants left out", async () => {
    const report = await getLoadReport(context());
    expect(report.rows.map(({ key }) => key)).toEqual(["test"]);
    const busy = report.rows[0]?.cells.filter(({ busyMs }) => busyMs > 0);
    expect(busy?.map(({ from, busyMs, peak }) => [from, busyMs / MINUTE_MS, peak])).toEqual([
      [ago(3 * HOUR_MS), 64, 2],
      [ago(2 * HOUR_MS), 30, 1],
    ]);
    expect(report.lengths.get("")).toMatchObject({ shortRuns: 1, longRuns: 1 });
  });

  it("goes by queue as well", async () => {
    const { rows } = await getLoadReport(context(), { view: "queues" });
    expect(rows.map(({ key, total }) => [key, total.busyMs / MINUTE_MS])).toEqual([
      ["Default", 90],
      ["NIGHT", 4],
    ]);
  });

  it("counts a run that is still under way up to now, also one submitted long before", async () => {
    const at = ago(80 * HOUR_MS);
    const id = idAt(at);
    await makeRun(harness.db.pool, job, { state: "Running", at, columns: { id, queue: "LONG" } });
    const { rows } = await getLoadReport(context(), { view: "queues", from: ago(2 * HOUR_MS) });
    expect(rows.find(({ key }) => key === "LONG")?.total).toMatchObject({
      busyMs: 2 * HOUR_MS,
      peak: 1,
    });
    await harness.db.pool.query("DELETE FROM run WHERE id = $1", [id]);
  });

  it("narrows a period that is too long by server and says so, and sums up the hours of longer ones", async () => {
    const from = ago(20 * 24 * HOUR_MS);
    await harness.db.pool.query("UPDATE run_rollup SET last_started_at = hour");
    const exact = await getLoadReport(context(), { from });
    expect(exact.notes[0]).toContain("narrowed to the time since 2026-02-23 13:00 UTC");
    const summed = await getLoadReport(context(), { view: "weekdays", from });
    expect([summed.source, summed.notes.length]).toEqual(["rollup", 1]);
    const monday = summed.rows[0]?.cells.map(({ busyMs, runs }) => [busyMs / MINUTE_MS, runs]);
    expect(monday?.slice(8, 12)).toEqual([
      [0, 0],
      [4, 1],
      [90, 1],
      [0, 0],
    ]);
  });

  it("refuses a period that has no beginning before its end", async () => {
    await expect(getLoadReport(context(), { from: new Date(now) })).rejects.toThrow("before 'to'");
  });

  it("begins later when there are too many runs", async () => {
    const period = { from: ago(24 * HOUR_MS), until: new Date(now) };
    const read = await readLoadRuns(context(), period, 2);
    expect([read.from, read.isCut]).toEqual([ago(2 * HOUR_MS), false]);
  });
});

describe("the gaps report", () => {
  it("has the ticks an outage left out, late starts and silent jobs, and of other tenants none", async () => {
    const { pool } = harness.db;
    const silent = await makeDefinition(pool, harness.tenantId);
    for (const hours of [80, 78, 76, 74, 72]) {
      await executed(silent, { from: hours * HOUR_MS, minutes: 1 });
    }
    await pool.query(
      "UPDATE run_rollup SET last_started_at = hour + interval '1 minute' WHERE definition_id = $1",
      [silent.id],
    );
    const planned = (ms: number) => ({ schedule_id: schedule, planned_at: ago(ms) });
    const at = ago(5 * HOUR_MS);
    const late = idAt(at);
    await makeRun(pool, job, {
      ...{ state: "Completed", at },
      columns: { id: late, ...planned(5 * HOUR_MS + 10 * MINUTE_MS) },
    });
    for (const hours of [7, 6]) {
      const id = idAt(at);
      const columns = { id, reason: "MISSED_OUTAGE", ...planned(hours * HOUR_MS) };
      await makeRun(pool, job, { state: "Skipped", at, columns });
    }
    const report = await getGapsReport(context());
    expect(report.items.map(({ kind, ticks, run }) => [kind, ticks, run === late])).toEqual([
      ["missed", 2, false],
      ["late", 0, true],
      ["silent", 0, false],
    ]);
    expect(report.items[1]?.lateMs).toBe(10 * MINUTE_MS);
    expect(report.items[2]?.definition).toBe(silent.name);
    const patient = await getGapsReport(context(), { lateSeconds: 900, times: 100 });
    expect(patient.items.map(({ kind }) => kind)).toEqual(["missed"]);
    const elsewhere = await makeTenant(pool);
    expect((await getGapsReport(harness.context(scopeOf(elsewhere)))).items).toEqual([]);
  });
});

describe("the calendar of schedules", () => {
  it("counts the coming starts of each day, also on a page that begins in the future", async () => {
    const from = new Date("2026-04-01T00:00:00Z");
    const until = new Date("2026-04-03T00:00:00Z");
    const { days } = await getScheduleCalendar(context(), { from, until });
    expect([...days.values()].map(({ starts, entries }) => [starts, entries.length])).toEqual([
      [25, 2],
      [25, 2],
    ]);
    expect(days.get(from.getTime())?.entries[0]?.firstAt).toEqual(from);
  });

  it("has what ended on past days, of the tenant only", async () => {
    const from = new Date("2026-03-02T00:00:00Z");
    const until = new Date("2026-03-03T00:00:00Z");
    const { days } = await getScheduleCalendar(context(), { from, until });
    const { rows } = await harness.db.pool.query<{ runs: number }>(
      "SELECT sum(runs)::int AS runs FROM run_rollup WHERE tenant_id = $1 AND hour >= $2",
      [harness.tenantId, from],
    );
    expect(days.get(from.getTime())).toMatchObject({ ended: rows[0]?.runs, starts: 11 });
  });
});

describe("the forecast", () => {
  it("has the coming starts of the tenant with the usual duration of their runs", async () => {
    const { rows } = await harness.db.pool.query<{ mean: number }>(
      "SELECT (sum(duration_ms) / sum(runs))::float8 AS mean FROM run_rollup WHERE definition_id = $1 AND state = 'Completed'",
      [job.id],
    );
    const report = await getForecastReport(context());
    expect(report.jobs.map(({ schedule: id, starts }) => [id, starts])).toEqual([
      [schedule, 23],
      [nightly, 1],
    ]);
    expect(report.jobs[0]?.meanDurationMs).toBe(rows[0]?.mean);
    expect(report.hours.reduce((sum, { starts }) => sum + starts, 0)).toBe(report.starts);
  });

  it("is at most 31 days long and says where it ends", async () => {
    const to = new Date(now + 60 * 24 * HOUR_MS);
    const report = await getForecastReport(context(), { to });
    expect(report.period.until).toEqual(new Date(now + 31 * 24 * HOUR_MS));
    expect(report.notes[0]).toContain("At most 31 days");
  });
});
