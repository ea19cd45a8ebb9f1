import { webcrypto } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import type { LogLine } from "@/lib/domain/run/run-log";
import type { RunState } from "@/lib/domain/run/run-state";
import { exportSelectedLogs } from "@/lib/queries/reports/export-selected-logs";
import { previewRunLogReport, runLogReport } from "@/lib/queries/reports/run-log-report";
import type { Context } from "@/lib/services/context";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";
import { type ApiLogin, type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

const DAY = new Date("2026-03-01T00:00:00Z");
const PERIOD = "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
const HOSTILE = '=cmd()|"<script>alert(1)</script>\u001b[31mred';

const newId = createIdGenerator({ fill: (bytes) => webcrypto.getRandomValues(bytes) });

let api: NativeApi;
let ctx: Context;
let job: MadeDefinition;
let chain: MadeDefinition;
let foreign: ApiLogin & { tenantId: string };
let foreignRun: string;

const minutes = (count: number) => new Date(DAY.getTime() + count * 60_000);

async function named(
  tenantId: string,
  columns: { name: string; job_name: string; kind?: string },
): Promise<MadeDefinition> {
  const made = await makeDefinition(ctx.db.pool, tenantId, columns);
  return { ...made, name: columns.name, jobName: columns.job_name };
}

async function run(
  definition: MadeDefinition,
  at: Date,
  state: RunState,
  columns: Record<string, unknown> = {},
): Promise<string> {
  return makeRun(ctx.db.pool, definition, {
    state,
    at,
    columns: { id: newId(at), ...columns },
  });
}

async function log(runId: string, lines: Partial<LogLine>[], tenantId = job.tenantId) {
  await ctx.db.pool.query(
    "INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines) VALUES ($1, $2, 1000, $3, $4)",
    [
      tenantId,
      runId,
      DAY,
      JSON.stringify(lines.map((line) => ({ at: DAY.toISOString(), level: "info", ...line }))),
    ],
  );
}

let first: string;
let failed: string;

beforeAll(async () => {
  api = await startNativeApi();
  ctx = await api.contextOf();
  foreign = await api.createSubscriber();
  const own = ctx.scope.tenantId;
  job = await named(own, { name: "Close books", job_name: "CLOSE_BOOKS" });
  chain = await named(own, { name: "Night", job_name: "NIGHT", kind: "chain" });
  first = await run(job, minutes(1), "Completed", { ended_at: minutes(3), http_status: 200 });
  failed = await run(job, minutes(5), "Error", {
    planned_at: minutes(4),
    ended_at: minutes(6),
    return_code: 8,
    restart_of: first,
  });
  await log(failed, [{ text: "begins" }, { level: "error", text: HOSTILE }, { text: "ends" }]);
  const night = await run(chain, minutes(10), "Completed", { kind: "chain", role: "chain" });
  const step = await run(chain, minutes(11), "Completed", {
    ...{ kind: "chain", role: "step", parent_id: night, chain_id: night, step_name: "LOAD" },
  });
  const call = await run(job, minutes(12), "Completed", {
    ...{ role: "call", parent_id: step, chain_id: night, step_name: "LOAD", call_name: "CLOSE" },
  });
  await log(call, [{ text: "called" }]);
  const foreignJob = await makeDefinition(ctx.db.pool, foreign.tenantId, { name: "Close books" });
  foreignRun = await run(foreignJob, minutes(2), "Completed");
  await log(foreignRun, [{ text: "foreign secret" }], foreign.tenantId);
});
afterAll(() => api.close());

const report = (query: string, as?: ApiLogin) =>
  api.call("GET", `/reports/run-log?${query}`, as ? { as } : {});

describe("the run-log report", () => {
  it("lists the runs of a period oldest first, chains with their steps below them, with a summary", async () => {
    const { status, body } = await report(`${PERIOD}&name=*o*&format=json`);
    expect(status).toBe(200);
    const own = body.runs.filter((line: { run: string }) => line.run !== foreignRun);
    expect(own.map((line: { depth: number; state: string }) => [line.depth, line.state])).toEqual([
      [0, "Completed"],
      [0, "Error"],
    ]);
    const whole = (await report(`${PERIOD}&format=json`)).body;
    const places = whole.runs
      .filter((line: { tenant: string }) => line.tenant === own[0].tenant)
      .map((line: { depth: number; step: string; call: string }) => [
        line.depth,
        line.step,
        line.call,
      ]);
    expect(places).toEqual([
      [0, null, null],
      [0, null, null],
      [0, null, null],
      [1, "LOAD", null],
      [2, "LOAD", "CLOSE"],
    ]);
    expect(whole.selection).toMatchObject({ from: "2026-03-01T00:00:00.000Z", definition: null });
  });

  it("tells of each run when it was planned, how late it began, how long it took and why it failed", async () => {
    const { body } = await report(`${PERIOD}&name=CLOSE_BOOKS&state=Error&messages=true`);
    expect(body.summary).toMatchObject({ runs: 1, successRate: 0, meanDurationMs: 60_000 });
    expect(body.runs[0]).toMatchObject({
      plannedAt: minutes(4).toISOString(),
      delayMs: 60_000,
      durationMs: 60_000,
      returnCode: 8,
      firstError: HOSTILE,
      hasMoreMessages: false,
    });
    expect(body.runs[0].restartOf).toMatch(/^CLOSE_BOOKS\/\d{8}$/);
    expect(body.runs[0].messages.map((line: LogLine) => line.text)).toEqual([
      "begins",
      HOSTILE,
      "ends",
    ]);
  });

  it("covers the last day when no period is given, and refuses one that is none or too long", async () => {
    expect((await report("format=json")).body.runs).toEqual([]);
    const turned = await report("from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z");
    expect([turned.status, turned.body.error.field]).toEqual([400, "from"]);
    expect((await report("from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z")).status).toBe(400);
    expect((await report("definition=Unknown")).status).toBe(404);
  });

  it("is a page in which nothing that a log says has an effect", async () => {
    const { headers, text } = await report(`${PERIOD}&format=html&messages=true`);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("\u001b");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;red");
    expect(text).toMatch(/All runs, submitted from 2026-03-01 00:00:00 UTC/);
    expect(text.trimEnd().endsWith("</html>")).toBe(true);
  });

  it("is CSV that no spreadsheet takes for formulas", async () => {
    const { headers, text } = await report(`${PERIOD}&name=CLOSE*&format=csv&download=1`);
    expect(headers.get("content-disposition")).toBe(
      'attachment; filename="run-log-report_CLOSE__20260301T0000_20260302T0000.csv"',
    );
    expect(text).toContain(`"'=cmd()|""<script>alert(1)</script>red"`);
  });

  it("shows a tenant its own runs alone", async () => {
    const { body } = await report(`${PERIOD}&definition=Close%20books`, foreign);
    expect(body.runs.map((line: { run: string }) => line.run)).toEqual([foreignRun]);
  });

  it("is paged both ways on the screen, with the figures of the whole", async () => {
    const wish = { name: "CLOSE_BOOKS", from: DAY, to: minutes(60) };
    const page = (cursor: string) => previewRunLogReport(ctx, wish, { limit: 1, cursor });
    const one = await page("");
    const two = await page(one.page.nextCursor ?? "");
    const back = await page(two.page.previousCursor ?? "");
    const ids = [one, two, back].map(({ page: { items } }) => items.map((line) => line.run));
    expect(ids).toEqual([[first], [failed], [first]]);
    expect([two.summary.runs, two.page.nextCursor, one.page.previousCursor]).toEqual([
      2,
      null,
      null,
    ]);
  });
});

/** Names and contents of the files of an archive, by its directory. */
function unpacked(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    const [packed, local] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const nameLength = zip.readUInt16LE(at + 28);
    const start = local + 30 + zip.readUInt16LE(local + 26);
    const content = inflateRawSync(zip.subarray(start, start + packed)).toString();
    files.set(zip.toString("utf8", at + 46, at + 46 + nameLength), content);
    at += 46 + nameLength + zip.readUInt16LE(at + 30);
  }
  return files;
}

async function zipOf(query: string, as?: ApiLogin): Promise<Map<string, string>> {
  const response = await api.open("GET", `/runs/logs?${query}`, as ? { as } : {});
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/zip"]);
  return unpacked(Buffer.from(await response.arrayBuffer()));
}

describe("the logs of many runs", () => {
  it("are a zip file with a text for each run, those of calls in the folder of their chain, and an index", async () => {
    const files = await zipOf(`${PERIOD}&name=N*`);
    const names = [...files.keys()];
    expect(names).toEqual([
      expect.stringMatching(/^NIGHT_\d{8}_Completed\.log$/),
      expect.stringMatching(/^NIGHT_\d{8}\/CLOSE_BOOKS_\d{8}_Completed\.log$/),
      "index.csv",
    ]);
    expect(files.get(names[1] ?? "")).toMatch(/INFO {2}called\n$/);
    expect(files.get("index.csv")?.split("\r\n")[2]).toContain(`${names[1]},`);
  });

  it("are those of the ids given, and never those of another tenant", async () => {
    const own = await zipOf(`ids=${failed}`);
    expect([...own.keys()][0]).toMatch(/_Error\.log$/);
    const both = await zipOf(`ids=${failed},${foreignRun}`, foreign);
    expect([...both.values()].join("")).not.toContain("begins");
    expect([...both.values()].join("")).toContain("foreign secret");
    const none = await api.call("GET", `/runs/logs?ids=${failed}`, { as: foreign });
    expect(none.status).toBe(404);
    const mixed = await api.call("GET", `/runs/logs?ids=${failed}&state=Error`);
    expect([mixed.status, mixed.body.error.field]).toEqual([400, "ids"]);
  });

  it("are one line after another as NDJSON, each with its run", async () => {
    const { text } = await api.call("GET", `/runs/logs?${PERIOD}&state=Error&format=ndjson`);
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => [line.run, line.line, line.text])).toEqual([
      [failed, 1, "begins"],
      [failed, 2, HOSTILE],
      [failed, 3, "ends"],
    ]);
  });

  it("are no longer read when the caller goes away", async () => {
    const { pieces } = await exportSelectedLogs(ctx, { from: DAY, to: minutes(60) }, "zip");
    await pieces.next();
    await pieces.return();
    expect((await pieces.next()).done).toBe(true);
    const response = await api.open("GET", `/runs/logs?${PERIOD}`);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await reader?.read())?.done).toBe(true);
  });
});

describe("statements of reports", () => {
  it("read the period alone, by an index, however long the history is", async () => {
    const old = await makeDefinition(ctx.db.pool, ctx.scope.tenantId, {
      name: "Old",
      job_name: "OLD",
    });
    await ctx.db.pool.query(
      `INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, root_start_at, start_at, submitted_at, started_at, ended_at, submitted_by)
       SELECT $1, (lpad(to_hex((1700000000000 + n * 60000)::bigint), 12, '0') || '7000800000000000' || lpad(to_hex(n), 4, '0'))::uuid, $2, 'Old', 'http', 'OLD', lpad(n::text, 8, '0'), 'Completed', t, t, t, t, t, 'test'
       FROM generate_series(1, 20000) AS n, LATERAL (SELECT to_timestamp(1700000000 + n * 60) AS t) AS at`,
      [ctx.scope.tenantId, old.id],
    );
    await ctx.db.pool.query("ANALYZE run");
    const uses: TableUse[] = [];
    const pool = explainingPool(ctx.db.pool, uses);
    const watched: Context = { ...ctx, db: { ...ctx.db, pool } };
    for (const wish of [
      {},
      { definition: "Close books" },
      { name: "O*" },
      { state: ["Error" as const] },
    ]) {
      const { lines } = await runLogReport(
        watched,
        { ...wish, from: DAY, to: minutes(60) },
        { messages: true },
      );
      for await (const _ of lines);
    }
    const ofRuns = uses.filter(
      ({ table, how }) => table === "run" && !how.startsWith("Bitmap Index"),
    );
    expect(ofRuns.filter(({ index, how }) => index === null && how !== "Bitmap Heap Scan")).toEqual(
      [],
    );
    expect(Math.max(...ofRuns.map(({ rows }) => rows ?? 0))).toBeLessThan(50);
  });
});
