import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { conductOnce } from "@/lib/engine/conductor";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type MadeDefinition, makeDefinition } from "@/lib/testing/engine-factories";
import {
  createEngineHarness,
  type EngineHarness,
  type TestNode,
} from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";

let harness: EngineHarness;
let node: TestNode;
let work: MadeDefinition;

beforeAll(async () => {
  harness = await createEngineHarness();
  node = await harness.node({ concurrency: 500 });
  work = await makeDefinition(harness.db.pool, harness.tenantId);
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

async function makeChain(chain: unknown): Promise<MadeDefinition> {
  const properties = definitionPropertiesSchema.parse({ chain });
  return makeDefinition(harness.db.pool, harness.tenantId, {
    kind: "chain",
    gated: true,
    url: "http://none.test",
    properties: JSON.stringify(properties),
  });
}

/** Goes on until nothing moves any more; `answer` gives the status of each call by its name. */
async function drive(answer: (call: string) => number = () => 200): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    node.dispatcher.noteGates();
    const claimed = await node.claim();
    for (const id of claimed) {
      const named = await harness.db.pool.query<{ call_name: string }>(
        "SELECT call_name FROM run WHERE id = $1",
        [id],
      );
      node.http.callOf(id).answer(answer(named.rows[0]?.call_name ?? ""));
    }
    await node.outcomes.flushOnce();
    const { conducted } = await conductOnce(harness.deps);
    if (claimed.length === 0 && conducted === 0) return;
  }
}

async function statesOf(chainId: string): Promise<Record<string, string>> {
  const { rows } = await harness.db.pool.query<{ name: string; state: string }>(
    "SELECT COALESCE(call_name, step_name, 'chain') AS name, state FROM run WHERE id = $1 OR chain_id = $1 ORDER BY id",
    [chainId],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.state]));
}

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
