import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstIdAt } from "@/lib/domain/ids";
import type { RunQueryInput } from "@/lib/domain/run/run-query";
import type { Context } from "@/lib/services/context";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { seedRuns } from "@/lib/testing/seeded-runs";
import { countSelection } from "./count-listed-runs";
import { exportRuns } from "./export-runs";
import { listRuns } from "./list-runs";

const RUNS = 6000;
const NOW = new Date("2026-11-20T12:00:00Z");

let api: NativeApi;
let ctx: Context;

beforeAll(async () => {
  api = await startNativeApi();
  const subscriber = await api.createSubscriber();
  ctx = { ...(await api.contextOf(subscriber)), now: NOW };
  await seedRuns(ctx.db.pool, { tenantId: subscriber.tenantId, runs: RUNS, now: NOW });
  // Others have runs too.
  const other = await api.createSubscriber();
  await seedRuns(ctx.db.pool, { tenantId: other.tenantId, runs: 200, now: NOW });
}, 120_000);
afterAll(() => api.close());

async function allPages(query: RunQueryInput, limit = 500): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRuns(ctx, { ...query, cursor, limit });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function recount(condition: string, order = "r.id DESC"): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT r.id FROM run r JOIN definition d ON d.id = r.definition_id WHERE r.tenant_id = $1 AND (${condition}) ORDER BY ${order}`,
    [ctx.scope.tenantId],
  );
  return rows.map(({ id }) => id);
}

const ago = (minutes: number) => `'${new Date(NOW.getTime() - minutes * 60_000).toISOString()}'`;
const idAgo = (minutes: number) =>
  `'${firstIdAt(new Date(NOW.getTime() - minutes * 60_000))}'::uuid`;
const SERVER = "(SELECT t.actor FROM transition t WHERE t.run_id = r.id AND t.seq = 5)";
const ENDED_BADLY = "r.state IN ('Error', 'Killed', 'Unknown')";

const FILTERS: [RunQueryInput, string][] = [
  [{}, "true"],
  [{ level: "top" }, "r.parent_id IS NULL"],
  [{ level: "calls" }, "r.role <> 'step'"],
  [{ state: ["failed"] }, ENDED_BADLY],
  [{ state: ["A"] }, "r.state IN ('Error', 'Killed', 'Canceled')"],
  [{ state: ["TIMEOUT"] }, "r.state = 'Error' AND r.detail = 'TIMEOUT'"],
  [
    { state: ["ERROR"] },
    "r.state IN ('Killed', 'Canceled') OR (r.state = 'Error' AND r.detail IS NULL)",
  ],
  [
    { state: ["failed", "live"], level: "top" },
    `(${ENDED_BADLY} OR r.ended_at IS NULL) AND r.parent_id IS NULL`,
  ],
  [{ definition: "SEEDED-007" }, "d.name = 'SEEDED-007'"],
  [
    { definition: "SEEDED-057", state: ["failed", "EventWait", "Completed"] },
    "d.name = 'SEEDED-057'",
  ],
  [
    { jobName: ["seeded_01?", "*99"], state: ["Error"] },
    "(r.job_name LIKE 'SEEDED\\_01_' OR r.job_name LIKE '%99') AND r.state = 'Error'",
  ],
  [{ q: "eded-02" }, "d.name ILIKE '%eded-02%'"],
  [{ kind: ["chain"] }, "r.kind = 'chain'"],
  [{ system: true }, "false"],
  [{ program: "/PART42" }, "d.url LIKE '%/part42%'"],
  [{ user: "ann?" }, "r.submitted_by = 'ANNA'"],
  [
    { user: "*R*", level: "calls" },
    "r.submitted_by IN ('BERND', 'CARLA', 'rare.user') AND r.role <> 'step'",
  ],
  [{ user: "RARE.USER", level: "top" }, "r.submitted_by = 'rare.user' AND r.parent_id IS NULL"],
  [
    { user: "bernd", state: ["EventWait", "Error"], level: "calls" },
    "r.submitted_by = 'BERND' AND r.state IN ('EventWait', 'Error')",
  ],
  [{ queue: "NIGHT" }, "r.queue = 'NIGHT'"],
  [
    { server: "node-b", state: ["failed"] },
    `${SERVER} = 'node-b' AND r.attempt > 0 AND ${ENDED_BADLY}`,
  ],
  [{ returnCode: 8 }, "r.return_code = 8"],
  [{ httpStatus: "5xx" }, "r.http_status >= 500"],
  [{ httpStatus: "500", queue: "Default" }, "r.http_status = 500 AND r.queue = 'Default'"],
  [{ reason: "tp_50" }, "r.reason LIKE '%TP\\_50%'"],
  [{ event: "SEEDED" }, "r.gated"],
  [{ event: "NONE" }, "false"],
  [{ from: "now-2h", to: "now-1h" }, `r.id >= ${idAgo(120)} AND r.id < ${idAgo(60)}`],
  [
    { startedFrom: "now-90m", startedTo: "now-80m" },
    `r.started_at >= ${ago(90)} AND r.started_at < ${ago(80)}`,
  ],
  [{ endedFrom: "now-30m" }, `r.ended_at >= ${ago(30)}`],
  [
    { endedFrom: "now-3h", endedTo: "now-2h", level: "top" },
    `r.ended_at >= ${ago(180)} AND r.ended_at < ${ago(120)} AND r.parent_id IS NULL`,
  ],
  [{ plannedTo: "now-4h" }, `COALESCE(r.planned_at, r.start_at) < ${ago(240)}`],
];

describe("the runs a selection means", () => {
  it.each(FILTERS)(
    "are those for which %o holds, newest first, and as many are counted",
    async (query, condition) => {
      const expected = await recount(condition);
      expect(await allPages(query)).toEqual(expected);
      expect(await countSelection(ctx, query)).toEqual({ count: expected.length, isMore: false });
    },
  );

  it.each(FILTERS.slice(0, 12))(
    "come oldest first when asked for: %o",
    async (query, condition) => {
      const expected = await recount(condition, "r.id");
      expect(await allPages({ ...query, sort: "submitted" })).toEqual(expected);
    },
  );

  const DURATION = "r.ended_at - r.started_at";
  const DELAY = "r.started_at - COALESCE(r.planned_at, r.start_at)";
  it.each([
    [
      "-duration",
      `COALESCE(${DURATION}, CASE WHEN r.started_at IS NOT NULL THEN $now - r.started_at END) DESC NULLS LAST, r.id DESC`,
    ],
    ["duration", `${DURATION} NULLS LAST, r.id`],
    ["started", "r.started_at NULLS LAST, r.id"],
    ["-ended", "r.ended_at DESC NULLS LAST, r.id DESC"],
    ["-delay", `${DELAY} DESC NULLS LAST, r.id DESC`],
  ] as const)("come by %s, page by page", async (sort, order) => {
    const query: RunQueryInput = { sort, from: "now-1h", level: "calls" };
    const condition = `r.id >= ${idAgo(60)} AND r.role <> 'step'`;
    const expected = await recount(
      condition,
      order.replace("$now", `'${NOW.toISOString()}'::timestamptz`),
    );
    expect(await allPages(query, 97)).toEqual(expected);
  });

  it("are paged back in the same order", async () => {
    const query: RunQueryInput = { sort: "-duration", from: "now-1h", limit: 40 };
    const first = await listRuns(ctx, query);
    const second = await listRuns(ctx, { ...query, cursor: first.nextCursor ?? "" });
    const back = await listRuns(ctx, { ...query, cursor: second.prevCursor ?? "" });
    expect(back.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id));
    expect(back.prevCursor).toBeNull();
  });

  it("are counted to ten thousand", async () => {
    const found = { count: 10_000, isMore: true };
    const { pool } = ctx.db;
    const tenant = await api.createSubscriber();
    await seedRuns(pool, { tenantId: tenant.tenantId, runs: 12_000, now: NOW });
    const many = { ...(await api.contextOf(tenant)), now: NOW };
    expect(await countSelection(many, {})).toEqual(found);
    expect(await countSelection(many, { queue: "Default" })).toEqual(found);
  });
});

describe("an export", () => {
  const textOf = async (query: RunQueryInput) => {
    const { pieces } = await exportRuns(ctx, query);
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  };

  it("has every run of the selection once, in its order, under a line of heads", async () => {
    const lines = (await textOf({ level: "top", state: ["Completed"] })).trimEnd().split("\r\n");
    const expected = await recount("r.parent_id IS NULL AND r.state = 'Completed'");
    expect(lines[0]).toMatch(/^id,job_name,job_count,definition,/);
    expect(lines.slice(1).map((line) => line.slice(0, 36))).toEqual(expected);
  });

  it("reads no further when its reader goes away", async () => {
    const { pieces } = await exportRuns(ctx, {});
    await pieces.next();
    await pieces.return();
    expect(await pieces.next()).toEqual({ done: true, value: undefined });
  });

  it("goes out over the API as a file", async () => {
    const answer = await api.call("GET", "/runs/export?state=failed&from=now-1h");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="runs-\d{8}-\d{4}\.csv"$/,
    );
    expect((await api.call("GET", "/runs/export?limit=5")).status).toBe(400);
  });
});
