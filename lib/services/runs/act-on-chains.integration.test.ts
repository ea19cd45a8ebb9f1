import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StateAction } from "@/lib/domain/run/run-actions";
import { isFinal } from "@/lib/domain/run/run-state";
import { killOnce } from "@/lib/engine/rescuer";
import { timeOnce } from "@/lib/engine/timekeeper";
import { inTransaction } from "@/lib/store/queryable";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { makeRun } from "@/lib/testing/engine-factories";
import { historyFaults } from "@/lib/testing/run-history";
import { actOnRun, actOnRuns, stopRunsOf } from "./act-on-runs";

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

const act = async (action: StateAction, runId: string) =>
  actOnRun(driver.harness.context(), { action, runId });

/** The servers end the calls that are being killed. */
async function endKilled(): Promise<void> {
  const { node, harness } = driver;
  await killOnce({
    ...harness.deps,
    server: node.server,
    abort: (id) => node.dispatcher.abort(id),
  });
  await node.outcomes.flushOnce();
  await driver.drive();
}

/** A chain LOAD (A, B), CLOSE (C) whose calls A and B are open. */
async function runningChain(chain: object = {}): Promise<string> {
  const id = await driver.submit({ LOAD: ["A", "B"], CLOSE: ["C"] }, chain);
  await driver.drive(() => null);
  expect(await driver.statesOf(id)).toMatchObject({ LOAD: "Waiting", A: "Running", B: "Running" });
  return id;
}

describe("stopping parts of a chain (8.2 rules 10 and 11)", () => {
  it("kill of a call is a bad end of its step: the chain ends in Error", async () => {
    const id = await runningChain();
    await act("kill", await driver.idOf(id, "A"));
    expect(await driver.statesOf(id)).toMatchObject({ A: "Killing", LOAD: "Waiting" });
    driver.node.http.callOf(await driver.idOf(id, "B")).answer(200);
    await endKilled();
    expect(await driver.statesOf(id)).toEqual({
      ...{ chain: "Error", LOAD: "Error", A: "Killed", B: "Completed" },
      ...{ CLOSE: "Skipped", C: "Skipped" },
    });
  });

  it("kill of a step kills its calls, and its own end finds the handler for Killed", async () => {
    const id = await runningChain({ handlers: [{ on: "Killed", action: "Continue" }] });
    await act("kill", await driver.idOf(id, "LOAD"));
    expect(await driver.statesOf(id)).toMatchObject({
      LOAD: "Killing",
      A: "Killing",
      B: "Killing",
    });
    await endKilled();
    expect(await driver.statesOf(id)).toEqual({
      ...{ chain: "Completed", LOAD: "Killed", A: "Killed", B: "Killed" },
      ...{ CLOSE: "Completed", C: "Completed" },
    });
  });

  it("kill of a chain kills what runs, cancels what waits, and no handler runs", async () => {
    const handlers = [{ on: "Otherwise", action: "Continue" }];
    const id = await runningChain({ handlers });
    await act("kill", id);
    expect(await driver.statesOf(id)).toEqual({
      ...{ chain: "Killing", LOAD: "Killing", A: "Killing", B: "Killing" },
      ...{ CLOSE: "Canceled", C: "Canceled" },
    });
    await endKilled();
    expect(await driver.statesOf(id)).toMatchObject({
      chain: "Killed",
      LOAD: "Killed",
      A: "Killed",
    });
    const { rows } = await driver.harness.db.pool.query(
      "SELECT actor, to_state FROM transition WHERE run_id = $1 AND to_state = 'Killing'",
      [id],
    );
    expect(rows).toEqual([{ actor: "operator", to_state: "Killing" }]);
  });

  it("cancel before the start takes all steps and calls along", async () => {
    const id = await driver.submit({ LOAD: ["A"], CLOSE: ["C"] });
    await act("cancel", id);
    expect(new Set(Object.values(await driver.statesOf(id)))).toEqual(new Set(["Canceled"]));
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Canceled");
  });

  it("a step canceled ahead of its turn counts as a bad end once its turn comes", async () => {
    const id = await runningChain();
    await act("cancel", await driver.idOf(id, "CLOSE"));
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Waiting", CLOSE: "Canceled" });
    driver.node.http.answerAll(200);
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Error", LOAD: "Completed" });
  });

  it("force-unknown of a step gives up its calls, and the chain goes on to its default", async () => {
    const id = await runningChain();
    await act("force-unknown", await driver.idOf(id, "LOAD"));
    expect(await driver.statesOf(id)).toMatchObject({
      LOAD: "Unknown",
      A: "Unknown",
      B: "Unknown",
    });
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Error", CLOSE: "Skipped" });
  });

  it("force-unknown of a chain gives up everything that runs", async () => {
    const id = await runningChain();
    await act("force-unknown", id);
    expect(await driver.statesOf(id)).toMatchObject({
      ...{ chain: "Unknown", LOAD: "Unknown", A: "Unknown", CLOSE: "Canceled", C: "Canceled" },
    });
  });

  it("kill of a chain reaches into the chains it calls", async () => {
    const inner = await driver.define({
      chain: {
        steps: [
          { name: "IN", calls: [{ name: "X", definition: driver.work.name }] },
          { name: "AFTER", calls: [{ name: "Z", definition: driver.work.name }] },
        ],
      },
    });
    const outer = await driver.define({
      chain: { steps: [{ name: "ONE", calls: [{ name: "NESTED", definition: inner.name }] }] },
    });
    const id = await driver.submitDefinition(outer);
    await driver.drive(() => null);
    const nested = await driver.idOf(id, "NESTED");
    expect(await driver.statesOf(nested)).toMatchObject({ chain: "Waiting", X: "Running" });
    await act("kill", id);
    await driver.drive(() => null);
    expect(await driver.statesOf(nested)).toMatchObject({ chain: "Killing", X: "Killing" });
    await endKilled();
    expect(await driver.statesOf(nested)).toEqual({
      ...{ chain: "Killed", IN: "Killed", X: "Killed", AFTER: "Canceled", Z: "Canceled" },
    });
    expect(await driver.statesOf(id)).toEqual({ chain: "Killed", ONE: "Killed", NESTED: "Killed" });
  });

  it("kill of a nested chain is a bad end of the step that calls it", async () => {
    const inner = await driver.define({
      chain: { steps: [{ name: "IN", calls: [{ name: "X", definition: driver.work.name }] }] },
    });
    const outer = await driver.define({
      chain: { steps: [{ name: "ONE", calls: [{ name: "NESTED", definition: inner.name }] }] },
    });
    const id = await driver.submitDefinition(outer);
    await driver.drive(() => null);
    await act("kill", await driver.idOf(id, "NESTED"));
    await endKilled();
    expect(await driver.statesOf(id)).toEqual({ chain: "Error", ONE: "Error", NESTED: "Killed" });
  });

  it("a stop of a chain with its parts, all selected at once, is one stop", async () => {
    const id = await runningChain({ handlers: [{ on: "Killed", action: "RestartChain" }] });
    const parts = await Promise.all(["LOAD", "A", "B", "C"].map((name) => driver.idOf(id, name)));
    const runIds = [...parts, id];
    const result = await actOnRuns(driver.harness.context(), { action: "kill", runIds });
    expect(result).toEqual({ changed: runIds, refused: [] });
    await endKilled();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Killed", LOAD: "Killed" });
    const again = await driver.harness.db.pool.query("SELECT FROM run WHERE restart_of = $1", [id]);
    expect(again.rowCount).toBe(0);
  });

  it("ends the question of a step that is killed while it asks", async () => {
    const id = await driver.submit({ LOAD: ["A"] }, { requestRestartByDefault: true });
    await driver.drive(() => 500);
    const step = await driver.idOf(id, "LOAD");
    expect((await driver.harness.run(step)).state).toBe("Console");
    await expect(act("force-unknown", step)).rejects.toMatchObject({ code: "conflict" });
    await act("kill", step);
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Error", LOAD: "Killed" });
    const { rows } = await driver.harness.db.pool.query(
      "SELECT state FROM operator_message WHERE run_id = $1",
      [step],
    );
    expect(rows).toEqual([{ state: "withdrawn" }]);
  });
});

describe("holding parts of a chain (rows 18 and 21)", () => {
  it("a Chained call is held when its turn comes, and runs after its release", async () => {
    const id = await driver.submit({ LOAD: ["A"], CLOSE: ["C"] });
    const call = await driver.idOf(id, "C");
    await act("hold", call);
    expect((await driver.harness.run(call)).state).toBe("Chained");
    await expect(act("hold", call)).rejects.toMatchObject({ details: { state: "Chained" } });
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({
      chain: "Waiting",
      A: "Completed",
      C: "Held",
    });
    await act("release", call);
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Completed", C: "Completed" });
  });

  it("a hold that was asked for can be taken back before the turn comes", async () => {
    const id = await driver.submit({ LOAD: ["A"] });
    const step = await driver.idOf(id, "LOAD");
    await act("hold", step);
    await act("release", step);
    await expect(act("release", step)).rejects.toMatchObject({ code: "conflict" });
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Completed");
  });

  it("a step is released to Running, and the chain goes on with it", async () => {
    const id = await driver.submit({ LOAD: ["A"], CLOSE: ["C"] });
    const step = await driver.idOf(id, "CLOSE");
    await act("hold", step);
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Waiting", CLOSE: "Held" });
    await act("release", step);
    expect(await driver.harness.path(step)).toEqual(["New", "Chained", "Held", "Running"]);
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Completed");
  });

  it("a delayed start is held when its time comes", async () => {
    const { harness, work } = driver;
    const at = harness.clock.now();
    const columns = { gated: true, wake_at: at };
    const id = await makeRun(harness.db.pool, work, { state: "Delayed", at, columns });
    await act("hold", id);
    expect((await harness.run(id)).state).toBe("Delayed");
    await timeOnce(harness.deps);
    expect((await harness.run(id)).state).toBe("Held");
    await act("release", id);
    expect((await harness.run(id)).state).toBe("Scheduled");
    await act("cancel", id);
  });

  it("a chain is held and released like any run", async () => {
    const id = await driver.submit({ LOAD: ["A"] });
    await act("hold", id);
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Held", LOAD: "Chained" });
    await act("release", id);
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Completed");
  });
});

describe("disabling parts of a chain (rows 12 to 14)", () => {
  it("a disabled step is Ignored when it is reached, and its calls are not run", async () => {
    const id = await driver.submit({ LOAD: ["A"], CLOSE: ["C"], MAIL: ["M"] });
    await act("disable", await driver.idOf(id, "CLOSE"));
    await driver.drive();
    expect(await driver.statesOf(id)).toEqual({
      ...{ chain: "Completed", LOAD: "Completed", A: "Completed" },
      ...{ CLOSE: "Ignored", C: "Skipped", MAIL: "Completed", M: "Completed" },
    });
  });

  it("a disabled call is Ignored; one that is enabled again is run", async () => {
    const id = await driver.submit({ LOAD: ["A"], CLOSE: ["C", "D"] });
    const [c, d] = [await driver.idOf(id, "C"), await driver.idOf(id, "D")];
    const both = await actOnRuns(driver.harness.context(), { action: "disable", runIds: [c, d] });
    expect(both.changed).toEqual([c, d]);
    await act("enable", d);
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({
      ...{ chain: "Completed", C: "Ignored", D: "Completed" },
    });
  });
});

describe("two at the same moment", () => {
  it("a chain killed while the conductor takes it on ends without anything left running", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await driver.submit({ LOAD: ["A", "B"], CLOSE: ["C"] });
      const kill = async () => {
        for (let tries = 0; tries < round * 3; tries += 1)
          await driver.harness.db.pool.query("SELECT 1");
        await act("kill", id).catch(() => undefined);
      };
      await Promise.all([driver.drive(), kill()]);
      await endKilled();
      const states = Object.values(await driver.statesOf(id));
      expect(states.filter((state) => !isFinal(state))).toEqual([]);
    }
  });

  it("of two operators who stop the same chain the second is told its state", async () => {
    const id = await driver.submit({ LOAD: ["A"] });
    const both = await Promise.allSettled([act("cancel", id), act("cancel", id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((one) => one.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "conflict", details: { state: "Canceled" } } });
  });
});

describe("the deletion of a definition", () => {
  it("ends its chains with all their steps and calls", async () => {
    const running = await runningChain();
    const { rows } = await driver.harness.db.pool.query<{ definition_id: string }>(
      "SELECT definition_id FROM run WHERE id = $1",
      [running],
    );
    const of = { tenantId: driver.harness.tenantId, definitionId: rows[0]?.definition_id ?? "" };
    await inTransaction(driver.harness.db.pool, (tx) =>
      stopRunsOf(tx, driver.harness.context(), of),
    );
    expect(await driver.statesOf(running)).toMatchObject({ chain: "Killing", C: "Canceled" });
    await endKilled();
    expect(await driver.statesOf(running)).toMatchObject({ chain: "Killed", A: "Killed" });
    const { rows: reasons } = await driver.harness.db.pool.query(
      "SELECT reason FROM transition WHERE run_id = $1 AND to_state = 'Killing'",
      [running],
    );
    expect(reasons).toEqual([{ reason: "DELETED" }]);
  });
});
