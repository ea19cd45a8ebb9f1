import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { timeOnce } from "@/lib/engine/timekeeper";
import { replyToMessage } from "@/lib/services/messages/reply-to-message";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { type MadeDefinition, makeDefinition } from "@/lib/testing/engine-factories";
import type { EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";

let driver: ChainDriver;
let harness: EngineHarness;
let work: MadeDefinition;

beforeAll(async () => {
  driver = await startChainDriver();
  ({ harness, work } = driver);
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

const makeChain = (chain: unknown) => driver.define({ chain });
const drive = (answer?: (call: string) => number) => driver.drive(answer);
const statesOf = (chainId: string) => driver.statesOf(chainId);

describe("a chain", () => {
  it("runs its steps one after another and the calls of a step together", async () => {
    const chain = await makeChain({
      steps: [
        {
          name: "LOAD",
          calls: [
            { name: "A", definition: work.name },
            { name: "B", definition: work.name },
          ],
        },
        { name: "CLOSE", calls: [{ name: "C", definition: work.name }] },
      ],
    });
    const [id = ""] = await submitRuns(harness.context(), [{ definition: chain.name }]);
    expect(await statesOf(id)).toEqual({
      chain: "Scheduled",
      LOAD: "Chained",
      A: "Chained",
      B: "Chained",
      CLOSE: "Chained",
      C: "Chained",
    });
    await drive();
    expect(await statesOf(id)).toEqual({
      chain: "Completed",
      LOAD: "Completed",
      A: "Completed",
      B: "Completed",
      CLOSE: "Completed",
      C: "Completed",
    });
  });

  it("runs a call after those of its step that it names, while others go on", async () => {
    const step = {
      name: "LOAD",
      calls: [
        { name: "A", definition: work.name },
        { name: "B", definition: work.name, after: ["A"] },
        { name: "C", definition: work.name, after: ["B"] },
      ],
    };
    const chain = await makeChain({ steps: [step] });
    const [id = ""] = await submitRuns(harness.context(), [{ definition: chain.name }]);
    await drive();
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      A: "Completed",
      C: "Completed",
    });
    const { rows } = await harness.db.pool.query<{ call_name: string }>(
      "SELECT call_name FROM run WHERE chain_id = $1 AND role = 'call' ORDER BY started_at, ended_at",
      [id],
    );
    expect(rows.map((row) => row.call_name)).toEqual(["A", "B", "C"]);
  });

  it("ends in Error when a call does, and skips the rest", async () => {
    const chain = await makeChain({
      steps: [
        {
          name: "LOAD",
          calls: [
            { name: "A", definition: work.name },
            { name: "BAD", definition: work.name },
          ],
        },
        { name: "CLOSE", calls: [{ name: "C", definition: work.name }] },
      ],
    });
    const [id = ""] = await submitRuns(harness.context(), [{ definition: chain.name }]);
    await drive((call) => (call === "BAD" ? 500 : 200));
    expect(await statesOf(id)).toEqual({
      chain: "Error",
      LOAD: "Error",
      A: "Completed",
      BAD: "Error",
      CLOSE: "Skipped",
      C: "Skipped",
    });
  });

  it("runs a chain inside a chain", async () => {
    const inner = await makeChain({
      steps: [{ name: "IN", calls: [{ name: "X", definition: work.name }] }],
    });
    const outer = await makeChain({
      steps: [
        { name: "ONE", calls: [{ name: "NESTED", definition: inner.name }] },
        { name: "TWO", calls: [{ name: "Y", definition: work.name }] },
      ],
    });
    const [id = ""] = await submitRuns(harness.context(), [{ definition: outer.name }]);
    await drive();
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      NESTED: "Completed",
      Y: "Completed",
    });
  });
});

/** A chain of one step LOAD with the call BAD, which a test lets fail, and GOOD, and a step CLOSE with C. */
async function twoSteps(step: object, chain: object = {}): Promise<string> {
  const calls = ["BAD", "GOOD"].map((name) => ({ name, definition: work.name }));
  const definition = await makeChain({
    ...chain,
    steps: [
      { name: "LOAD", calls, ...step },
      { name: "CLOSE", calls: [{ name: "C", definition: work.name }] },
    ],
  });
  const [id = ""] = await submitRuns(harness.context(), [{ definition: definition.name }]);
  return id;
}

/** Fails the call BAD for the first `times` times. */
function failing(times: number) {
  let failed = 0;
  return (call: string) => {
    if (call !== "BAD" || failed >= times) return 200;
    failed += 1;
    return 500;
  };
}

async function countOf(chainId: string, name: string): Promise<number> {
  const { rows } = await harness.db.pool.query<{ runs: number }>(
    "SELECT count(*)::int AS runs FROM run WHERE chain_id = $1 AND COALESCE(call_name, step_name) = $2",
    [chainId, name],
  );
  return rows[0]?.runs ?? 0;
}

describe("status handlers (8.2)", () => {
  it("rule 6 Continue: the step counts as Completed and the chain goes on", async () => {
    const id = await twoSteps({ handlers: [{ on: "Error", action: "Continue" }] });
    await drive(failing(1));
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      LOAD: "Completed",
      BAD: "Error",
      C: "Completed",
    });
  });

  it("rule 6 RestartFailed: only the failed call is run again, in a second round of the step", async () => {
    const id = await twoSteps({
      maxStarts: 2,
      handlers: [{ on: "Error", action: "RestartFailed" }],
    });
    await drive(failing(1));
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      LOAD: "Completed",
      BAD: "Completed",
      GOOD: "Skipped",
    });
    expect(await countOf(id, "LOAD")).toBe(2);
  });

  it("rule 7: when maxStarts is used up, the system default applies", async () => {
    const id = await twoSteps({ maxStarts: 2, handlers: [{ on: "Error", action: "RestartStep" }] });
    await drive(failing(9));
    expect(await statesOf(id)).toMatchObject({ chain: "Error", CLOSE: "Skipped" });
    expect(await countOf(id, "BAD")).toBe(2);
  });

  it("rule 6 RestartStep with a delay: the new round is Delayed and starts by itself", async () => {
    const handlers = [{ on: "Error", action: "RestartStep", delaySeconds: 60 }];
    const id = await twoSteps({ maxStarts: 2, handlers });
    await drive(failing(1));
    expect(await statesOf(id)).toMatchObject({ chain: "Waiting", LOAD: "Delayed", BAD: "Chained" });
    harness.clock.advance(61_000);
    await timeOnce(harness.deps);
    await drive();
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      LOAD: "Completed",
      BAD: "Completed",
    });
  });

  it("rule 6 RequestRestart: the chain sits in Console until an operator replies", async () => {
    const id = await twoSteps({}, { requestRestartByDefault: true });
    await drive(failing(1));
    expect(await statesOf(id)).toMatchObject({
      chain: "Console",
      LOAD: "Console",
      CLOSE: "Chained",
    });
    const { rows } = await harness.db.pool.query<{ id: string }>(
      "SELECT m.id FROM operator_message m JOIN run r ON r.id = m.run_id WHERE r.chain_id = $1 AND m.state = 'open'",
      [id],
    );
    await replyToMessage(harness.context(), { id: rows[0]?.id ?? "", reply: "Restart failed" });
    await drive();
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      BAD: "Completed",
      GOOD: "Skipped",
      C: "Completed",
    });
  });

  it("rule 6 RestartChain: this run ends in Error and a new one takes its place", async () => {
    const id = await twoSteps({ handlers: [{ on: "Error", action: "RestartChain" }] });
    await drive(failing(1));
    expect((await harness.run(id)).state).toBe("Error");
    const again = await harness.db.pool.query<{ state: string }>(
      "SELECT state FROM run WHERE restart_of = $1",
      [id],
    );
    expect(again.rows).toEqual([{ state: "Completed" }]);
  });
});

describe("restart behaviour of a definition (8.2 rule 8)", () => {
  async function retrying(restart: object): Promise<MadeDefinition> {
    return makeDefinition(harness.db.pool, harness.tenantId, {
      gated: true,
      properties: JSON.stringify(definitionPropertiesSchema.parse({ restart })),
    });
  }

  async function chainOf(definition: MadeDefinition): Promise<string> {
    const chain = await makeChain({
      steps: [
        { name: "LOAD", calls: [{ name: "BAD", definition: definition.name }] },
        { name: "CLOSE", calls: [{ name: "C", definition: work.name }] },
      ],
    });
    const [id = ""] = await submitRuns(harness.context(), [{ definition: chain.name }]);
    return id;
  }

  it("starts a call again before its step looks; only the last attempt counts", async () => {
    const id = await chainOf(await retrying({ on: { Error: "Restart" }, maxStarts: 3 }));
    await drive(failing(2));
    expect(await statesOf(id)).toMatchObject({
      chain: "Completed",
      LOAD: "Completed",
      BAD: "Completed",
    });
    expect(await countOf(id, "BAD")).toBe(3);
    expect(await countOf(id, "LOAD")).toBe(1);
  });

  it("gives up after maxStarts, the first start included", async () => {
    const id = await chainOf(await retrying({ on: { Error: "Restart" }, maxStarts: 2 }));
    await drive(failing(9));
    expect(await statesOf(id)).toMatchObject({ chain: "Error", LOAD: "Error", C: "Skipped" });
    expect(await countOf(id, "BAD")).toBe(2);
  });

  it("asks an operator and holds the step back until the reply", async () => {
    const id = await chainOf(await retrying({ on: { Error: "RequestRestart" } }));
    await drive(failing(1));
    expect(await statesOf(id)).toMatchObject({ chain: "Waiting", LOAD: "Waiting", BAD: "Error" });
    const { rows } = await harness.db.pool.query<{ id: string }>(
      "SELECT m.id FROM operator_message m JOIN run r ON r.id = m.run_id WHERE r.chain_id = $1 AND m.state = 'open'",
      [id],
    );
    await replyToMessage(harness.context(), { id: rows[0]?.id ?? "", reply: "Restart" });
    await drive();
    expect(await statesOf(id)).toMatchObject({ chain: "Completed", BAD: "Completed" });
  });
});

describe("preconditions and values (2.3, 2.4)", () => {
  it("skips a step whose precondition is false, and hands out values on", async () => {
    const chain = await makeChain({
      steps: [
        {
          name: "A",
          calls: [{ name: "GIVE", definition: work.name, parameters: { day: "=Chain.day" } }],
        },
        {
          name: "B",
          precondition: { expression: "=1 > 2" },
          calls: [{ name: "X", definition: work.name }],
        },
        {
          name: "C",
          calls: [
            { name: "TAKE", definition: work.name, parameters: { rows: "=A.GIVE.rows + 1" } },
          ],
        },
      ],
    });
    const parameters = { day: "MON" };
    const [id = ""] = await submitRuns(harness.context(), [{ definition: chain.name, parameters }]);
    await drive();
    const { rows } = await harness.db.pool.query<{ call_name: string; parameters: unknown }>(
      "SELECT call_name, parameters FROM run WHERE chain_id = $1 AND call_name = 'GIVE'",
      [id],
    );
    expect(rows).toEqual([{ call_name: "GIVE", parameters: { day: "MON" } }]);
    expect(await statesOf(id)).toMatchObject({ A: "Completed", B: "Skipped", X: "Skipped" });
  });
});
