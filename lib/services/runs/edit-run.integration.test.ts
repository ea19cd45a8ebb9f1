import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NEVER } from "@/lib/domain/gate/window-gate";
import type { RunEdit } from "@/lib/domain/run/edit-input";
import type { RunState } from "@/lib/domain/run/run-state";
import { timeOnce } from "@/lib/engine/timekeeper";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { makeRun } from "@/lib/testing/engine-factories";
import { historyFaults } from "@/lib/testing/run-history";
import { editRun } from "./edit-run";

let driver: ChainDriver;

beforeAll(async () => {
  driver = await startChainDriver();
});

afterAll(async () => {
  try {
    expect(await historyFaults(driver.harness.db.pool)).toEqual([]);
  } finally {
    await driver.harness.close();
  }
});

const edit = (id: string, changes: RunEdit) => editRun(driver.harness.context(), id, changes);
const refusalOf = (id: string, changes: RunEdit) => edit(id, changes).catch((error) => error);
const now = () => driver.harness.clock.now();
const inHours = (hours: number) => new Date(now().getTime() + hours * 3_600_000);

function makeIn(state: RunState, columns: Record<string, unknown> = {}): Promise<string> {
  return makeRun(driver.harness.db.pool, driver.work, { state, at: now(), columns });
}

async function gated(state: RunState, columns: Record<string, unknown> = {}): Promise<string> {
  const id = await makeIn(state, { gated: true, ready: false, ...columns });
  await driver.harness.db.pool.query(
    "INSERT INTO run_gate (tenant_id, run_id, needs, events_met, window_closes_at) SELECT tenant_id, id, $2, '{}', $3 FROM run WHERE id = $1",
    [id, JSON.stringify({ locks: [], waitEvents: [], raiseEvents: [], window: null }), now()],
  );
  return id;
}

async function row(id: string) {
  const { rows } = await driver.harness.db.pool.query(
    "SELECT r.*, g.window_name, g.window_closes_at, g.needs FROM run r LEFT JOIN run_gate g ON g.run_id = r.id WHERE r.id = $1",
    [id],
  );
  return rows[0];
}

describe("editing a run that has not begun (run-states-and-chains 5)", () => {
  it("postpones a Scheduled run, and starts one earlier", async () => {
    const id = await makeIn("Scheduled");
    await edit(id, { startAt: inHours(2) });
    expect(await row(id)).toMatchObject({
      ...{ state: "Scheduled", ready: false, start_at: inHours(2), root_start_at: inHours(2) },
    });
    await edit(id, { startAt: null });
    expect(await row(id)).toMatchObject({ ready: true, start_at: now() });
  });

  it("changes priority and queue, and is audited with before and after", async () => {
    const id = await makeIn("Held");
    await edit(id, { priority: 80, queue: "NIGHT" });
    expect(await row(id)).toMatchObject({ state: "Held", priority: 80, queue: "NIGHT" });
    const { rows } = await driver.harness.db.pool.query(
      "SELECT actor, action, outcome, details FROM audit_entry WHERE object_id = $1",
      [id],
    );
    expect(rows).toEqual([
      {
        ...{ actor: "operator", action: "Runedit", outcome: "success" },
        details: {
          before: { priority: 50, queue: "Default" },
          after: { priority: 80, queue: "NIGHT" },
        },
      },
    ]);
  });

  it("sends a run that waits at a gate through all of them again when its start is another one", async () => {
    const id = await gated("LockWait", { blocked_on: "lock:LEDGER" });
    await edit(id, { startAt: inHours(1) });
    expect(await row(id)).toMatchObject({
      ...{ state: "Scheduled", blocked_on: null, ready: false, window_closes_at: null },
    });
    const told = await driver.harness.db.pool.query(
      "SELECT resource FROM gate_change WHERE resource LIKE '%LEDGER'",
    );
    expect(told.rows).toEqual([{ resource: "unit:LEDGER" }]);
  });

  it("has a run whose priority is another one examined where it stands", async () => {
    const id = await gated("QueueHeld", { blocked_on: "queue:Default" });
    await edit(id, { priority: 90 });
    expect(await row(id)).toMatchObject({ state: "QueueHeld", ready: true, blocked_on: null });
    await driver.harness.db.pool.query("UPDATE run SET ready = false WHERE id = $1", [id]);
  });

  it.each(["Overdue", "Never"] as const)("takes %s back to Scheduled", async (state) => {
    const id = await makeIn(state, { start_at: state === "Never" ? NEVER : now() });
    await edit(id, { startAt: inHours(3) });
    expect(await row(id)).toMatchObject({ state: "Scheduled", start_at: inHours(3) });
    const path = await driver.harness.path(id);
    expect(path.slice(-2)).toEqual([state, "Scheduled"]);
  });

  it("gives a run a time window and takes it away; one that does not exist is refused", async () => {
    const { pool } = driver.harness.db;
    await pool.query(
      "INSERT INTO time_window (tenant_id, name, rules) VALUES ($1, 'OFFICE', '{}')",
      [driver.harness.tenantId],
    );
    const id = await makeIn("Scheduled", { start_at: inHours(1), ready: false });
    await edit(id, { timeWindow: "OFFICE" });
    expect(await row(id)).toMatchObject({ gated: true, window_name: "OFFICE" });
    expect((await row(id)).needs).toMatchObject({ window: "OFFICE", locks: [] });
    await edit(id, { timeWindow: null });
    expect((await row(id)).needs).toMatchObject({ window: null });
    expect(await refusalOf(id, { timeWindow: "NONE" })).toMatchObject({
      ...{ code: "invalid", field: "timeWindow" },
    });
  });

  it("gives gates to a run that goes into a queue which keeps runs back", async () => {
    await driver.harness.db.pool.query(
      "INSERT INTO queue (tenant_id, name, size) VALUES ($1, 'NARROW', 1)",
      [driver.harness.tenantId],
    );
    const id = await makeIn("Scheduled", { start_at: inHours(1), ready: false });
    await edit(id, { queue: "NARROW" });
    expect(await row(id)).toMatchObject({ gated: true, queue: "NARROW" });
  });

  it("puts a delayed start off", async () => {
    const id = await makeIn("Delayed", { start_at: inHours(1), wake_at: inHours(1) });
    await edit(id, { startAt: inHours(2) });
    expect(await row(id)).toMatchObject({ state: "Delayed", wake_at: inHours(2) });
    await edit(id, { startAt: now() });
    await timeOnce(driver.harness.deps);
    expect((await driver.harness.run(id)).state).toBe("Scheduled");
    await driver.drive();
  });

  it.each(["Disabled", "Dispatched", "Assigned", "Running", "Killing", "Completed"] as const)(
    "is refused in %s, with the state",
    async (state) => {
      const refused = await refusalOf(await makeIn(state), { priority: 1 });
      expect(refused).toMatchObject({ code: "conflict", details: { state } });
      expect(refused.message).toContain(state);
    },
  );

  it("is refused for what is not there, and without the permission", async () => {
    expect(await refusalOf("x", { priority: 1 })).toMatchObject({ code: "not_found" });
    const ctx = driver.harness.context({ permissions: ["jobs.read"] });
    const id = await makeIn("Held");
    await expect(editRun(ctx, id, { priority: 1 })).rejects.toMatchObject({ code: "forbidden" });
    expect((await row(id)).priority).toBe(50);
  });
});

describe("editing a chain", () => {
  it("takes the steps and calls along when its start is another one, but no later start of a call", async () => {
    const call = (name: string, of: object = {}) => ({ name, definition: driver.work.name, ...of });
    const late = inHours(9);
    const chain = await driver.define({
      chain: {
        steps: [{ name: "S", calls: [call("A"), call("B", { startAt: late.toISOString() })] }],
      },
    });
    const id = await driver.submitDefinition(chain);
    await edit(id, { startAt: inHours(2) });
    const startOf = async (name: string) => (await row(await driver.idOf(id, name))).start_at;
    expect(await startOf("S")).toEqual(inHours(2));
    expect(await startOf("A")).toEqual(inHours(2));
    expect(await startOf("B")).toEqual(late);
    expect((await row(await driver.idOf(id, "B"))).root_start_at).toEqual(inHours(2));
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Scheduled");
    await edit(id, { startAt: null });
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Waiting", A: "Completed" });
  });

  it("does not edit its steps, nor the values of a call before its turn", async () => {
    const id = await driver.submit({ LOAD: ["A"] });
    const step = await refusalOf(await driver.idOf(id, "LOAD"), { priority: 9 });
    expect(step).toMatchObject({ code: "conflict", details: { state: "Chained" } });
    const call = await driver.idOf(id, "A");
    expect(await refusalOf(call, { parameters: { x: 1 } })).toMatchObject({ field: "parameters" });
    await edit(call, { priority: 9 });
    expect((await row(call)).priority).toBe(9);
    await driver.drive();
  });

  it("lets a Modified call go on once its values are complete (row 10)", async () => {
    const needy = await driver.define({
      parameters: [
        { name: "rows", type: "number", required: true },
        { name: "mode", default: "fast" },
      ],
    });
    const chain = await driver.define({
      chain: {
        steps: [
          { name: "GIVE", calls: [{ name: "G", definition: driver.work.name }] },
          {
            name: "TAKE",
            calls: [{ name: "T", definition: needy.name, parameters: { rows: "=GIVE.G.rows" } }],
          },
        ],
      },
    });
    const id = await driver.submitDefinition(chain);
    await driver.drive();
    const call = await driver.idOf(id, "T");
    expect((await driver.harness.run(call)).state).toBe("Modified");
    await edit(call, { priority: 70 });
    expect((await driver.harness.run(call)).state).toBe("Modified");
    expect(await refusalOf(call, { parameters: { rows: "many" } })).toMatchObject({
      ...{ code: "invalid", field: "parameters.rows" },
    });
    await edit(call, { parameters: { rows: 7 } });
    expect(await row(call)).toMatchObject({
      ...{ state: "Scheduled", parameters: { rows: 7, mode: "fast" } },
    });
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Completed");
  });
});
