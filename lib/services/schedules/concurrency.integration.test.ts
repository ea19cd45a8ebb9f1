import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { lockDueSchedules } from "@/lib/store/due-schedules";
import { inTransaction } from "@/lib/store/queryable";
import { type SchedulerApi, startSchedulerApi } from "@/lib/testing/scheduler-api-fixture";
import { createSchedule } from "./create-schedule";
import { createSchedules } from "./create-schedules";
import { deleteAllSchedules } from "./delete-all-schedules";

const url = "https://example.com/";
const cron = "* * * * 9 0 0";
const uniqueName = () => `job_${crypto.randomUUID()}`;
let api: SchedulerApi;

beforeAll(async () => {
  api = await startSchedulerApi();
});
afterAll(() => api.close());

describe("services called at the same time", () => {
  it("create a name once", async () => {
    const ctx = await api.contextOf();
    const name = uniqueName();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => createDefinition(ctx, { name, url })),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(7);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: "conflict", field: "name" });
  });

  it("replace a definition one after the other, so that one content is left", async () => {
    const ctx = await api.contextOf();
    const name = uniqueName();
    await createDefinition(ctx, { name, url });
    const hours = [1, 2, 3, 4, 5, 6];
    await Promise.all(
      hours.map((hour) =>
        replaceDefinition(ctx, { name, url, schedules: [{ cron: `* * * * ${hour} 0 0` }] }),
      ),
    );
    const { rows } = await ctx.db.pool.query(
      "SELECT s.id FROM schedule s JOIN definition d ON d.id = s.definition_id WHERE d.name = $1",
      [name],
    );
    expect(rows).toHaveLength(1);
  });

  it("never give a definition more than 1000 schedules", async () => {
    const ctx = await api.contextOf();
    const { definition } = await createDefinition(ctx, { name: uniqueName(), url });
    const schedules = Array.from({ length: 300 }, () => ({ cron }));
    const key = { id: definition.id };
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => createSchedules(ctx, { definition: key, schedules })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(3);
    expect(await deleteAllSchedules(ctx, key)).toBe(900);
  });

  it("answer not found, or store a schedule that is gone with its definition", async () => {
    const ctx = await api.contextOf();
    const { definition } = await createDefinition(ctx, { name: uniqueName(), url });
    const key = { id: definition.id };
    const results = await Promise.allSettled([
      deleteDefinition(ctx, key),
      ...Array.from({ length: 6 }, () =>
        createSchedule(ctx, { definition: key, schedule: { cron } }),
      ),
    ]);
    const reasons = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    for (const reason of reasons) expect(reason).toBeInstanceOf(AppError);
    const { rows } = await ctx.db.pool.query("SELECT 1 FROM schedule WHERE definition_id = $1", [
      definition.id,
    ]);
    expect(rows).toEqual([]);
  });

  it("wait with a deletion until the planner has made its runs, and end those too", async () => {
    const ctx = await api.contextOf();
    const created = await createDefinition(ctx, {
      name: uniqueName(),
      url,
      schedules: [{ time: "now" }],
    });
    const { definition, schedules } = created;
    let deletion: Promise<void> | undefined;
    const runId = await inTransaction(ctx.db.pool, async (tx) => {
      const due = await lockDueSchedules(tx, {
        now: new Date(ctx.now.getTime() + 1000),
        dueBy: new Date(ctx.now.getTime() + 1000),
        limit: 10,
      });
      expect(due.map((schedule) => schedule.id)).toContain(schedules[0]?.id);
      deletion = deleteDefinition(ctx, { id: definition.id });
      await waitUntilSomeoneWaits(api);
      return api.submitRun(definition.jobId, schedules[0]?.id ?? null);
    });
    await deletion;
    const { rows } = await ctx.db.pool.query("SELECT state FROM run WHERE id = $1", [runId]);
    expect(rows).toEqual([{ state: "Canceled" }]);
  });
});

/** Until a statement in this database waits for a lock: the deletion has met the planner's. */
async function waitUntilSomeoneWaits(of: SchedulerApi): Promise<void> {
  const { db } = await of.contextOf();
  const waiting =
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect
    .poll(async () => (await db.pool.query(waiting)).rows.length, { timeout: 10_000 })
    .toBeGreaterThan(0);
}
