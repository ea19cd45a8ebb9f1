import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/services/context";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { readChainLog } from "./read-chain-log";
import { readLogWindow } from "./read-log-window";
import { readRunLog } from "./read-run-log";

const AT = new Date("2026-03-01T12:00:00Z");
const CHUNKS = 100;
const PER_CHUNK = 1000;

let api: NativeApi;
let ctx: Context;
let definition: MadeDefinition;
let long: string;

const second = (count: number) => new Date(AT.getTime() + count * 1000);

beforeAll(async () => {
  api = await startNativeApi();
  ctx = await api.contextOf();
  definition = await makeDefinition(ctx.db.pool, ctx.scope.tenantId);
  long = await makeRun(ctx.db.pool, definition, { state: "Running", at: AT });
  // A hundred chunks of a thousand lines, one a second.
  await ctx.db.pool.query(
    `INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
     SELECT $1, $2, 100 + c, $3::timestamptz + c * interval '1 s',
       (SELECT jsonb_agg(jsonb_build_object('at', to_char(($3::timestamptz + c * interval '1 s') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
         'level', 'info', 'text', 'line ' || ((c - 1) * ${PER_CHUNK} + n)) ORDER BY n) FROM generate_series(1, ${PER_CHUNK}) AS n)
     FROM generate_series(1, ${CHUNKS}) AS c`,
    [ctx.scope.tenantId, long, AT],
  );
});
afterAll(() => api.close());

async function log(runId: string, at: Date, ...texts: string[]) {
  const lines = texts.map((text) => ({ at: at.toISOString(), level: "info", text }));
  await ctx.db.pool.query(
    "INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines) VALUES ($1, $2, (SELECT count(*) + 100 FROM run_log_chunk WHERE run_id = $2), $3, $4)",
    [ctx.scope.tenantId, runId, at, JSON.stringify(lines)],
  );
}

/** First and last number of the lines, and whether each line says its number. */
function spanOf({ lines }: { lines: readonly { number: number; text: string }[] }) {
  expect(lines.every(({ number, text }) => text === `line ${number}`)).toBe(true);
  return [lines[0]?.number, lines.at(-1)?.number];
}

describe("a log of a hundred thousand lines", () => {
  it("is begun from its first lines, and gone on with behind them", async () => {
    const begun = await readRunLog(ctx, long);
    expect([spanOf(begun), begun.truncated]).toEqual([[1, 5000], true]);
    const next = await readLogWindow(ctx, long, {
      ...{ kind: "after", seq: begun.lastSeq, number: 5000 },
    });
    expect([spanOf(next), next.hasOlder, next.hasNewer]).toEqual([[5001, 7000], true, true]);
  });

  it("is shown from its end, and gone back from there", async () => {
    const end = await readLogWindow(ctx, long, { kind: "end" });
    expect([spanOf(end), end.hasOlder, end.hasNewer]).toEqual([[98_001, 100_000], true, false]);
    const before = await readLogWindow(ctx, long, {
      ...{ kind: "before", seq: end.firstSeq, number: 98_001 },
    });
    expect([spanOf(before), before.hasNewer]).toEqual([[96_001, 98_000], true]);
  });

  it("is opened at a line and at a moment; behind its end at its end", async () => {
    const line = await readLogWindow(ctx, long, { kind: "line", number: 50_500 });
    expect(spanOf(line)).toEqual([50_001, 52_000]);
    const at = await readLogWindow(ctx, long, { kind: "at", at: second(10) });
    expect(spanOf(at)).toEqual([9001, 11_000]);
    const late = await readLogWindow(ctx, long, { kind: "line", number: 999_999 });
    expect(spanOf(late)).toEqual([98_001, 100_000]);
  });

  it("has nothing behind its end until something is written", async () => {
    const end = await readLogWindow(ctx, long, { kind: "end" });
    const nothing = await readLogWindow(ctx, long, {
      ...{ kind: "after", seq: end.lastSeq, number: 100_000 },
    });
    expect([nothing.lines, nothing.hasNewer]).toEqual([[], false]);
  });

  it("is not there for another tenant", async () => {
    const other = await api.contextOf(await api.createSubscriber());
    for (const read of [readChainLog, readRunLog]) {
      await expect(read(other, long)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(readLogWindow(other, long, { kind: "end" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the log of a chain", () => {
  it("is that of its calls as one in the order of time, each line with its run and number", async () => {
    const run = (columns: Record<string, unknown>) =>
      makeRun(ctx.db.pool, definition, { state: "Completed", at: AT, columns });
    const chain = await run({ kind: "chain", role: "chain" });
    const step = await run({
      ...{ kind: "chain", role: "step", parent_id: chain, chain_id: chain, step_name: "LOAD" },
    });
    const calls = await Promise.all(
      ["A", "B"].map((name) =>
        run({
          ...{ role: "call", parent_id: step, chain_id: chain, step_name: "LOAD" },
          ...{ call_name: name, iteration: name === "B" ? 2 : 1 },
        }),
      ),
    );
    const [a = "", b = ""] = calls;
    await log(chain, second(0), "begins");
    await log(a, second(1), "a1");
    await log(b, second(2), "b1");
    await log(a, second(3), "a2");
    const { lines, sources, truncated } = await readChainLog(ctx, chain);
    expect(lines.map(({ text, run: of, number }) => [text, of, number])).toEqual([
      ["begins", chain, 1],
      ["a1", a, 1],
      ["b1", b, 1],
      ["a2", a, 2],
    ]);
    const names = Object.fromEntries(sources.map(({ run: of, name }) => [of, name]));
    expect([names[a], names[b]]).toEqual(["LOAD › A", "LOAD › B (round 2)"]);
    expect(truncated).toBe(false);
    expect((await readChainLog(ctx, step)).lines.map(({ text }) => text)).toEqual([
      "a1",
      "b1",
      "a2",
    ]);
  });
});
