import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/access";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { deleteRun, deleteRuns } from "@/lib/services/runs/delete-runs";
import { restartRun } from "@/lib/services/runs/restart-run";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { cleanUp } from "@/lib/testing/clean-up";
import { historyFaults } from "@/lib/testing/run-history";
import { removeOldRuns } from "./retention";

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

const clean = () => cleanUp(driver.harness.deps, { runs: 32, runLogs: 15, history: 90 });
const passDays = (days: number) => driver.harness.clock.advance(days * 86_400_000);

async function endedChain(): Promise<string> {
  const id = await driver.submit({ LOAD: ["A", "B"], CLOSE: ["C"] });
  await driver.drive();
  return id;
}

/** A chain that calls a chain with the call X. */
async function nestedChain(): Promise<string> {
  const inner = await driver.define({
    chain: { steps: [{ name: "IN", calls: [{ name: "X", definition: driver.work.name }] }] },
  });
  const outer = await driver.define({
    chain: { steps: [{ name: "ONE", calls: [{ name: "NESTED", definition: inner.name }] }] },
  });
  return driver.submitDefinition(outer);
}

async function count(table: string): Promise<number> {
  const { rows } = await driver.harness.db.pool.query<{ rows: number }>(
    `SELECT count(*)::int AS rows FROM ${table}`,
  );
  return rows[0]?.rows ?? -1;
}

const LEFT = ["run", "run_gate", "chain_run", "operator_message", "transition", "run_log_chunk"];

async function expectNothingLeft(): Promise<void> {
  for (const table of LEFT) expect(await count(table), table).toBe(0);
}

describe("deleting a chain", () => {
  it("takes all its steps and calls along, those of nested chains too", async () => {
    const [id, nested] = [await endedChain(), await nestedChain()];
    await driver.drive();
    await deleteRun(driver.harness.context(), id);
    await deleteRun(driver.harness.context(), nested);
    await expectNothingLeft();
  });

  it("refuses steps and calls, live chains, and says why", async () => {
    const id = await endedChain();
    const live = await driver.submit({ LOAD: ["A"] });
    const runIds = [await driver.idOf(id, "LOAD"), await driver.idOf(id, "A"), live];
    const { deleted, refused } = await deleteRuns(driver.harness.context(), runIds);
    expect(deleted).toEqual([]);
    expect(refused.map(({ state, message }) => [state, message])).toEqual([
      ["Completed", "It is Completed: it is part of a chain and goes with it."],
      ["Completed", "It is Completed: it is part of a chain and goes with it."],
      ["Scheduled", "It is Scheduled: only what has ended can be deleted."],
    ]);
    await driver.drive();
    await deleteRuns(driver.harness.context(), [id, live]);
    await expectNothingLeft();
  });

  it("waits until everything below it has ended", async () => {
    const id = await nestedChain();
    await driver.drive();
    const call = await driver.idOf(await driver.idOf(id, "NESTED"), "X");
    const { pool } = driver.harness.db;
    await pool.query("UPDATE run SET state = 'Killing', ended_at = NULL WHERE id = $1", [call]);
    await expect(deleteRun(driver.harness.context(), id)).rejects.toMatchObject({
      ...{ code: "conflict", message: expect.stringContaining("still being ended") },
    });
    passDays(40);
    await clean();
    expect(await count("run")).toBe(5);
    await pool.query("UPDATE run SET state = 'Completed', ended_at = now() WHERE id = $1", [call]);
    await deleteRun(driver.harness.context(), id);
    await pool.query("DELETE FROM run_rollup");
    await expectNothingLeft();
  });
});

describe("the retention of chains", () => {
  it("removes a chain as a whole, and never a part of it before", async () => {
    const { pool } = driver.harness.db;
    const id = await endedChain();
    await driver.submit({ LOAD: ["A"] });
    await pool.query(
      "UPDATE definition SET retention_days = 1, delete_after_success = true WHERE id = $1",
      [driver.work.id],
    );
    passDays(2);
    await clean();
    expect(Object.keys(await driver.statesOf(id))).toHaveLength(6);
    await pool.query("UPDATE definition SET retention_days = NULL, delete_after_success = false");
    passDays(32);
    await clean();
    expect(await driver.statesOf(id)).toEqual({});
    expect(await count("run")).toBe(3);
    await driver.drive();
    passDays(40);
    await clean();
    await expectNothingLeft();
  });

  it("removes whole chains about as many runs at a time as it may", async () => {
    const ids = [await endedChain(), await endedChain(), await endedChain()];
    const before = new Date(driver.harness.clock.now().getTime() + 86_400_000);
    const remove = () =>
      removeOldRuns(driver.harness.db.pool, {
        ...{ tenantId: driver.harness.tenantId, before, limit: 8 },
      });
    expect([await remove(), await remove(), await remove()]).toEqual([12, 6, 0]);
    expect(await Promise.all(ids.map((id) => driver.statesOf(id)))).toEqual([{}, {}, {}]);
  });

  it("keeps a restarted chain whose earlier run is removed", async () => {
    const id = await endedChain();
    const again = await restartRun(driver.harness.context(), id, { mode: "step", step: "CLOSE" });
    await driver.drive();
    await deleteRun(driver.harness.context(), id);
    expect(await driver.statesOf(again)).toMatchObject({ chain: "Completed", A: "Skipped" });
    await deleteRun(driver.harness.context(), again);
    await expectNothingLeft();
  });

  it("ends and removes the chains of a deleted definition with all their parts", async () => {
    const ended = await endedChain();
    const { rows } = await driver.harness.db.pool.query<{ definition_id: string }>(
      "SELECT definition_id FROM run WHERE id = $1",
      [ended],
    );
    await deleteDefinition(driver.harness.context({ permissions: PERMISSIONS }), {
      id: rows[0]?.definition_id ?? "",
    });
    await driver.drive();
    await clean();
    await expectNothingLeft();
    expect(await count("purge")).toBe(0);
  });
});
