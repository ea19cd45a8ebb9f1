import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { removeSchedules } from "@/lib/store/schedule-store";
import { cleanUp } from "@/lib/testing/clean-up";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeSchedule,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { planOnce } from "./planner";

const DAY_MS = 86_400_000;
const KEEP = { runs: 32, runLogs: 15, history: 90 };

let harness: EngineHarness;

beforeAll(async () => {
  harness = await createEngineHarness();
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

const clean = () => cleanUp(harness.deps, KEEP);

const daysAgo = (days: number) => new Date(harness.clock.now().getTime() - days * DAY_MS);

const minutesAhead = (minutes: number) =>
  new Date(harness.clock.now().getTime() + minutes * 60_000);

const define = (columns: Record<string, unknown> = {}) =>
  makeDefinition(harness.db.pool, harness.tenantId, columns);

async function schedule(
  columns: Record<string, unknown>,
  definition?: MadeDefinition,
): Promise<string> {
  return makeSchedule(harness.db.pool, definition ?? (await define()), {
    expression: "* * * * * */5 0",
    ...columns,
  });
}

/** A run that was submitted and ended some days ago, with an id of that time. */
async function oldRun(
  definition: MadeDefinition,
  days: number,
  columns: Record<string, unknown> = {},
) {
  const at = daysAgo(days);
  const id = createIdGenerator(cryptoRandom())(at);
  const { state = "Completed", ...rest } = columns;
  await makeRun(harness.db.pool, definition, {
    state: state as "Completed",
    at,
    columns: { id, ...rest },
  });
  await harness.db.pool.query(
    "INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines) VALUES ($1, $2, 99, $3, '[]')",
    [definition.tenantId, id, at],
  );
  return id;
}

async function stateOf(scheduleId: string) {
  const { pool } = harness.db;
  const found = await pool.query<{ active: boolean }>("SELECT active FROM schedule WHERE id = $1", [
    scheduleId,
  ]);
  const log = await pool.query<{ action: string }>(
    "SELECT action FROM action_log_entry WHERE schedule_id = $1 ORDER BY id",
    [scheduleId],
  );
  return { active: found.rows[0]?.active ?? null, actions: log.rows.map((row) => row.action) };
}

async function isKept(runId: string): Promise<boolean> {
  return (
    ((await harness.db.pool.query("SELECT FROM run WHERE id = $1", [runId])).rowCount ?? 0) > 0
  );
}

async function logs(runId: string): Promise<number> {
  return (
    (await harness.db.pool.query("SELECT FROM run_log_chunk WHERE run_id = $1", [runId]))
      .rowCount ?? 0
  );
}

describe("deactivation (job-scheduling-api 11.4)", () => {
  it("ends schedules whose own end time or whose definition's has come", async () => {
    const own = await schedule({ end_at: minutesAhead(-1), next_run_at: minutesAhead(2) });
    const inherited = await schedule(
      { next_run_at: null },
      await define({ end_at: minutesAhead(-1) }),
    );
    const open = await schedule({ end_at: minutesAhead(10), next_run_at: minutesAhead(2) });
    await clean();
    const ended = { active: false, actions: ["DEACTIVATION_END_TIME"] };
    expect(await stateOf(own)).toEqual(ended);
    expect(await stateOf(inherited)).toEqual(ended);
    expect(await stateOf(open)).toEqual({ active: true, actions: [] });
  });

  it("leaves ticks inside the window to a planner that is behind", async () => {
    const id = await schedule({ end_at: minutesAhead(-1), next_run_at: minutesAhead(-10) });
    await clean();
    expect((await stateOf(id)).active).toBe(true);
    await planOnce(harness.deps);
    expect((await harness.runs("schedule_id = $1", [id])).length).toBeGreaterThan(0);
    await clean();
    expect(await stateOf(id)).toEqual({ active: false, actions: ["DEACTIVATION_END_TIME"] });
  });

  it("ends schedules whose endpoint was unreachable for more than ten days", async () => {
    const dead = await schedule(
      { next_run_at: minutesAhead(5) },
      await define({ unreachable_since: daysAgo(10.01) }),
    );
    const ill = await schedule(
      { next_run_at: minutesAhead(5) },
      await define({ unreachable_since: daysAgo(9.99) }),
    );
    await clean();
    expect(await stateOf(dead)).toEqual({ active: false, actions: ["DEACTIVATION_UNREACHABLE"] });
    expect((await stateOf(ill)).active).toBe(true);
  });

  it("ends one-time schedules whose run is over, not those whose run is still live", async () => {
    const one = { mode: "time", one_time_at: daysAgo(0.1), executed_at: daysAgo(0.1) };
    const definition = await define();
    const [done, live] = [await schedule(one, definition), await schedule(one, definition)];
    const at = harness.clock.now();
    const pool = harness.db.pool;
    await makeRun(pool, definition, {
      state: "Unknown",
      at,
      columns: { schedule_id: done, planned_at: at },
    });
    await makeRun(pool, definition, {
      state: "Held",
      at,
      columns: { schedule_id: live, planned_at: at },
    });
    await clean();
    expect(await stateOf(done)).toEqual({ active: false, actions: ["DEACTIVATION_ON_COMPLETION"] });
    expect((await stateOf(live)).active).toBe(true);
  });

  it("says so once, also when several nodes clean up at the same time", async () => {
    const id = await schedule({ end_at: minutesAhead(-1), next_run_at: null });
    await Promise.all([clean(), clean(), clean()]);
    expect((await stateOf(id)).actions).toEqual(["DEACTIVATION_END_TIME"]);
  });
});

describe("unused one-time schedules", () => {
  it("are deleted after 30 days, with their runs; those ahead or used since are kept", async () => {
    const old = { mode: "time", created_at: daysAgo(31), modified_at: daysAgo(31), active: false };
    const definition = await define();
    const unused = await schedule({ ...old, one_time_at: daysAgo(31) }, definition);
    const used = await schedule(
      { ...old, one_time_at: daysAgo(5), executed_at: daysAgo(5) },
      definition,
    );
    const ahead = await schedule(
      { ...old, active: true, next_run_at: minutesAhead(60) },
      definition,
    );
    const edited = await schedule({ ...old, modified_at: daysAgo(2) }, definition);
    const run = await oldRun(definition, 31, { schedule_id: unused });
    await clean();
    expect(await stateOf(unused)).toEqual({ active: null, actions: ["DELETED"] });
    for (const id of [used, ahead, edited]) expect((await stateOf(id)).active).not.toBeNull();
    expect(await isKept(run)).toBe(false);
  });
});

describe("retention", () => {
  it("removes runs, run logs and history when their time is over, live runs never", async () => {
    const definition = await define();
    const gone = await oldRun(definition, 33);
    const kept = await oldRun(definition, 31);
    const recent = await oldRun(definition, 14);
    const live = await oldRun(definition, 40, { state: "Held" });
    const { pool } = harness.db;
    for (const days of [91, 89]) {
      await pool.query(
        `INSERT INTO action_log_entry (tenant_id, at, type, action, definition_id, job_id, actor, text)
         VALUES ($1, $2, 'JOB', 'OLD', $3, 1, 'test', '')`,
        [harness.tenantId, daysAgo(days), definition.id],
      );
      await pool.query(
        "INSERT INTO audit_entry (tenant_id, at, actor, action, outcome, object_type) VALUES ($1, $2, 'test', 'Old', 'success', 'x')",
        [harness.tenantId, daysAgo(days)],
      );
    }
    await clean();
    expect(await Promise.all([gone, kept, recent, live].map(isKept))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await Promise.all([gone, kept, recent].map(logs))).toEqual([0, 0, 1]);
    const moves = await pool.query("SELECT FROM transition WHERE run_id = $1", [gone]);
    expect(moves.rowCount).toBe(0);
    expect((await pool.query("SELECT FROM action_log_entry WHERE action = 'OLD'")).rowCount).toBe(
      1,
    );
    expect((await pool.query("SELECT FROM audit_entry WHERE action = 'Old'")).rowCount).toBe(1);
  });

  it("follows the retention a definition has of its own", async () => {
    const brief = await define({ retention_days: 2 });
    const long = await define({ retention_days: 100 });
    const unwanted = await define({ delete_after_success: true });
    const runs = await Promise.all([
      oldRun(brief, 3),
      oldRun(brief, 1),
      oldRun(long, 60),
      oldRun(unwanted, 0.01),
      oldRun(unwanted, 0.01, { state: "Error" }),
    ]);
    await clean();
    expect(await Promise.all(runs.map(isKept))).toEqual([false, true, true, false, true]);
  });

  it("removes the runs of everything that was deleted, however much that was, in one pass", async () => {
    const definition = await define();
    const ids = await Promise.all(
      Array.from({ length: 30 }, () => schedule({ active: false }, definition)),
    );
    const last = ids.at(-1);
    const at = harness.clock.now();
    const pool = harness.db.pool;
    const finished = await makeRun(pool, definition, {
      state: "Error",
      at,
      columns: { schedule_id: last },
    });
    const live = await makeRun(pool, definition, {
      state: "Held",
      at,
      columns: { schedule_id: ids[0] },
    });
    await removeSchedules(pool, { definitionId: definition.id, scheduleIds: ids });
    await clean();
    expect(await isKept(finished)).toBe(false);
    expect(await isKept(live)).toBe(true);
    const left = await pool.query<{ schedule_id: string }>("SELECT schedule_id FROM purge");
    expect(left.rows).toEqual([{ schedule_id: ids[0] }]);
  });

  it("forgets servers that ended a day ago and hold nothing", async () => {
    const { pool } = harness.db;
    const node = await harness.node();
    await pool.query("UPDATE process_server SET state = 'lost', stopped_at = $1", [daysAgo(1.1)]);
    await clean();
    expect(
      (await pool.query("SELECT FROM process_server WHERE id = $1", [node.server.id])).rowCount,
    ).toBe(0);
  });
});
