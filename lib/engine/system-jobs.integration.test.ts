import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOfRole } from "@/lib/domain/access/access";
import { createIdGenerator } from "@/lib/domain/ids";
import { SYSTEM_JOBS } from "@/lib/domain/system/system-jobs";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { systemTimer } from "@/lib/platform/system-timer";
import { listDefinitionRows } from "@/lib/queries/definitions/list-definition-rows";
import { listDefinitions } from "@/lib/queries/definitions/list-definitions";
import { countRuns } from "@/lib/queries/runs/count-runs";
import { overview } from "@/lib/queries/runs/overview";
import { listScheduleRows } from "@/lib/queries/schedules/list-schedule-rows";
import { listSchedules } from "@/lib/queries/schedules/list-schedules";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { runDefinition } from "@/lib/services/definitions/run-definition";
import { updateDefinition } from "@/lib/services/definitions/update-definition";
import { createSchedule } from "@/lib/services/schedules/create-schedule";
import { deleteSchedule } from "@/lib/services/schedules/delete-schedule";
import { setSchedulesActive } from "@/lib/services/schedules/set-schedules-active";
import { updateSchedule } from "@/lib/services/schedules/update-schedule";
import { ensureSystemDefinitions } from "@/lib/services/system/ensure-system-definitions";
import { makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { retentionOnce } from "./housekeeping";

const DAY_MS = 86_400_000;
const KEEP = { runs: 32, runLogs: 15, history: 90 };
const RETENTION = "System_Retention";

let harness: EngineHarness;

const ensure = () =>
  ensureSystemDefinitions({
    ...harness.deps,
    providerTenantId: harness.tenantId,
    now: harness.clock.now(),
  });

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

const administrator = () => harness.context({ permissions: permissionsOfRole("administrator") });

async function scheduleOf(name: string) {
  const { rows } = await harness.db.pool.query<{ id: string; definition: string }>(
    "SELECT s.id, d.id AS definition FROM schedule s JOIN definition d ON d.id = s.definition_id WHERE d.name = $1",
    [name],
  );
  const [found] = rows;
  if (!found) throw new Error(`${name} has no schedule`);
  return { definition: { id: found.definition }, scheduleId: found.id };
}

/** One pass of every duty, as a host without a process of its own asks for it. */
const pass = () => harness.engine({ timer: systemTimer }).tickOnce();

/** An id of an earlier time; a generator that goes on only makes later ones. */
const idAt = (at: Date) => createIdGenerator(cryptoRandom())(at);

const systemRuns = () => harness.runs("kind = 'system'");

describe("system definitions", () => {
  it("are made once, however many nodes start, and use up no further numbers of jobs", async () => {
    await Promise.all([ensure(), ensure(), ensure()]);
    const first = await harness.db.pool.query("SELECT * FROM definition ORDER BY id");
    await ensure();
    const again = await harness.db.pool.query("SELECT * FROM definition ORDER BY id");
    expect(again.rows).toEqual(first.rows);
    expect(first.rows.map(({ name, kind, queue }) => [name, kind, queue])).toEqual(
      SYSTEM_JOBS.map(({ name }) => [name, "system", "System"]),
    );
    const schedules = await harness.db.pool.query("SELECT FROM schedule WHERE active");
    expect(schedules.rowCount).toBe(SYSTEM_JOBS.length);
    const next = await makeDefinition(harness.db.pool, harness.tenantId);
    expect(next.jobId).toBeLessThanOrEqual(3 * SYSTEM_JOBS.length + 1);
  });

  it("are planned, claimed and executed like others; the log says what was removed", async () => {
    const definition = await makeDefinition(harness.db.pool, harness.tenantId);
    const at = new Date(harness.clock.now().getTime() - 40 * DAY_MS);
    const old = await makeRun(harness.db.pool, definition, {
      state: "Completed",
      at,
      columns: { id: idAt(at) },
    });
    await pass();
    const runs = await systemRuns();
    expect(runs.map(({ state, reason }) => [state, reason])).toEqual([
      ["Completed", null],
      ["Completed", null],
    ]);
    for (const { id } of runs) {
      expect(await harness.path(id)).toEqual([
        ...["New", "Scheduled", "Dispatched", "Assigned", "Running", "Completed"],
      ]);
    }
    const logs = await Promise.all(runs.map(({ id }) => harness.logText(id)));
    expect(logs.join("\n")).toContain("Removed 1 run older than 32 days.");
    expect(logs.join("\n")).toContain("No schedule needed attention.");
    expect(await harness.runs("id = $1", [old])).toEqual([]);
  });

  it("come round again after their interval, not before", async () => {
    const before = (await systemRuns()).length;
    await pass();
    expect(await systemRuns()).toHaveLength(before);
    harness.clock.advance(5 * 60_000);
    await pass();
    expect(await systemRuns()).toHaveLength(before + 1);
    harness.clock.advance(10 * 60_000);
    await pass();
    expect(await systemRuns()).toHaveLength(before + 3);
  });

  it("keep their successes for a day, and their failures as long as other runs", async () => {
    const [first] = await systemRuns();
    harness.clock.advance(2 * DAY_MS);
    const at = new Date(harness.clock.now().getTime() - 3 * DAY_MS);
    const failed = await makeRun(
      harness.db.pool,
      {
        ...(await makeDefinition(harness.db.pool, harness.tenantId)),
        id: SYSTEM_JOBS[0]?.id ?? "",
      },
      {
        state: "Error",
        at,
        columns: { id: idAt(at) },
      },
    );
    const removed = await retentionOnce(harness.deps, { keep: KEEP });
    expect(removed.systemRuns).toBeGreaterThan(0);
    expect(await harness.runs("id = $1", [first?.id])).toEqual([]);
    expect(await harness.runs("id = $1", [failed])).toHaveLength(1);
  });

  it("end in Error, with what went wrong in their log", async () => {
    const engine = harness.engine({
      timer: systemTimer,
      retention: () => Promise.reject(new Error("no configuration")),
    });
    const id = await runDefinition(administrator(), { definition: { name: RETENTION }, input: {} });
    await engine.tickOnce();
    expect(await harness.run(id)).toMatchObject({ state: "Error", reason: "SYSTEM_JOB_FAILED" });
    expect(await harness.logText(id)).toContain("no configuration");
  });
});

describe("a system definition is not changed by mistake", () => {
  const refused = { code: "conflict", message: expect.stringContaining("is a system job") };
  const key = { name: RETENTION };

  it("refuses every change but the times of its schedule, its activity and a run now", async () => {
    const ctx = administrator();
    const schedule = await scheduleOf(RETENTION);
    const content = {
      name: RETENTION,
      kind: "wait" as const,
      properties: { wait: { seconds: 1 } },
    };
    const attempts = [
      () => deleteDefinition(ctx, key),
      () => updateDefinition(ctx, { key, change: { description: "mine" } }),
      () => replaceDefinition(ctx, content),
      () => createSchedule(ctx, { definition: key, schedule: { repeatInterval: "1 minute" } }),
      () => deleteSchedule(ctx, schedule),
      () => updateSchedule(ctx, { key: schedule, change: { name: "Mine" } }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(refused);
  });

  it("takes other times, and is switched off and on", async () => {
    const ctx = administrator();
    const schedule = await scheduleOf(RETENTION);
    const change = { repeatInterval: "30 minutes" };
    expect(await updateSchedule(ctx, { key: schedule, change })).toMatchObject({
      intervalSeconds: 1800,
    });
    expect(await setSchedulesActive(ctx, { definition: key, active: false })).toBe(1);
    await ensure();
    const { rows } = await harness.db.pool.query("SELECT active FROM schedule WHERE id = $1", [
      schedule.scheduleId,
    ]);
    expect(rows).toEqual([{ active: false }]);
  });
});

describe("lists and figures", () => {
  it("leave system jobs out unless they are asked for", async () => {
    const ctx = administrator();
    const names = SYSTEM_JOBS.map(({ name }) => name);
    const namesIn = (items: readonly { name: string }[]) =>
      items.map(({ name }) => name).filter((name) => names.includes(name));
    for (const list of [listDefinitions, listDefinitionRows]) {
      expect(namesIn((await list(ctx)).items)).toEqual([]);
      expect(namesIn((await list(ctx, { system: true })).items)).toEqual(names);
    }
    for (const list of [listSchedules, listScheduleRows]) {
      expect((await list(ctx)).items).toEqual([]);
      expect((await list(ctx, { system: true })).items).toHaveLength(names.length);
      const definitionId = SYSTEM_JOBS[0]?.id;
      expect((await list(ctx, { definitionId })).items).toHaveLength(1);
    }
    const figures = await overview(ctx);
    expect(figures.lastDay).toEqual({});
    expect(figures.nextSchedules).toEqual([]);
    const all = await countRuns(ctx);
    const own = await countRuns(ctx, { definition: RETENTION });
    expect(all.count).toBe(0);
    expect(own.count).toBeGreaterThan(0);
  });
});
