import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunListItem } from "@/lib/domain/run/run-item";
import type { RunQueryInput } from "@/lib/domain/run/run-query";
import type { Context } from "@/lib/services/context";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { runDefinition } from "@/lib/services/definitions/run-definition";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { deleteRuns } from "@/lib/services/runs/delete-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { createSchedule } from "@/lib/services/schedules/create-schedule";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { countListedRuns } from "./count-listed-runs";
import { countRuns } from "./count-runs";
import { exportRunLog, exportRunLogs } from "./export-run-logs";
import { getRun } from "./get-run";
import { listRuns } from "./list-runs";
import { listTransitions } from "./list-transitions";
import { overview } from "./overview";
import { readRunLog } from "./read-run-log";
import { recentRunStrips } from "./recent-run-strips";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

const LATER = new Date("2099-01-01T00:00:00Z");

async function tenantWith(...definitions: string[]): Promise<Context> {
  const ctx = await api.contextOf(await api.createSubscriber());
  for (const name of definitions)
    await replaceDefinition(ctx, { name, url: "https://example.com/" });
  return ctx;
}

function submit(ctx: Context, definition: string, count = 1): Promise<string[]> {
  return submitRuns(
    ctx,
    Array.from({ length: count }, () => ({ definition, startAt: LATER })),
  );
}

const idsOf = (items: readonly RunListItem[]) => items.map((item) => item.id);

async function allPages(
  ctx: Context,
  query: RunQueryInput,
  between: () => Promise<unknown> = async () => undefined,
) {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listRuns(ctx, { ...query, ...(cursor ? { cursor } : {}) });
    ids.push(...idsOf(page.items));
    cursor = page.nextCursor;
    await between();
  } while (cursor);
  return ids;
}

describe("a list of runs", () => {
  it("shows each run once, newest first, while others arrive", async () => {
    const ctx = await tenantWith("paged");
    const ids = await submit(ctx, "paged", 23);
    const seen = await allPages(ctx, { limit: 5 }, () => submit(ctx, "paged", 3));
    expect(seen).toEqual([...ids].reverse());
  });

  it("goes back the way it came", async () => {
    const ctx = await tenantWith("back");
    const ids = (await submit(ctx, "back", 12)).reverse();
    const first = await listRuns(ctx, { limit: 5 });
    const second = await listRuns(ctx, { limit: 5, cursor: first.nextCursor ?? "" });
    const third = await listRuns(ctx, { limit: 5, cursor: second.nextCursor ?? "" });
    expect([first.prevCursor, third.nextCursor]).toEqual([null, null]);
    expect(idsOf(third.items)).toEqual(ids.slice(10));
    const back = await listRuns(ctx, { limit: 5, cursor: third.prevCursor ?? "" });
    expect(idsOf(back.items)).toEqual(ids.slice(5, 10));
    const start = await listRuns(ctx, { limit: 5, cursor: back.prevCursor ?? "" });
    expect([idsOf(start.items), start.prevCursor]).toEqual([ids.slice(0, 5), null]);
  });

  it("merges several states and leaves the others out", async () => {
    const ctx = await tenantWith("states");
    const ids = await submit(ctx, "states", 9);
    await actOnRuns(ctx, { action: "hold", runIds: ids.filter((_, index) => index % 3 === 0) });
    await actOnRuns(ctx, { action: "cancel", runIds: ids.filter((_, index) => index % 3 === 1) });
    const wanted = ids.filter((_, index) => index % 3 !== 2).reverse();
    expect(await allPages(ctx, { state: ["Held", "Canceled"], limit: 2 })).toEqual(wanted);
    expect(
      await allPages(ctx, { state: ["Canceled"], definition: "states", limit: 2 }),
    ).toHaveLength(3);
    expect(await allPages(ctx, { state: ["Error"], definition: "states" })).toEqual([]);
    expect(await countListedRuns(ctx, { state: ["Held", "Canceled"] })).toBe(6);
  });

  it("finds job names by pattern, names by their parts, a run by its id and by its number", async () => {
    const ctx = await tenantWith("Close ledger", "Close_books", "Open.100");
    const [ledger = ""] = await submit(ctx, "Close ledger");
    const [books = ""] = await submit(ctx, "Close_books");
    const [open = ""] = await submit(ctx, "Open.100");
    const found = async (query: RunQueryInput) => idsOf((await listRuns(ctx, query)).items);
    expect(await found({ jobName: "close*" })).toEqual([books, ledger]);
    expect(await found({ jobName: "CLOSE_LEDGER" })).toEqual([ledger]);
    expect(await found({ jobName: "*_1*" })).toEqual([open]);
    expect(await found({ jobName: "CLOSE" })).toEqual([]);
    expect(await found({ q: "lose" })).toEqual([books, ledger]);
    expect(await found({ q: "%" })).toEqual([]);
    expect(await found({ q: ledger.toUpperCase() })).toEqual([ledger]);
    const { jobName, jobCount } = await getRun(ctx, books);
    expect(await found({ q: `${jobName}/${jobCount}` })).toEqual([books]);
    expect(await found({ q: "nothing" })).toEqual([]);
    expect(await found({ definition: "Close" })).toEqual([]);
  });

  it("keeps to the time of submission, the runs of a schedule, and the children of a run in their order", async () => {
    const ctx = await tenantWith("timed");
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 3_600_000) };
    const schedule = await createSchedule(ctx, {
      definition: { name: "timed" },
      schedule: { repeatInterval: "1 day", active: false },
    });
    const [old = ""] = await submit(ctx, "timed");
    const [recent = "", ...children] = await submit(later, "timed", 4);
    const planned = await runDefinition(later, {
      definition: { name: "timed" },
      scheduleId: schedule.id,
      input: {},
    });
    await ctx.db.pool.query("UPDATE run SET parent_id = $1 WHERE id = ANY($2)", [recent, children]);
    const found = async (query: RunQueryInput) => idsOf((await listRuns(ctx, query)).items);
    expect(await found({ to: later.now })).toEqual([old]);
    expect(await found({ from: later.now.toISOString() })).toEqual([
      planned,
      ...[recent, ...children].reverse(),
    ]);
    expect(await found({ from: later.now, to: later.now })).toEqual([]);
    expect(await found({ scheduleId: schedule.id })).toEqual([planned]);
    expect(await found({ scheduleId: recent })).toEqual([]);
    expect(await found({ parent: recent })).toEqual(children);
    expect(await allPages(ctx, { parent: recent, limit: 1 })).toEqual(children);
  });

  it("shows a tenant its own runs only, and the provider those of all", async () => {
    const [one, other, provider] = [
      await tenantWith("same"),
      await tenantWith("same"),
      await api.contextOf(),
    ];
    const [mine = ""] = await submit(one, "same");
    const [theirs = ""] = await submit(other, "same");
    for (const query of [
      {},
      { definition: "same" },
      { jobName: "SAME" },
      { state: ["Scheduled" as const] },
      { q: "am" },
    ]) {
      expect(idsOf((await listRuns(one, query)).items)).toEqual([mine]);
      const all = await allPages(provider, { ...query, limit: 2 });
      expect(all.filter((id) => id === mine || id === theirs)).toEqual([theirs, mine]);
      expect(all).toEqual([...all].sort().reverse());
    }
    for (const query of [{ q: theirs }, { parent: theirs }, { definition: "same", q: theirs }]) {
      expect((await listRuns(one, query)).items).toEqual([]);
    }
    for (const read of [getRun, listTransitions, readRunLog]) {
      await expect(read(one, theirs)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await recentRunStrips(one, [mine, theirs])).toMatchObject({
      [mine]: [{ to: "New" }, { to: "Scheduled" }],
      [theirs]: [],
    });
    await expect(exportRunLogs(one, { definition: "gone" }, "text")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("counts", () => {
  it("equal a recount, by state and definition, also after runs ended and were deleted", async () => {
    const ctx = await tenantWith("a", "b");
    const [a, b] = [await submit(ctx, "a", 6), await submit(ctx, "b", 4)];
    await actOnRuns(ctx, { action: "cancel", runIds: [...a.slice(0, 3), ...b.slice(0, 1)] });
    await actOnRuns(ctx, { action: "hold", runIds: a.slice(3, 4) });
    expect(await countRuns(ctx)).toEqual({
      count: 10,
      states: { Canceled: 4, Held: 1, Scheduled: 5 },
    });
    const { deleted, refused } = await deleteRuns(ctx, [...a.slice(0, 1), ...b.slice(1, 2)]);
    expect([deleted, refused.length]).toEqual([a.slice(0, 1), 1]);
    expect(await countRuns(ctx, { definition: "a" })).toEqual({
      count: 5,
      states: { Canceled: 2, Held: 1, Scheduled: 2 },
    });
    expect(await countRuns(ctx, { state: ["Canceled", "Error"] })).toEqual({
      count: 3,
      states: { Canceled: 3 },
    });
    expect((await countRuns(ctx, { definition: "none" })).count).toBe(0);
    const figures = await overview(ctx);
    expect(figures).toMatchObject({
      live: { Held: 1, Scheduled: 5 },
      lastDay: { Canceled: 3 },
      hasDefinitions: true,
    });
    expect(figures.hours).toHaveLength(24);
  });

  it("show what is due next and what was switched off", async () => {
    const ctx = await tenantWith("next");
    const schedule = { cron: "* * * * 2 0 0", name: "nightly" };
    await createSchedule(ctx, { definition: { name: "next" }, schedule });
    await createSchedule(ctx, {
      definition: { name: "next" },
      schedule: { ...schedule, endTime: "2001-01-01" },
    });
    const { nextSchedules, deactivated } = await overview(ctx);
    expect(nextSchedules).toMatchObject([
      { name: "nightly", definition: "next", text: "every day at 02:00" },
    ]);
    expect(deactivated).toMatchObject([{ action: "DEACTIVATION_END_TIME", definition: "next" }]);
  });
});

describe("logs", () => {
  const line = (text: string, code?: number) => ({
    at: "2026-11-20T02:00:00.000Z",
    level: "info",
    text,
    ...(code ? { code } : {}),
  });

  async function logged(ctx: Context, definition: string, chunks: object[][]): Promise<string> {
    const [id = ""] = await submit(ctx, definition);
    for (const [index, lines] of chunks.entries()) {
      await ctx.db.pool.query(
        "INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines) VALUES ($1, $2, $3, $4, $5)",
        [ctx.scope.tenantId, id, 10 + index, ctx.now, JSON.stringify(lines)],
      );
    }
    return id;
  }

  async function textOf({ pieces }: { pieces: AsyncGenerator<string> }): Promise<string> {
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  }

  it("number the lines of a run through all its chunks", async () => {
    const ctx = await tenantWith("numbered");
    const id = await logged(ctx, "numbered", [[line("one"), line("two")], [line("three", 200)]]);
    const { lines, truncated } = await readRunLog(ctx, id);
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, "one"],
      [2, "two"],
      [3, "three"],
    ]);
    expect(truncated).toBe(false);
  });

  it("are written as text whose lines cannot be forged, and as JSON that parses", async () => {
    const ctx = await tenantWith("written");
    const id = await logged(ctx, "written", [
      [line("one\n2026-11-20 forged")],
      [line('"two"', 200)],
    ]);
    const text = await textOf(await exportRunLog(ctx, id, "text"));
    expect(text.split("\n").filter((row) => /^2026/.test(row))).toHaveLength(2);
    expect(text).toContain("\n    2026-11-20 forged\n");
    const json = JSON.parse(await textOf(await exportRunLog(ctx, id, "json")));
    expect(json.map((row: { line: number; text: string }) => [row.line, row.text])).toEqual([
      [1, "one\n2026-11-20 forged"],
      [2, '"two"'],
    ]);
    const rows = (await textOf(await exportRunLog(ctx, id, "ndjson"))).trimEnd().split("\n");
    expect(rows.map((row) => JSON.parse(row).run)).toEqual([id, id]);
    const [empty = ""] = await submit(ctx, "written");
    expect(JSON.parse(await textOf(await exportRunLog(ctx, empty, "json")))).toEqual([]);
  });

  it("are written as CSV that no spreadsheet runs", async () => {
    const ctx = await tenantWith("sheet");
    const texts = [
      '=HYPERLINK("http://evil")',
      "+1",
      "-1",
      "@SUM(A1)",
      "\tx",
      'plain, "quoted"',
      "two\r\nrows",
    ];
    const id = await logged(ctx, "sheet", [texts.map((text) => line(text))]);
    const csv = await textOf(await exportRunLog(ctx, id, "csv"));
    expect(csv.startsWith("jobName,jobCount,run,line,at,level,code,text\r\n")).toBe(true);
    for (const text of ["'=HYPERLINK", "'+1", "'-1", "'@SUM", "'\tx"]) expect(csv).toContain(text);
    expect(csv).toContain('"plain, ""quoted"""');
    expect(csv).toContain('"two\r\nrows"');
  });

  it("of all runs of a schedule or definition come in order and complete, in small pieces", async () => {
    const ctx = await tenantWith("many");
    const ids = await submit(ctx, "many", 230);
    await ctx.db.pool.query(
      `INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines)
       SELECT $1, id, seq, now(), jsonb_build_array(jsonb_build_object('at', 'x', 'level', 'info', 'text', seq::text))
       FROM unnest($2::uuid[]) AS id, generate_series(1, 2) AS seq`,
      [ctx.scope.tenantId, ids],
    );
    const { pieces, subject } = await exportRunLogs(ctx, { definition: "many" }, "ndjson");
    const sizes: number[] = [];
    const seen: [string, number][] = [];
    for await (const piece of pieces) {
      const rows = piece
        .trimEnd()
        .split("\n")
        .map((row) => JSON.parse(row));
      sizes.push(rows.length);
      for (const row of rows) seen.push([row.run, row.line]);
    }
    expect(subject).toBe("MANY");
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
    expect(seen).toEqual(
      ids.flatMap((id) => [
        [id, 1],
        [id, 2],
      ]),
    );
  });
});
