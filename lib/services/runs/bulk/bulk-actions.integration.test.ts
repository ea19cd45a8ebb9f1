import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { BulkProgress } from "@/lib/domain/run/bulk-action";
import { getBulkAction } from "@/lib/queries/runs/bulk-actions";
import type { Context } from "@/lib/services/context";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { cancelBulkAction } from "./cancel-bulk-action";
import { startBulkAction } from "./start-bulk-action";
import { type BulkWorld, workOnBulkActions } from "./work-on-bulk-actions";

const LATER = new Date("2099-01-01T00:00:00Z");
const JOB = { name: "bulky", url: "https://example.com/" };

let api: NativeApi;
let ctx: Context;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

let tests = 0;

beforeEach(async () => {
  // Ids never go back in time, so neither do the tests.
  tests += 1;
  const own = await api.contextOf(await api.createSubscriber());
  ctx = { ...own, now: new Date(own.now.getTime() + tests * 600_000) };
  await replaceDefinition(ctx, JOB);
});

/** The context of a request made so many seconds after the runs were submitted. */
function laterBy(seconds: number): Context {
  return { ...ctx, now: new Date(ctx.now.getTime() + seconds * 1000) };
}

function nodeAt(nodeId: string, seconds: number): BulkWorld {
  return { ...ctx, nodeId, now: () => laterBy(seconds).now };
}

const ONE = "01930000-0000-7000-8000-00000000000a";
const OTHER = "01930000-0000-7000-8000-00000000000b";

async function submit(count: number, by: Context = ctx): Promise<string[]> {
  const ids: string[] = [];
  for (let rest = count; rest > 0; rest -= 500) {
    const runs = Array.from({ length: Math.min(rest, 500) }, () => ({
      definition: JOB.name,
      startAt: LATER,
    }));
    ids.push(...(await submitRuns(by, runs)));
  }
  return ids;
}

async function statesNow(): Promise<Record<string, number>> {
  const { rows } = await ctx.db.pool.query<{ state: string; runs: number }>(
    "SELECT state, count(*)::int AS runs FROM run WHERE tenant_id = $1 GROUP BY state",
    [ctx.scope.tenantId],
  );
  return Object.fromEntries(rows.map(({ state, runs }) => [state, runs]));
}

const SELECTED = { definition: JOB.name, state: "waiting" };

async function start(
  action: "hold" | "cancel" | "delete",
  expected: number,
): Promise<BulkProgress> {
  const { bulk } = await startBulkAction(laterBy(1), { action, selection: SELECTED, expected });
  if (bulk === null) throw new Error("nothing was begun");
  return bulk;
}

async function workToEnd(world: BulkWorld): Promise<number> {
  for (let passes = 0; passes < 50; passes += 1) {
    if ((await workOnBulkActions(world)) > 0) return passes;
  }
  throw new Error("it does not end");
}

describe("over the API", () => {
  it("is begun with the number that was counted, followed and found by its tenant only", async () => {
    const login = await api.createSubscriber();
    const own = await api.contextOf(login);
    await replaceDefinition(own, JOB);
    await submit(2, own);
    await vi.waitUntil(async () => (await api.contextOf(login)).now > own.now);
    const body = { action: "hold", selection: SELECTED };
    const counted = await api.call("POST", "/runs/bulk-actions", { body, as: login });
    expect([counted.status, counted.body]).toEqual([200, { count: 2, isMore: false }]);
    const asked = { body: { ...body, expected: 2 }, as: login };
    const begun = await api.call("POST", "/runs/bulk-actions", asked);
    expect([begun.status, begun.body.state]).toEqual([202, "running"]);
    const address = `/bulk-actions/${begun.body.id}`;
    expect((await api.call("GET", address, { as: login })).body).toEqual(begun.body);
    const list = await api.call("GET", "/bulk-actions", { as: login });
    expect(list.body.items).toHaveLength(1);
    const other = await api.createSubscriber();
    expect((await api.call("GET", address, { as: other })).status).toBe(404);
    expect((await api.call("POST", `${address}/cancel`, { as: other })).status).toBe(404);
    const stopped = await api.call("POST", `${address}/cancel`, { as: login });
    expect([stopped.status, stopped.body.state]).toEqual([200, "canceled"]);
  });

  it("needs the right to operate runs", async () => {
    const reader = await api.createSubscriber(["jobs.read"]);
    const body = { action: "hold", selection: {} };
    const answer = await api.call("POST", "/runs/bulk-actions", { body, as: reader });
    expect(answer.status).toBe(403);
  });
});

describe("a bulk action on a selection", () => {
  it("counts first, and does nothing", async () => {
    await submit(7);
    const counted = await startBulkAction(laterBy(1), { action: "cancel", selection: SELECTED });
    expect(counted).toEqual({ count: 7, isMore: false, bulk: null });
    expect(await workToEnd(nodeAt(ONE, 1))).toBe(0);
    expect(await statesNow()).toEqual({ Scheduled: 7 });
  });

  it("is refused when there are others than were confirmed", async () => {
    await submit(3);
    await expect(start("cancel", 2)).rejects.toMatchObject({
      code: "conflict",
      field: "expected",
      details: { count: 3 },
    });
    expect(await statesNow()).toEqual({ Scheduled: 3 });
  });

  it("works through more runs than a page or a batch has", async () => {
    await submit(450);
    const bulk = await start("hold", 450);
    expect(bulk).toMatchObject({ state: "running", total: 450, done: 0 });
    expect(await workToEnd(nodeAt(ONE, 2))).toBeGreaterThan(2);
    expect(await statesNow()).toEqual({ Held: 450 });
    expect(await getBulkAction(ctx, bulk.id)).toMatchObject({
      ...{ state: "completed", total: 450, done: 450, refused: 0 },
      endedAt: laterBy(2).now.toISOString(),
    });
  });

  it("leaves alone what is submitted after it was confirmed", async () => {
    await submit(5);
    await start("cancel", 5);
    await submit(4, laterBy(60));
    await workToEnd(nodeAt(ONE, 61));
    expect(await statesNow()).toEqual({ Canceled: 5, Scheduled: 4 });
  });

  it("tells of the runs that refuse", async () => {
    await submit(2);
    const selection = { definition: JOB.name };
    const asked = { action: "delete", selection, expected: 2 } as const;
    const { bulk } = await startBulkAction(laterBy(1), asked);
    await workToEnd(nodeAt(ONE, 2));
    const ended = await getBulkAction(ctx, bulk?.id ?? "");
    expect(ended).toMatchObject({ state: "completed", done: 0, refused: 2 });
    expect(ended.refusals[0]).toMatchObject({ state: "Scheduled", message: expect.any(String) });
  });

  it("goes on elsewhere when its node falls silent, and acts on each run once", async () => {
    await submit(450);
    const bulk = await start("hold", 450);
    await workOnBulkActions(nodeAt(ONE, 2));
    const begun = await getBulkAction(ctx, bulk.id);
    expect(begun.done).toBeGreaterThan(0);
    expect(begun.done).toBeLessThan(450);
    expect(await workOnBulkActions(nodeAt(OTHER, 3))).toBeGreaterThan(0);
    await workToEnd(nodeAt(OTHER, 120));
    expect(await getBulkAction(ctx, bulk.id)).toMatchObject({
      ...{ state: "completed", done: 450, refused: 0 },
    });
  });

  it("can be stopped; what was done stays done", async () => {
    await submit(450);
    const bulk = await start("hold", 450);
    await workOnBulkActions(nodeAt(ONE, 2));
    const { done } = await cancelBulkAction(laterBy(3), bulk.id);
    expect(await workToEnd(nodeAt(ONE, 4))).toBe(0);
    expect(await statesNow()).toEqual({ Held: done, Scheduled: 450 - done });
    const again = cancelBulkAction(laterBy(5), bulk.id);
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  it("is in the audit with its selection and counts, at its beginning and its end", async () => {
    await submit(3);
    const bulk = await start("cancel", 3);
    await workToEnd(nodeAt(ONE, 2));
    const { rows } = await ctx.db.pool.query<{ action: string; details: unknown }>(
      "SELECT action, details FROM audit_entry WHERE tenant_id = $1 AND object_id = $2 ORDER BY id",
      [ctx.scope.tenantId, bulk.id],
    );
    expect(rows).toMatchObject([
      { action: "Bulkcancel", details: { count: 3, selection: { definition: JOB.name } } },
      {
        action: "BulkcancelEnd",
        details: { done: 3, refused: 0, selection: { state: ["waiting"] } },
      },
    ]);
  });

  it("makes each restart once", async () => {
    await submit(30);
    await start("cancel", 30);
    await workToEnd(nodeAt(ONE, 2));
    const selection = { definition: JOB.name, state: "Canceled" };
    const asked = { action: "restart", selection, expected: 30 } as const;
    const { bulk } = await startBulkAction(laterBy(3), asked);
    await workToEnd(nodeAt(ONE, 4));
    expect(await getBulkAction(ctx, bulk?.id ?? "")).toMatchObject({ done: 30, created: 30 });
  });
});
