import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemTimer } from "@/lib/platform/system-timer";
import { recordDutyRun } from "@/lib/store/due-schedules";
import { takeBackPlannedAhead } from "@/lib/store/planned-ahead";
import { inTransaction } from "@/lib/store/queryable";
import { makeDefinition, makeSchedule } from "@/lib/testing/engine-factories";
import {
  createEngineHarness,
  type EngineHarness,
  HARNESS_START,
} from "@/lib/testing/engine-harness";
import { fakeHttp } from "@/lib/testing/fake-http";
import { historyFaults } from "@/lib/testing/run-history";
import { PLANNER_DUTY, planOnce } from "./planner";

const EVERY_5_MINUTES = "* * * * * */5 0";
const EVERY_SECOND = "* * * * * * *";

let harness: EngineHarness;

beforeAll(async () => {
  harness = await createEngineHarness();
});

beforeEach(async () => {
  await harness.db.pool.query("UPDATE schedule SET active = false");
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

const at = (time: string) => new Date(`2026-03-02T${time}Z`);

async function planned(scheduleId: string) {
  const runs = await harness.runs("schedule_id = $1", [scheduleId]);
  return runs.map((run) =>
    `${run.planned_at?.toISOString().slice(11, 19)} ${run.state} ${run.reason ?? ""}`.trim(),
  );
}

async function scheduleRow(id: string) {
  const sql =
    "SELECT active, next_run_at, executed_at, last_started_at FROM schedule WHERE id = $1";
  const result = await harness.db.pool.query<{
    active: boolean;
    next_run_at: Date | null;
    executed_at: Date | null;
    last_started_at: Date | null;
  }>(sql, [id]);
  const row = result.rows[0];
  if (!row) throw new Error("The schedule is gone");
  return row;
}

async function actionsOf(scheduleId: string): Promise<string[]> {
  const sql = "SELECT action FROM action_log_entry WHERE schedule_id = $1 ORDER BY id";
  const result = await harness.db.pool.query<{ action: string }>(sql, [scheduleId]);
  return result.rows.map((row) => row.action);
}

async function cronSchedule(
  columns: Record<string, unknown>,
  definitionColumns: Record<string, unknown> = {},
) {
  const definition = await makeDefinition(harness.db.pool, harness.tenantId, definitionColumns);
  return makeSchedule(harness.db.pool, definition, { expression: EVERY_5_MINUTES, ...columns });
}

/** Plans as a node does that has looked for due ticks at `lastPlanned` and not since. */
async function planAfterOutage(lastPlanned: Date, now: Date): Promise<void> {
  await harness.db.pool.query("DELETE FROM engine_duty");
  await recordDutyRun(harness.db.pool, PLANNER_DUTY, lastPlanned);
  harness.clock.set(now);
  while ((await planOnce(harness.deps)).more);
}

describe("one tick, one run", () => {
  it("makes one run of every tick however many planners run at once", async () => {
    harness.clock.set(at("12:00:10"));
    const definition = await makeDefinition(harness.db.pool, harness.tenantId);
    const ids = await Promise.all(
      Array.from({ length: 60 }, () =>
        makeSchedule(harness.db.pool, definition, {
          expression: EVERY_SECOND,
          next_run_at: at("12:00:01"),
        }),
      ),
    );
    await Promise.all(Array.from({ length: 8 }, () => planOnce(harness.deps)));
    await planOnce(harness.deps);
    const counts = await harness.db.pool.query<{ runs: string; ticks: string }>(
      "SELECT count(*) AS runs, count(DISTINCT (schedule_id, planned_at)) AS ticks FROM run WHERE schedule_id = ANY($1)",
      [ids],
    );
    // Ten ticks are due, two more are planned ahead.
    expect(counts.rows).toEqual([{ runs: "720", ticks: "720" }]);
  });

  it("plans a tick ahead of its time, and no process server starts it before", async () => {
    harness.clock.set(at("12:04:59"));
    const id = await cronSchedule({ next_run_at: at("12:05:00") });
    await planOnce(harness.deps);
    const [run] = await harness.runs("schedule_id = $1", [id]);
    expect(run).toMatchObject({ state: "Scheduled", planned_at: at("12:05:00") });
    const node = await harness.node({ concurrency: 2000 });
    expect(await node.claim()).not.toContain(run?.id);
    harness.clock.set(at("12:05:00"));
    expect(await node.claim()).toContain(run?.id);
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  });

  it("takes back what was planned ahead when the schedule is changed, and plans the tick again", async () => {
    harness.clock.set(at("12:04:59"));
    const id = await cronSchedule({ next_run_at: at("12:05:00") });
    await planOnce(harness.deps);
    await inTransaction(harness.db.pool, async (tx) => {
      await takeBackPlannedAhead(tx, [id], harness.clock.now());
    });
    expect(await harness.runs("schedule_id = $1", [id])).toEqual([]);
    expect((await scheduleRow(id)).next_run_at).toEqual(at("12:05:00"));
    await planOnce(harness.deps);
    expect(await harness.runs("schedule_id = $1", [id])).toHaveLength(1);
    harness.clock.set(at("12:05:00"));
    await inTransaction(harness.db.pool, async (tx) => {
      await takeBackPlannedAhead(tx, [id], harness.clock.now());
    });
    expect(await harness.runs("schedule_id = $1", [id])).toHaveLength(1);
    await harness.db.pool.query("DELETE FROM schedule WHERE id = $1", [id]);
  });

  it("leaves a tick out that is a run already", async () => {
    const id = await cronSchedule({ next_run_at: at("12:00:00") });
    harness.clock.set(at("12:00:00"));
    await planOnce(harness.deps);
    await harness.db.pool.query("UPDATE schedule SET next_run_at = $2 WHERE id = $1", [
      id,
      at("12:00:00"),
    ]);
    await planOnce(harness.deps);
    expect(await planned(id)).toEqual(["12:00:00 Scheduled"]);
    expect((await scheduleRow(id)).next_run_at).toEqual(at("12:05:00"));
  });

  it("leaves schedules alone that are inactive or whose definition is", async () => {
    const inactive = await cronSchedule({ next_run_at: at("12:00:00"), active: false });
    const idle = await cronSchedule({ next_run_at: at("12:00:00") }, { active: false });
    harness.clock.set(at("12:00:01"));
    await planOnce(harness.deps);
    expect(await planned(inactive)).toEqual([]);
    expect(await planned(idle)).toEqual([]);
  });

  it("holds the runs of a definition that is on hold", async () => {
    const id = await cronSchedule({ next_run_at: at("12:00:00") }, { hold: true });
    harness.clock.set(at("12:00:00"));
    await planOnce(harness.deps);
    expect(await planned(id)).toEqual(["12:00:00 Held HOLD_ON_SUBMIT"]);
    const [run] = await harness.runs("schedule_id = $1 AND ready", [id]);
    expect(run).toBeUndefined();
  });
});

describe("recovery from an outage (job-scheduling-api 11.5)", () => {
  it("runs every missed tick at once after less than 20 minutes", async () => {
    const id = await cronSchedule({ next_run_at: at("12:00:00") });
    await planAfterOutage(at("11:56:00"), at("12:13:00"));
    expect(await planned(id)).toEqual([
      "12:00:00 Scheduled CATCH_UP",
      "12:05:00 Scheduled CATCH_UP",
      "12:10:00 Scheduled CATCH_UP",
    ]);
    expect((await scheduleRow(id)).next_run_at).toEqual(at("12:15:00"));
  });

  it("runs the last missed tick only after 20 minutes or more, and records the others as skipped", async () => {
    const id = await cronSchedule({ next_run_at: at("11:55:00") });
    await planAfterOutage(at("11:51:00"), at("12:13:00"));
    expect(await planned(id)).toEqual([
      "11:55:00 Skipped MISSED_OUTAGE",
      "12:00:00 Skipped MISSED_OUTAGE",
      "12:05:00 Skipped MISSED_OUTAGE",
      "12:10:00 Scheduled CATCH_UP",
    ]);
    const [skipped] = await harness.runs("schedule_id = $1 AND state = 'Skipped'", [id]);
    expect(skipped?.started_at).toBeNull();
    expect(skipped?.ended_at).toEqual(at("12:13:00"));
  });

  it("counts what it does not name after a very long outage", async () => {
    const id = await cronSchedule({ expression: EVERY_SECOND, next_run_at: at("10:00:00") });
    await planAfterOutage(at("10:00:00"), at("12:00:00"));
    const runs = await planned(id);
    expect(runs).toHaveLength(102);
    expect(runs[0]).toContain("MISSED_OUTAGE: 7100 ticks from 2026-03-02T10:00:00.000Z");
    expect(runs.at(-1)).toBe("12:00:00 Scheduled");
  });

  it("runs a missed one-time schedule once, and one that ran not again", async () => {
    const one = { mode: "time", expression: "x" };
    const missed = await cronSchedule({
      ...one,
      one_time_at: at("11:55:00"),
      next_run_at: at("11:55:00"),
    });
    const done = await cronSchedule({
      ...one,
      one_time_at: at("11:40:00"),
      executed_at: at("11:40:00"),
    });
    await planAfterOutage(at("11:51:00"), at("12:40:00"));
    expect(await planned(missed)).toEqual(["11:55:00 Scheduled CATCH_UP"]);
    expect(await planned(done)).toEqual([]);
  });

  it("starts a repeatInterval schedule once and counts on from there", async () => {
    const id = await cronSchedule({
      mode: "repeatInterval",
      expression: "10 minutes",
      interval_seconds: 600,
      next_run_at: at("11:50:00"),
    });
    await planAfterOutage(at("11:45:00"), at("12:13:00"));
    expect(await planned(id)).toEqual(["11:50:00 Scheduled CATCH_UP"]);
    expect((await scheduleRow(id)).next_run_at).toEqual(at("12:23:00"));
  });

  it("knows the length of the outage until the last missed tick of all schedules is planned", async () => {
    const first = await cronSchedule({ next_run_at: at("11:55:00") });
    const second = await cronSchedule({ next_run_at: at("11:55:00") });
    await harness.db.pool.query("DELETE FROM engine_duty");
    await recordDutyRun(harness.db.pool, PLANNER_DUTY, at("11:51:00"));
    harness.clock.set(at("12:13:00"));
    const other = await harness.db.pool.connect();
    try {
      // Another node is still planning one of the schedules when this one has done all it can get.
      await other.query("BEGIN");
      await other.query("SELECT 1 FROM schedule WHERE id = $1 FOR UPDATE", [second]);
      const http = fakeHttp();
      http.autoStatus = 200;
      await harness.engine({ http, timer: systemTimer }).tickOnce();
      await other.query("ROLLBACK");
    } finally {
      other.release();
    }
    await planOnce(harness.deps);
    const expected = [
      "11:55:00 Skipped MISSED_OUTAGE",
      "12:00:00 Skipped MISSED_OUTAGE",
      "12:05:00 Skipped MISSED_OUTAGE",
    ];
    expect((await planned(first)).slice(0, 3)).toEqual(expected);
    expect((await planned(second)).slice(0, 3)).toEqual(expected);
  });
});

describe("what a schedule comes to", () => {
  it("runs one-time schedules only while their window is open", async () => {
    const one = {
      mode: "time",
      expression: "x",
      one_time_at: at("11:59:00"),
      next_run_at: at("11:59:00"),
    };
    const early = await cronSchedule({ ...one, start_at: at("13:00:00") });
    const over = await cronSchedule({ ...one, end_at: at("11:59:30") });
    await planAfterOutage(at("11:58:00"), at("12:00:00"));
    expect(await planned(early)).toEqual(["11:59:00 Scheduled CATCH_UP"]);
    expect((await scheduleRow(early)).executed_at).toEqual(at("12:00:00"));
    expect(await planned(over)).toEqual(["11:59:00 Skipped MISSED_OUTAGE"]);
  });

  it("runs recurring schedules inside the window of definition and schedule only", async () => {
    const id = await cronSchedule(
      { next_run_at: at("12:00:00"), end_at: at("12:30:00") },
      { end_at: at("12:07:00") },
    );
    await planAfterOutage(at("11:59:00"), at("12:18:00"));
    expect(await planned(id)).toEqual([
      "12:00:00 Scheduled CATCH_UP",
      "12:05:00 Scheduled CATCH_UP",
    ]);
    expect((await scheduleRow(id)).next_run_at).toBeNull();
  });

  it("switches a schedule off after its last tick, with the reason in the action log", async () => {
    const last = "2026 3 2 * 12 0 0";
    const id = await cronSchedule({ expression: last, next_run_at: at("12:00:00") });
    const windowed = await cronSchedule({
      expression: last,
      next_run_at: at("12:00:00"),
      end_at: new Date("2030-01-01T00:00:00Z"),
    });
    await planAfterOutage(at("11:59:59"), at("12:00:00"));
    for (const schedule of [id, windowed]) {
      expect(await planned(schedule)).toEqual(["12:00:00 Scheduled"]);
      expect(await scheduleRow(schedule)).toMatchObject({ active: false, next_run_at: null });
      expect(await actionsOf(schedule)).toEqual(["DEACTIVATION_NO_FUTURE_RUN"]);
    }
  });

  it("switches a schedule off whose stored expression cannot be read, and plans the others", async () => {
    const broken = await cronSchedule({
      expression: "no cron at all",
      next_run_at: at("12:00:00"),
    });
    const sound = await cronSchedule({ next_run_at: at("12:00:00") });
    await planAfterOutage(at("11:59:59"), at("12:00:00"));
    expect(await planned(broken)).toEqual([]);
    expect(await scheduleRow(broken)).toMatchObject({ active: false, next_run_at: null });
    expect(await actionsOf(broken)).toEqual(["DEACTIVATION_NO_FUTURE_RUN"]);
    expect(await planned(sound)).toEqual(["12:00:00 Scheduled"]);
  });
});

describe("repeatInterval", () => {
  const hourly = { mode: "repeatInterval", expression: "1 hour", interval_seconds: 3600 };

  it("counts the interval from the actual start of the run", async () => {
    const id = await cronSchedule({ ...hourly, next_run_at: at("10:00:00") });
    const node = await harness.node();
    await planAfterOutage(at("09:59:59"), at("10:00:00"));
    harness.clock.set(at("10:02:00"));
    await node.claim();
    expect(await scheduleRow(id)).toMatchObject({
      next_run_at: at("11:02:00"),
      last_started_at: at("10:02:00"),
    });
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  });

  it("is not due any more when a late start moves it out of its window", async () => {
    const id = await cronSchedule({
      ...hourly,
      next_run_at: at("10:00:00"),
      end_at: at("11:01:00"),
    });
    const node = await harness.node();
    await planAfterOutage(at("09:59:59"), at("10:00:00"));
    expect((await scheduleRow(id)).next_run_at).toEqual(at("11:00:00"));
    harness.clock.set(at("10:02:00"));
    await node.claim();
    expect((await scheduleRow(id)).next_run_at).toBeNull();
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  });
});

describe("a schedule that somebody is changing", () => {
  it("keeps neither a claim nor the end of a run waiting", async () => {
    const now = at("12:00:00");
    harness.clock.set(now);
    const interval = {
      mode: "repeatInterval",
      expression: "1 hour",
      interval_seconds: 3600,
      next_run_at: now,
    };
    const once = { mode: "time", expression: "x", one_time_at: now, next_run_at: now };
    const ids = [await cronSchedule(interval), await cronSchedule(once)];
    const node = await harness.node();
    await planOnce(harness.deps);
    const editor = await harness.db.pool.connect();
    try {
      await editor.query("BEGIN");
      await editor.query("SELECT 1 FROM schedule WHERE id = ANY($1) FOR UPDATE", [ids]);
      await node.claim();
      node.http.answerAll(200);
      await node.outcomes.flushOnce();
      await editor.query("COMMIT");
    } finally {
      editor.release();
    }
    const runs = await harness.runs("schedule_id = ANY($1)", [ids]);
    expect(runs.map((run) => run.state)).toEqual(["Completed", "Completed"]);
  });
});

describe("parameters of a planned run (run-states-and-chains 2.4)", () => {
  const parameter = (entry: Record<string, unknown>) => ({
    ...{ description: "", direction: "in", type: "string", required: false, default: null },
    ...entry,
  });
  const declaring = (...parameters: Record<string, unknown>[]) => ({
    properties: JSON.stringify({ parameters: parameters.map(parameter) }),
  });

  async function plannedWith(given: unknown, definitionColumns: Record<string, unknown>) {
    harness.clock.set(at("12:04:59"));
    const columns = { next_run_at: at("12:05:00"), parameters: JSON.stringify(given) };
    const id = await cronSchedule(columns, definitionColumns);
    await planOnce(harness.deps);
    const { rows } = await harness.db.pool.query<Record<string, unknown>>(
      "SELECT state, reason, ready, parameters FROM run WHERE schedule_id = $1",
      [id],
    );
    await harness.db.pool.query("UPDATE run SET ready = false WHERE schedule_id = $1", [id]);
    return rows[0];
  }

  it("are those of the schedule with the defaults of the definition, as of the planned time", async () => {
    const columns = declaring(
      { name: "rows", type: "number", default: 10 },
      { name: "half", type: "number", default: "=Parameters.rows / 2" },
      { name: "at", default: "=Time.format(Time.now(), 'HH:mm:ss', 'UTC')" },
    );
    expect(await plannedWith({ rows: 4 }, columns)).toMatchObject({
      state: "Scheduled",
      parameters: { rows: 4, half: 2, at: "12:05:00" },
    });
  });

  it.each([
    [{}, "VALUE_MISSING: Parameter day must have a value"],
    [{ day: "soon" }, "PARAMETER_ERROR: Parameter day must be an ISO 8601"],
  ])("that do not fit, as %j, make it Modified instead of lost", async (given, reason) => {
    const columns = declaring({ name: "day", type: "date", required: true });
    expect(await plannedWith(given, columns)).toMatchObject({
      state: "Modified",
      ready: false,
      reason: expect.stringContaining(reason),
    });
  });

  it("of a definition that declares none are passed on as they are", async () => {
    expect(await plannedWith({ any: ["thing"] }, {})).toMatchObject({
      state: "Scheduled",
      parameters: { any: ["thing"] },
    });
  });
});

describe("a one-time schedule", () => {
  it("is deactivated when its run ends, whether it succeeded or failed", async () => {
    harness.clock.set(HARNESS_START);
    for (const status of [200, 500]) {
      const id = await cronSchedule({
        mode: "time",
        expression: "x",
        one_time_at: at("12:00:00"),
        next_run_at: at("12:00:00"),
      });
      const node = await harness.node();
      await planOnce(harness.deps);
      await node.claim();
      expect((await scheduleRow(id)).active).toBe(true);
      node.http.answerAll(status);
      await node.outcomes.flushOnce();
      expect((await scheduleRow(id)).active).toBe(false);
      expect(await actionsOf(id)).toEqual(["DEACTIVATION_ON_COMPLETION"]);
    }
  });
});
