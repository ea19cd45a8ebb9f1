import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LogLine } from "@/lib/domain/run/run-log";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { finishRuns } from "./finish-runs";
import { appendRunLog, type RunLogEntry } from "./run-log-append";

const AT = new Date("2026-03-01T12:00:00Z");
const NOW = new Date("2026-03-01T12:00:05Z");
let test: TestDatabase;
let definition: MadeDefinition;

beforeAll(async () => {
  test = await createTestDatabase();
  definition = await makeDefinition(test.pool, await makeTenant(test.pool));
});

afterAll(() => test.drop());

const line = (text: string): LogLine => ({ at: AT.toISOString(), level: "info", text });

function entry(runId: string, texts: string[], attempt = 1): RunLogEntry {
  return { tenantId: definition.tenantId, runId, attempt, lines: texts.map(line) };
}

const run = (state: Parameters<typeof makeRun>[2]["state"], columns = {}) =>
  makeRun(test.pool, definition, { state, at: AT, columns: { attempt: 1, ...columns } });

const append = (...entries: RunLogEntry[]) => appendRunLog(test.pool, entries, NOW);

async function chunksOf(runId: string) {
  const { rows } = await test.pool.query<{ seq: number; at: Date; lines: LogLine[] }>(
    "SELECT seq, at, lines FROM run_log_chunk WHERE run_id = $1 ORDER BY seq",
    [runId],
  );
  return rows.map(({ seq, at, lines }) => ({ seq, at, texts: lines.map(({ text }) => text) }));
}

async function movesOf(runId: string): Promise<number> {
  const sql = "SELECT moves FROM run WHERE id = $1";
  return (await test.pool.query<{ moves: number }>(sql, [runId])).rows[0]?.moves ?? 0;
}

describe("appendRunLog", () => {
  it("adds a chunk with the next number to every run named", async () => {
    const [one, two] = [await run("Running"), await run("Killing")];
    const [movesOne, movesTwo] = [await movesOf(one), await movesOf(two)];
    const added = await append(entry(one, ["a", "b"]), entry(two, ["c"]));
    expect(added.sort()).toEqual([one, two].sort());
    expect(await chunksOf(one)).toEqual([{ seq: movesOne + 1, at: NOW, texts: ["a", "b"] }]);
    expect(await chunksOf(two)).toEqual([{ seq: movesTwo + 1, at: NOW, texts: ["c"] }]);
    expect(await movesOf(one)).toBe(movesOne + 1);
  });

  it("keeps the lines of several entries of one run, in their order, in one chunk", async () => {
    const [id, other] = [await run("Running"), await run("Running")];
    await append(entry(id, ["a"]), entry(other, ["x"]), entry(id, []), entry(id, ["b", "c"]));
    expect((await chunksOf(id)).map(({ texts }) => texts)).toEqual([["a", "b", "c"]]);
  });

  it("makes several chunks of very many lines", async () => {
    const id = await run("Running");
    const before = await movesOf(id);
    const texts = Array.from({ length: 2001 }, (_, index) => String(index));
    await append(entry(id, texts));
    const chunks = await chunksOf(id);
    expect(chunks.map(({ seq }) => seq - before)).toEqual([1, 2, 3]);
    expect(chunks.flatMap((chunk) => chunk.texts)).toEqual(texts);
    expect(await movesOf(id)).toBe(before + 3);
  });

  it.each(["Completed", "Unknown", "Scheduled"] as const)(
    "adds nothing to a run that is %s",
    async (state) => {
      const id = await run(state);
      const before = await movesOf(id);
      expect(await append(entry(id, ["late"]))).toEqual([]);
      expect(await chunksOf(id)).toEqual([]);
      expect(await movesOf(id)).toBe(before);
    },
  );

  it("adds nothing for another attempt or another tenant, and the rest all the same", async () => {
    const id = await run("Running", { attempt: 2 });
    const foreign = { ...entry(id, ["foreign"], 2), tenantId: randomUUID() };
    expect(await append(entry(id, ["old"], 1), foreign, entry(id, ["new"], 2))).toEqual([id]);
    expect((await chunksOf(id)).map(({ texts }) => texts)).toEqual([["new"]]);
  });

  it("leaves a run with a used-up log the numbers it needs to end", async () => {
    const id = await run("Running", { moves: 999_999_999 });
    expect(await append(entry(id, ["last"]))).toEqual([id]);
    expect(await append(entry(id, ["more"]))).toEqual([]);
    const end = {
      tenantId: definition.tenantId,
      runId: id,
      to: "Completed" as const,
      detail: null,
      reason: null,
      actor: "test",
      httpStatus: null,
      returnCode: 0,
      result: null,
      logLines: [line("end")],
      attempt: 1,
      serverId: null,
    };
    expect(await finishRuns(test.pool, [end], NOW)).toMatchObject([{ id }]);
    expect((await chunksOf(id)).flatMap(({ texts }) => texts)).toEqual(["last", "end"]);
  });

  it("gives every chunk its own number when many write to the same runs at once", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => run("Running")));
    const writers = Array.from({ length: 8 }, (_, writer) => {
      const order = writer % 2 === 0 ? ids : [...ids].reverse();
      return append(...order.map((id) => entry(id, [String(writer)])));
    });
    for (const added of await Promise.all(writers)) expect(added).toHaveLength(5);
    for (const id of ids) expect(await chunksOf(id)).toHaveLength(8);
  });

  it("needs no database when there is nothing to add", async () => {
    const refuse = { query: () => Promise.reject(new Error("was asked")) };
    expect(await appendRunLog(refuse, [entry(randomUUID(), [])], NOW)).toEqual([]);
  });
});
