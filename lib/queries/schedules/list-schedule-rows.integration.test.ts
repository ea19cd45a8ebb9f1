import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import type { Context } from "@/lib/services/context";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import { runDefinition } from "@/lib/services/definitions/run-definition";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { getAgenda } from "./get-agenda";
import { getScheduleSuccess } from "./get-schedule-success";
import { listScheduleRows, type ScheduleRowsQuery } from "./list-schedule-rows";

let fixture: AccessFixture;
let ctx: Context;
let other: Context;

beforeAll(async () => {
  fixture = await createAccessFixture();
  const [own, foreign] = await Promise.all([
    fixture.createSubscriber(),
    fixture.createSubscriber(),
  ]);
  const newId = createIdGenerator(cryptoRandom());
  const now = new Date("2026-11-20T10:20:00Z");
  ctx = { ...(await fixture.createUser("administrator", own.id)).ctx, newId, now };
  other = { ...(await fixture.createUser("administrator", foreign.id)).ctx, newId, now };
  const url = "https://example.com/run";
  const schedules = [
    { cron: "* * * * 12 5 0", description: "noon" },
    { cron: "* * * * 11 5 0", description: "before noon" },
    { repeatInterval: "30 minutes", active: false, description: "idle" },
    { time: "2026-11-22T00:00:00Z", description: "on Sunday" },
    { repeatAt: "11.05", description: "the same minute" },
  ];
  await createDefinition(ctx, { name: "Close books", url, schedules });
  await createDefinition(ctx, {
    name: "Switched off",
    url,
    active: false,
    schedules: [{ cron: "* * * * * * 0" }],
  });
  await createDefinition(other, { name: "Foreign", url, schedules: [{ cron: "* * * * * * 0" }] });
});
afterAll(() => fixture.drop());

async function found(query: ScheduleRowsQuery): Promise<string[]> {
  return (await listScheduleRows(ctx, query)).items.map((item) => item.description);
}

describe("the list of schedules", () => {
  it("begins with the next start and ends with those that have none", async () => {
    const all = await found({ text: "close" });
    expect(all.slice(0, 4).sort()).toEqual(["before noon", "noon", "on Sunday", "the same minute"]);
    expect(all.slice(2)).toEqual(["noon", "on Sunday", "idle"]);
  });

  it.each(["next", "definition", "created"] as const)(
    "pages by %s without a row twice or left out",
    async (sort) => {
      for (const order of ["asc", "desc"] as const) {
        const all = (await listScheduleRows(ctx, { sort, order })).items.map((item) => item.id);
        const seen: string[] = [];
        let cursor: string | null = null;
        let before: string | null = null;
        do {
          const page = await listScheduleRows(ctx, { sort, order, limit: 2, cursor });
          seen.push(...page.items.map((item) => item.id));
          before = page.previousCursor;
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(seen).toEqual(all);
        const back = await listScheduleRows(ctx, { sort, order, limit: 2, cursor: before });
        expect(back.items.map((item) => item.id)).toEqual(all.slice(2, 4));
      }
    },
  );

  it("is narrowed by words, mode and activity, within the tenant", async () => {
    expect(await found({ text: "NOON", sort: "created" })).toEqual(["noon", "before noon"]);
    expect(await found({ mode: "repeatAt" })).toEqual(["the same minute"]);
    expect(await found({ active: false })).toEqual(["idle"]);
    expect((await listScheduleRows(other)).items).toHaveLength(1);
  });

  it("refuses a cursor that is none", async () => {
    await expect(listScheduleRows(ctx, { cursor: "x" })).rejects.toMatchObject({
      code: "invalid",
      field: "cursor",
    });
  });

  it("shows the latest run, and how the latest ones ended", async () => {
    const [row] = (await listScheduleRows(ctx, { mode: "repeatAt" })).items;
    if (row === undefined) throw new Error("there is no such schedule");
    const target = { definition: { id: row.definitionId }, scheduleId: row.id };
    expect(row.lastRunState).toBeNull();
    const ids = [];
    for (let index = 0; index < 3; index += 1)
      ids.push(await runDefinition(ctx, { ...target, input: {} }));
    await ctx.db.pool.query(
      `UPDATE run SET state = CASE WHEN id = $1 THEN 'Error'::run_state ELSE 'Completed' END, ready = false,
         started_at = $3, ended_at = $3 WHERE id = ANY($2)`,
      [ids[0], ids.slice(0, 2), ctx.now],
    );
    const [after] = (await listScheduleRows(ctx, { mode: "repeatAt" })).items;
    expect(after).toMatchObject({ lastRunId: ids[2], lastRunState: "Scheduled" });
    expect(await getScheduleSuccess(ctx, row)).toEqual({ rate: 0.5, runs: 2 });
  });
});

describe("the agenda of the next hours", () => {
  it("has the starts of active schedules of active definitions of the tenant", async () => {
    const agenda = await getAgenda(ctx, { hours: 24 });
    const words = agenda.hours.flatMap((hour) =>
      hour.entries.map((entry) => agenda.schedules.get(entry.scheduleId)?.description),
    );
    expect(words.toSorted()).toEqual(["before noon", "noon", "the same minute"]);
    expect(agenda.hours.map((hour) => hour.hour.toISOString().slice(11, 16))).toEqual([
      "11:00",
      "12:00",
    ]);
    expect(agenda.isCapped).toBe(false);
  });
});
