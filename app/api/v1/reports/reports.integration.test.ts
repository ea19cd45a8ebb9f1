import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/services/context";
import { type MadeDefinition, makeDefinition } from "@/lib/testing/engine-factories";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { makeReportRun } from "@/lib/testing/report-world";

let api: NativeApi;
let ctx: Context;
let often: MadeDefinition;
let seldom: MadeDefinition;

const MINUTE_MS = 60_000;

beforeAll(async () => {
  api = await startNativeApi();
  ctx = await api.contextOf();
  often = await named("OFTEN", ctx.scope.tenantId);
  seldom = await named("SELDOM", ctx.scope.tenantId);
  // Twelve runs of a second, then one of two; each two seconds late.
  for (let index = 0; index < 13; index += 1)
    await start(often, 130 - index * 10, index === 12 ? 2000 : 1000);
  await start(seldom, 30, 500, "Error");
  const foreign = await api.createSubscriber();
  await start(await named("FOREIGN", foreign.tenantId), 5, 10);
}, 60_000);
afterAll(() => api.close());

async function named(jobName: string, tenantId: string): Promise<MadeDefinition> {
  const columns = { job_name: jobName };
  return { ...(await makeDefinition(ctx.db.pool, tenantId, columns)), jobName };
}

async function start(
  definition: MadeDefinition,
  minutesAgo: number,
  durationMs: number,
  state: "Completed" | "Error" = "Completed",
) {
  const startedAt = new Date(ctx.now.getTime() - minutesAgo * MINUTE_MS);
  const run = { definition, startedAt, durationMs, state, delayMs: 2000, submittedBy: "test" };
  await makeReportRun(ctx.db.pool, ctx.newId(startedAt), run);
}

const get = (path: string) => api.call("GET", `/reports/${path}`);

describe("GET /reports/frequency", () => {
  it("answers a row per job name, most runs first, and pages", async () => {
    const { status, body } = await get("frequency?name=*E*&tenant=Provider");
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        jobName: "OFTEN",
        runs: 13,
        completed: 13,
        lastStatus: "F",
        successRate: 1,
        avgDelayMs: 2000,
      },
      {
        jobName: "SELDOM",
        runs: 1,
        cancelled: 1,
        lastStatus: "A",
        successRate: 0,
        avgIntervalSeconds: null,
      },
    ]);
    expect(body).toMatchObject({ jobs: 2, runs: 14, nextCursor: null, prevCursor: null });
    const first = (await get("frequency?name=*E*&tenant=Provider&limit=1")).body;
    const second = (
      await get(`frequency?name=*E*&tenant=Provider&limit=1&cursor=${first.nextCursor}`)
    ).body;
    expect([first, second].map((page) => page.items[0].jobName)).toEqual(["OFTEN", "SELDOM"]);
    expect(second.nextCursor).toBeNull();
  });

  it("gives the numbers of seed 000: count and last start of status F or A", async () => {
    const { rows } = await ctx.db.pool.query(
      `SELECT job_name AS "jobName", count(started_at)::int AS runs, max(started_at) AS "lastStart" FROM run
       WHERE tenant_id = $1 AND state = 'Completed' GROUP BY 1 ORDER BY 2 DESC, 1`,
      [ctx.scope.tenantId],
    );
    const { body } = await get("frequency?status=F&tenant=Provider");
    const told = body.items.map(({ jobName, runs, lastStart }: Record<string, unknown>) => ({
      ...{ jobName, runs, lastStart: new Date(String(lastStart)) },
    }));
    expect(told).toEqual(rows);
    expect((await get("frequency?status=A&tenant=Provider")).body.items).toMatchObject([
      { jobName: "SELDOM", runs: 1 },
    ]);
  });

  it.each([
    ["status", "status=Z"],
    ["sort", "sort=colour"],
    ["from", "from=whenever"],
    ["to", "from=now&to=now-1h"],
    ["limit", "limit=0"],
    ["cursor", "cursor=nonsense"],
  ])("refuses a wrong %s and names it", async (field, query) => {
    const { status, body } = await get(`frequency?${query}`);
    expect([status, body.error.code, body.error.field]).toEqual([400, "invalid", field]);
  });

  it("shows a tenant its own runs only, and nothing without the permission", async () => {
    const own = await api.createSubscriber();
    const { body } = await api.call("GET", "/reports/frequency", { as: own });
    expect(body.items).toEqual([]);
    expect((await api.call("GET", "/reports/frequency", { as: null })).status).toBe(401);
  });
});

describe("GET /reports/durations", () => {
  it("compares the last run with the mean of the ten before it and marks what is slow", async () => {
    const { status, body } = await get("durations?tenant=Provider&job=OFTEN&unit=hour");
    expect(status).toBe(200);
    expect(body).toMatchObject({ jobs: 1, slow: 1 });
    expect(body.items).toMatchObject([
      {
        ...{ jobName: "OFTEN", completed: 13, lastDurationMs: 2000, baselineMs: 1000 },
        ...{ deviation: 1, isSlow: true, maxDurationMs: 2000, p95DurationMs: 2000 },
      },
    ]);
    const sum = (points: { runs: number }[]) => points.reduce((total, { runs }) => total + runs, 0);
    expect(sum(body.trend)).toBe(13);
    expect((await get("durations?tenant=Provider")).body.trend).toBeNull();
  });
});

describe("GET /reports/delays", () => {
  it("tells how late runs started, by job and by hour", async () => {
    const { body } = await get("delays?tenant=Provider&sort=jobName");
    expect(body.items).toMatchObject([
      { jobName: "OFTEN", runs: 13, avgDelayMs: 2000, maxDelayMs: 2000, p95DelayMs: 2000 },
      { jobName: "SELDOM", runs: 1, avgDelayMs: 2000 },
    ]);
    const measured = body.trend.filter(({ runs }: { runs: number }) => runs > 0);
    expect(measured.every(({ avgMs }: { avgMs: number }) => avgMs === 2000)).toBe(true);
  });
});
