import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getRun } from "@/lib/queries/runs/get-run";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { historyFaults } from "@/lib/testing/run-history";
import { actOnRun } from "./act-on-runs";
import { type RestartRequest, restartRun } from "./restart-run";

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

const restart = (id: string, request: RestartRequest = {}) =>
  restartRun(driver.harness.context(), id, request);

const failingAt =
  (...calls: string[]) =>
  (call: string) =>
    calls.includes(call) ? 500 : 200;

const STEPS = { LOAD: ["A"], POST: ["B", "C"], CLOSE: ["D"] };

/** A chain LOAD (A), POST (B, C), CLOSE (D) that ended at these calls. */
async function endedChain(...failed: string[]): Promise<string> {
  const id = await driver.submit(STEPS);
  await driver.drive(failingAt(...failed));
  return id;
}

describe("restarting a chain (8.2 rule 12)", () => {
  it("all: everything is run again in a new chain run that names the old one", async () => {
    const id = await endedChain("B");
    const again = await restart(id);
    expect(await getRun(driver.harness.context(), again)).toMatchObject({
      ...{ restartOf: id, role: "chain", state: "Scheduled", submittedBy: "operator" },
    });
    await driver.drive();
    expect(new Set(Object.values(await driver.statesOf(again)))).toEqual(new Set(["Completed"]));
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Error", B: "Error" });
  });

  it("failed: steps before the failed one are Skipped, and of it only the failed calls are run", async () => {
    const id = await endedChain("B");
    const again = await restart(id, { mode: "failed" });
    await driver.drive();
    expect(await driver.statesOf(again)).toEqual({
      ...{ chain: "Completed", LOAD: "Skipped", A: "Skipped" },
      ...{ POST: "Completed", B: "Completed", C: "Skipped", CLOSE: "Completed", D: "Completed" },
    });
    const kept = await driver.harness.db.pool.query<{ result_of: string }>(
      "SELECT result_of FROM run WHERE id = $1",
      [await driver.idOf(again, "C")],
    );
    expect(kept.rows).toEqual([{ result_of: await driver.idOf(id, "C") }]);
  });

  it("step: from a chosen step with all its calls", async () => {
    const id = await endedChain();
    const again = await restart(id, { mode: "step", step: "POST" });
    await driver.drive();
    expect(await driver.statesOf(again)).toEqual({
      ...{ chain: "Completed", LOAD: "Skipped", A: "Skipped" },
      ...{ POST: "Completed", B: "Completed", C: "Completed", CLOSE: "Completed", D: "Completed" },
    });
  });

  it("call: one call of a step; the others keep what they came to", async () => {
    const id = await endedChain();
    const again = await restart(id, { mode: "call", step: "POST", call: "C" });
    await driver.drive();
    expect(await driver.statesOf(again)).toMatchObject({
      ...{ A: "Skipped", B: "Skipped", C: "Completed", D: "Completed" },
    });
  });

  it("evaluates again what was Skipped by its precondition, and leaves out what was disabled", async () => {
    const call = (name: string) => ({ name, definition: driver.work.name });
    const chain = await driver.define({
      parameters: [{ name: "full", type: "boolean", default: false }],
      chain: {
        steps: [
          { name: "LOAD", calls: [call("A")] },
          { name: "EXTRA", precondition: { expression: "=Chain.full" }, calls: [call("X")] },
          { name: "MAIL", calls: [call("M")] },
          { name: "CLOSE", calls: [call("D")] },
        ],
      },
    });
    const id = await driver.submitDefinition(chain, { full: false });
    await actOnRun(driver.harness.context(), {
      action: "disable",
      runId: await driver.idOf(id, "MAIL"),
    });
    await driver.drive(failingAt("D"));
    expect(await driver.statesOf(id)).toMatchObject({ EXTRA: "Skipped", MAIL: "Ignored" });
    await driver.harness.db.pool.query(
      `UPDATE run SET parameters = '{"full": true}' WHERE id = $1`,
      [id],
    );
    const again = await restart(id, { mode: "step", step: "LOAD" });
    await driver.drive();
    expect(await driver.statesOf(again)).toMatchObject({
      ...{ chain: "Completed", EXTRA: "Completed", X: "Completed", MAIL: "Ignored" },
    });
  });

  it("takes the chain as it was submitted, or its latest definition", async () => {
    const id = await endedChain("D");
    const { rows } = await driver.harness.db.pool.query<{ definition_id: string }>(
      "SELECT definition_id FROM run WHERE id = $1",
      [id],
    );
    await driver.harness.db.pool.query(
      `UPDATE definition SET properties = jsonb_set(properties, '{chain,steps,2,name}', '"FINISH"') WHERE id = $1`,
      [rows[0]?.definition_id],
    );
    const asItWas = await restart(id);
    expect(await driver.statesOf(asItWas)).toHaveProperty("CLOSE");
    const latest = await restart(id, { version: "master" });
    expect(await driver.statesOf(latest)).toHaveProperty("FINISH");
    await driver.drive();
  });

  it("runs a nested chain that failed as a whole, and keeps one that was good", async () => {
    const inner = (...calls: string[]) =>
      driver.define({
        chain: {
          steps: calls.map((name) => ({
            ...{ name: `S_${name}`, calls: [{ name, definition: driver.work.name }] },
          })),
        },
      });
    const [good, bad] = [await inner("G"), await inner("X", "Y")];
    const outer = await driver.define({
      chain: {
        steps: [
          {
            name: "BOTH",
            calls: [
              { name: "GOOD", definition: good.name },
              { name: "BAD", definition: bad.name },
            ],
          },
        ],
      },
    });
    const id = await driver.submitDefinition(outer);
    await driver.drive(failingAt("Y"));
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Error", GOOD: "Completed" });
    const again = await restart(id, { mode: "failed" });
    await driver.drive();
    expect(await driver.statesOf(again)).toEqual({
      ...{ chain: "Completed", BOTH: "Completed", GOOD: "Skipped", BAD: "Completed" },
    });
    expect(await driver.statesOf(await driver.idOf(again, "BAD"))).toMatchObject({
      ...{ X: "Completed", Y: "Completed" },
    });
  });

  it("refuses points that are not there, with the field", async () => {
    const id = await endedChain();
    const refused = (request: RestartRequest) => restart(id, request).catch((error) => error);
    expect(await refused({ mode: "failed" })).toMatchObject({ code: "invalid", field: "mode" });
    expect(await refused({ mode: "step", step: "NONE" })).toMatchObject({ field: "step" });
    expect(await refused({ mode: "call", step: "POST", call: "Z" })).toMatchObject({
      field: "call",
    });
    expect(await refused({ mode: "step" })).toMatchObject({ code: "invalid", field: "step" });
    expect(await refused({ mode: "call", step: "POST" })).toMatchObject({ field: "call" });
    expect(await refused({ step: "POST" })).toMatchObject({ field: "step" });
  });

  it("refuses chains that are live, and the steps and calls of any chain", async () => {
    const live = await driver.submit(STEPS);
    await expect(restart(live)).rejects.toMatchObject({ details: { state: "Scheduled" } });
    await driver.drive();
    for (const name of ["LOAD", "A"]) {
      const part = await driver.idOf(live, name);
      await expect(restart(part)).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("restart the chain"),
      });
    }
  });

  it("makes a chain Modified whose values do not fit its definition any more (row 7)", async () => {
    const id = await endedChain("A");
    await driver.harness.db.pool.query(
      `UPDATE definition SET properties = jsonb_set(properties, '{parameters}',
         '[{"name": "day", "direction": "in", "type": "string", "required": true, "default": null}]')
       WHERE id = (SELECT definition_id FROM run WHERE id = $1)`,
      [id],
    );
    const again = await restart(id);
    expect(await driver.harness.run(again)).toMatchObject({
      ...{ state: "Modified", reason: "VALUE_MISSING: Parameter day must have a value" },
    });
    await driver.drive();
    expect((await driver.harness.run(again)).state).toBe("Modified");
  });
});
