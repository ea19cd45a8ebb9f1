import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { makeDefinition, makeRun, makeSchedule } from "@/lib/testing/engine-factories";
import { type ApiLogin, type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

const HOUR_MS = 3_600_000;
let api: NativeApi;
let own: ApiLogin & { tenantId: string };
let other: ApiLogin & { tenantId: string };
/** A full hour that is past, by the clock of the database. */
let from: Date;
let until: Date;

/** An id as it is made at an instant, whatever was made before. */
const idAt = (at: Date) => createIdGenerator(cryptoRandom())(at);

beforeAll(async () => {
  api = await startNativeApi();
  [own, other] = [await api.createSubscriber(), await api.createSubscriber()];
  const { db, now } = await api.contextOf();
  from = new Date(Math.floor(now.getTime() / HOUR_MS - 2) * HOUR_MS);
  until = new Date(from.getTime() + HOUR_MS);
  const definition = await makeDefinition(db.pool, own.tenantId);
  const at = new Date(from.getTime() + 600_000);
  const columns = { id: idAt(at), ended_at: new Date(at.getTime() + 900_000), queue: "=NIGHT" };
  await makeRun(db.pool, definition, { state: "Completed", at, columns });
  await makeSchedule(db.pool, definition, {
    expression: "* * * * * 0 0",
    next_run_at: new Date(from.getTime() + 3 * HOUR_MS),
  });
});
afterAll(() => api.close());

const period = () => `from=${from.toISOString()}&to=${until.toISOString()}`;

describe("GET /reports/load", () => {
  it("answers the fields of the period, to its tenant only", async () => {
    const { status, body } = await api.call("GET", `/reports/load?${period()}`, { as: own });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      view: "servers",
      source: "runs",
      period: { from: from.toISOString(), until: until.toISOString() },
      rows: [
        { key: "test", cells: [{ busyMs: 900_000, peak: 1, runs: 1 }], lengths: { longRuns: 1 } },
      ],
    });
    const foreign = await api.call("GET", `/reports/load?${period()}`, { as: other });
    expect(foreign.body.rows).toEqual([]);
  });

  it("answers the same as a file, in which no text becomes a formula", async () => {
    const address = `/reports/load?view=queues&format=csv&${period()}`;
    const { headers, text } = await api.call("GET", address, { as: own });
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="load-by-queues-\d{8}-\d{4}\.csv"$/,
    );
    const [head, line] = text.split("\r\n");
    expect(head).toBe("row,column,from,until,busy_seconds,peak,runs");
    expect(line?.startsWith("'=NIGHT,")).toBe(true);
    expect(line?.endsWith(",900,1,1")).toBe(true);
  });
});

describe("GET /reports/gaps and /reports/forecast", () => {
  it("answer lists, empty ones for a tenant without runs and schedules", async () => {
    const gaps = await api.call("GET", "/reports/gaps?lateSeconds=30&times=5", { as: other });
    expect([gaps.status, gaps.body.items]).toEqual([200, []]);
    const forecast = await api.call("GET", "/reports/forecast", { as: own });
    expect(forecast.body).toMatchObject({ jobs: [{ starts: expect.any(Number) }] });
    expect(forecast.body.starts).toBeGreaterThanOrEqual(23);
    const nothing = await api.call("GET", "/reports/forecast", { as: other });
    expect([nothing.body.starts, nothing.body.jobs]).toEqual([0, []]);
  });

  it("answer files with a line for each hour and each gap", async () => {
    const forecast = await api.call("GET", "/reports/forecast?format=csv", { as: own });
    expect(forecast.text.split("\r\n")[0]).toBe("hour,starts,on_the_hour,busy_seconds,peak");
    expect(forecast.text.trim().split("\r\n").length).toBeGreaterThanOrEqual(25);
    const gaps = await api.call("GET", "/reports/gaps?format=csv", { as: own });
    expect(gaps.text.trim()).toBe(
      "kind,definition,schedule,run,ticks,planned_at,until,late_seconds,why",
    );
  });
});

describe("the reports", () => {
  it.each([
    ["/reports/load?view=rooms", "'view'"],
    ["/reports/load?from=2026-11-21T02:00:00Z&to=2026-11-21T01:00:00Z", "'from'"],
    ["/reports/gaps?times=1", "'times'"],
    ["/reports/forecast?to=2020-01-01T00:00:00Z", "'to'"],
    ["/reports/forecast?until=now", "'until'"],
  ])("refuse %s", async (address, named) => {
    const { status, body } = await api.call("GET", address, { as: own });
    expect([status, body.error.code]).toEqual([400, "invalid"]);
    expect(body.error.message).toContain(named);
  });

  it.each(["load", "gaps", "forecast"])("ask for credentials: %s", async (report) => {
    expect((await api.call("GET", `/reports/${report}`, { as: null })).status).toBe(401);
  });
});
