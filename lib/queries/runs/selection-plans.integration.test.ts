import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunQueryInput } from "@/lib/domain/run/run-query";
import type { Context } from "@/lib/services/context";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { seedRuns } from "@/lib/testing/seeded-runs";
import { countSelection } from "./count-listed-runs";
import { listRuns } from "./list-runs";

const RUNS = 100_000;
const NOW = new Date("2026-11-20T12:00:00Z");

let api: NativeApi;
let ctx: Context;
const uses: TableUse[] = [];

beforeAll(async () => {
  api = await startNativeApi();
  const subscriber = await api.createSubscriber();
  const own = await api.contextOf(subscriber);
  await seedRuns(own.db.pool, { tenantId: subscriber.tenantId, runs: RUNS, now: NOW });
  const pool = explainingPool(own.db.pool, uses);
  ctx = { ...own, now: NOW, db: { ...own.db, pool } };
}, 180_000);
afterAll(() => api.close());

/** Tables that grow with the history. */
const LARGE = ["run", "transition", "run_gate"];

/** The ways in which a large table was gone through, or more rows of it looked at than `most`. */
function faults(most: number): string[] {
  const real = uses.filter(({ rows, table }) => rows !== null && LARGE.includes(table));
  expect(real.length).toBeGreaterThan(0);
  return real
    .filter(({ how, rows }) => how === "Seq Scan" || (rows ?? 0) > most)
    .map(({ how, table, index, rows }) => [how, table, index, rows].join(" | "));
}

/** Filters an index knows about: no more is read than is shown, by each of the branches that are merged. */
const KNOWN: [string, RunQueryInput][] = [
  ["nothing", {}],
  ["what was submitted", { level: "top" }],
  ["the oldest first", { sort: "submitted", level: "top" }],
  ["a frequent state", { state: ["Completed"] }],
  ["a rare state", { state: ["Unknown"] }],
  ["several states", { state: ["failed", "EventWait"] }],
  ["a definition", { definition: "SEEDED-012" }],
  ["a rare state of a definition", { definition: "SEEDED-057", state: ["Unknown", "Killed"] }],
  ["a job name by pattern", { jobName: "*_01?" }],
  ["a part of a name", { q: "eeded-03" }],
  ["a kind", { kind: "chain" }],
  ["a program", { program: "PART77" }],
  ["a period of submission", { from: "now-2h", to: "now-1h" }],
  ["a return code", { returnCode: 8 }],
  ["an HTTP status", { httpStatus: "5xx" }],
  ["a rare user, steps and calls too", { user: "rare.user" }],
  ["a user with few runs", { user: "RARE.*", level: "calls" }],
  ["a user of old", { user: "rare.user", level: "calls", to: "now-30h" }],
];

/** Filters that are asked of each run: a bounded number is looked at. */
const ASKED: [string, RunQueryInput][] = [
  ["words of the compatible API", { state: ["TIMEOUT"] }],
  ["a reason", { reason: "http_5" }],
  ["a queue", { queue: "NIGHT" }],
  ["a server", { server: "node-b" }],
  ["an event", { event: "SEEDED" }],
  ["a user among what was submitted", { user: "anna", level: "top" }],
  ["a period of the start", { startedFrom: "now-1h" }],
  ["a period of the end", { endedFrom: "now-3h", endedTo: "now-2h" }],
  ["a planned period", { plannedFrom: "now-1h" }],
  ["nothing of the system", { system: false }],
];

describe(`with ${RUNS} runs`, () => {
  it.each(KNOWN)("a list by %s reads what it shows", async (_, query) => {
    uses.length = 0;
    const page = await listRuns(ctx, { ...query, limit: 50 });
    expect(page.items.length).toBeGreaterThan(0);
    expect(page.lookedTo).toBeNull();
    expect(faults(2500)).toEqual([]);
  });

  it.each(ASKED)("a list by %s looks at a bounded number of runs", async (_, query) => {
    uses.length = 0;
    const page = await listRuns(ctx, { ...query, limit: 50 });
    expect(page.items.length).toBeGreaterThan(0);
    expect(faults(25_000)).toEqual([]);
  });

  it.each(["-started", "ended", "-duration", "delay"] as const)(
    "the order by %s goes through its period only",
    async (sort) => {
      uses.length = 0;
      const page = await listRuns(ctx, { sort, from: "now-2h", limit: 50 });
      expect(page.items).toHaveLength(50);
      expect(faults(3000)).toEqual([]);
    },
  );

  it.each([...KNOWN, ...ASKED])("a count of %s goes through no history", async (_, query) => {
    uses.length = 0;
    const { count } = await countSelection(ctx, query);
    expect(count).toBeGreaterThan(0);
    const scans = uses.filter(
      ({ how, table, rows }) => rows !== null && how === "Seq Scan" && LARGE.includes(table),
    );
    expect(scans).toEqual([]);
  });

  it("an order other than that of submission is refused for more runs than can be put in order", async () => {
    const refused = { code: "invalid", field: "sort" };
    await expect(listRuns(ctx, { sort: "-duration" })).rejects.toMatchObject(refused);
    await expect(listRuns(ctx, { sort: "-duration", from: "now-60h" })).rejects.toMatchObject(
      refused,
    );
  });

  it("what is rare and known to no index is looked for page by page, and none is left out", async () => {
    const found: string[] = [];
    const query: RunQueryInput = { server: "node-a", returnCode: 8, state: ["Completed"] };
    let cursor: string | undefined;
    do {
      const page = await listRuns(ctx, { ...query, cursor, limit: 500 });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { rows } = await ctx.db.pool.query<{ id: string }>(
      `SELECT r.id FROM run r JOIN transition t ON t.run_id = r.id AND t.actor = 'node-a'
       WHERE r.tenant_id = $1 AND r.return_code = 8 AND r.state = 'Completed' ORDER BY r.id DESC`,
      [ctx.scope.tenantId],
    );
    expect(found).toEqual(rows.map(({ id }) => id));
  });
});
