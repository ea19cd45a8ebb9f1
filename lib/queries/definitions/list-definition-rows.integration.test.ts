import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { readCursor, writeCursor } from "@/lib/queries/keyset-page";
import type { Context } from "@/lib/services/context";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import { runDefinition } from "@/lib/services/definitions/run-definition";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { getDefinitionTrend } from "./get-definition-trend";
import { type DefinitionRowsQuery, listDefinitionRows } from "./list-definition-rows";
import { listRecentRuns } from "./list-recent-runs";

let fixture: AccessFixture;
let ctx: Context;
let other: Context;

const URL = "https://example.com/run";

beforeAll(async () => {
  fixture = await createAccessFixture();
  const [own, foreign] = await Promise.all([
    fixture.createSubscriber(),
    fixture.createSubscriber(),
  ]);
  const newId = createIdGenerator(cryptoRandom());
  ctx = { ...(await fixture.createUser("administrator", own.id)).ctx, newId };
  other = { ...(await fixture.createUser("administrator", foreign.id)).ctx, newId };
  for (const name of ["delta", "Alpha", "charlie", "bravo", "echo"]) {
    await createDefinition(ctx, { name, url: URL, active: name !== "echo" });
  }
  await createDefinition(other, { name: "foreign", url: URL });
});
afterAll(() => fixture.drop());

async function names(query: DefinitionRowsQuery): Promise<string[]> {
  return (await listDefinitionRows(ctx, query)).items.map((item) => item.name);
}

describe("the list of definitions", () => {
  it("shows those of the own tenant only", async () => {
    expect(await names({ sort: "number" })).toEqual(["delta", "Alpha", "charlie", "bravo", "echo"]);
    expect((await listDefinitionRows(other)).items.map((item) => item.name)).toEqual(["foreign"]);
  });

  it.each(["name", "number"] as const)(
    "comes back to the same rows when one pages by %s to and fro",
    async (sort) => {
      for (const order of ["asc", "desc"] as const) {
        const all = await names({ sort, order });
        const first = await listDefinitionRows(ctx, { sort, order, limit: 2 });
        const second = await listDefinitionRows(ctx, {
          sort,
          order,
          limit: 2,
          cursor: first.nextCursor,
        });
        const third = await listDefinitionRows(ctx, {
          sort,
          order,
          limit: 2,
          cursor: second.nextCursor,
        });
        const seen = [first, second, third].flatMap((page) => page.items.map((item) => item.name));
        expect(seen).toEqual(all);
        expect(first.previousCursor).toBeNull();
        expect(third.nextCursor).toBeNull();
        const back = await listDefinitionRows(ctx, {
          sort,
          order,
          limit: 2,
          cursor: third.previousCursor,
        });
        expect(back.items.map((item) => item.name)).toEqual(second.items.map((item) => item.name));
      }
    },
  );

  it("is narrowed by a part of the name, whatever its case, and by activity", async () => {
    expect(await names({ name: "ALPH" })).toEqual(["Alpha"]);
    expect(await names({ name: "%" })).toEqual([]);
    expect(await names({ active: false })).toEqual(["echo"]);
  });

  it.each(["x", "W10", writeCursor({ direction: "after", value: "a", id: "99999999999999" })])(
    "refuses the cursor %s",
    async (cursor) => {
      await expect(listDefinitionRows(ctx, { cursor })).rejects.toMatchObject({
        code: "invalid",
        field: "cursor",
      });
    },
  );

  it("tells of schedules, of the next start and of the latest runs", async () => {
    const schedules = [
      { cron: "2099 * * * 9 0 0" },
      { cron: "2098 * * * 9 0 0" },
      { cron: "2098 * * * 9 0 0", active: false },
    ];
    const { definition } = await createDefinition(ctx, { name: "planned", url: URL, schedules });
    const first = await runDefinition(ctx, { definition: { id: definition.id }, input: {} });
    const second = await runDefinition(ctx, {
      definition: { id: definition.id },
      input: { hold: true },
    });
    const [row] = (await listDefinitionRows(ctx, { name: "planned" })).items;
    expect(row).toMatchObject({ scheduleCount: 3, activeScheduleCount: 2 });
    expect(row?.nextRunAt?.toISOString()).toBe("2098-01-01T09:00:00.000Z");
    expect(row?.latestRuns.map((run) => [run.id, run.state])).toEqual([
      [second, "Held"],
      [first, "Scheduled"],
    ]);
  });
});

describe("the runs of a definition", () => {
  it("are paged newest first, with their state changes", async () => {
    const { definition } = await createDefinition(ctx, { name: "often", url: URL });
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      ids.unshift(await runDefinition(ctx, { definition: { id: definition.id }, input: {} }));
    }
    const of = { tenantId: definition.tenantId, definitionId: definition.id };
    const first = await listRecentRuns(ctx, { of, limit: 2 });
    const last = await listRecentRuns(ctx, { of, limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...last.items].map((run) => run.id)).toEqual(ids);
    expect(readCursor(last.previousCursor ?? "")?.id).toBe(ids[2]);
    expect(first.items[0]?.transitions.at(-1)).toMatchObject({ state: "Scheduled" });
    expect(first.items[0]?.transitions.at(-1)?.at).toBeInstanceOf(Date);
  });
});

describe("the trend of a definition", () => {
  it("adds the rollup up by day and shows days without a run", async () => {
    const { definition } = await createDefinition(ctx, { name: "trending", url: URL });
    const today = ctx.now.toISOString().slice(0, 10);
    const insert = (hour: string, state: string, [runs, ms, max]: [number, number, number]) =>
      ctx.db.pool.query(
        `INSERT INTO run_rollup (tenant_id, definition_id, job_name, hour, state, runs, duration_ms, max_duration_ms)
         VALUES ($1, $2, 'T', $3::timestamptz, $4::run_state, $5, $6, $7)`,
        [definition.tenantId, definition.id, hour, state, runs, ms, max],
      );
    await insert(`${today}T00:00:00Z`, "Completed", [3, 3000, 2000]);
    await insert(`${today}T01:00:00Z`, "Error", [1, 5000, 5000]);
    await insert(`${today}T01:00:00Z`, "Canceled", [9, 0, 0]);
    const days = await getDefinitionTrend(ctx, { definition, days: 3 });
    expect(days.map((day) => day.runs)).toEqual([0, 0, 13]);
    expect(days[0]).toMatchObject({ meanDurationMs: null, endedByState: {} });
    expect(days[2]).toMatchObject({
      endedByState: { Completed: 3, Error: 1, Canceled: 9 },
      meanDurationMs: 2000,
      maxDurationMs: 5000,
    });
  });
});
