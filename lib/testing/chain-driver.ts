import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import { conductOnce } from "@/lib/engine/conductor";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type MadeDefinition, makeDefinition } from "./engine-factories";
import { createEngineHarness, type EngineHarness, type TestNode } from "./engine-harness";

/** Chains on an engine whose time stands still, driven by hand. */
export interface ChainDriver {
  harness: EngineHarness;
  node: TestNode;
  /** A definition of kind http that calls can run. */
  work: MadeDefinition;
  /** A definition with the given properties, such as `{ chain }`; gated, and a chain when it has one. */
  define(properties: object): Promise<MadeDefinition>;
  /** Submits a chain of these steps, each with calls of `work` by their names; answers the id of the run. */
  submit(steps: Readonly<Record<string, readonly string[]>>, chain?: object): Promise<string>;
  submitDefinition(
    definition: MadeDefinition,
    parameters?: Record<string, unknown>,
  ): Promise<string>;
  /** Goes on until nothing moves any more; `answer` gives the status of each call by its name, null leaves it open. */
  drive(answer?: (call: string) => number | null): Promise<void>;
  /** The last states of a chain run (`chain`), and of its steps and calls by name. */
  statesOf(chainId: string): Promise<Record<string, RunState>>;
  /** Id of the last run of a step or call. */
  idOf(chainId: string, name: string): Promise<string>;
}

/** An engine with one process server of many slots. */
export async function startChainDriver(): Promise<ChainDriver> {
  const harness = await createEngineHarness();
  const node = await harness.node({ concurrency: 500 });
  const { pool } = harness.db;
  const work = await makeDefinition(pool, harness.tenantId);

  const define = (properties: object) => {
    const parsed = definitionPropertiesSchema.parse(properties);
    const isChain = parsed.chain !== null;
    return makeDefinition(pool, harness.tenantId, {
      gated: true,
      properties: JSON.stringify(parsed),
      ...(isChain ? { kind: "chain", url: "http://none.test" } : {}),
    });
  };
  const submitDefinition = async (
    definition: MadeDefinition,
    parameters?: Record<string, unknown>,
  ) => {
    const [id = ""] = await submitRuns(harness.context(), [
      { definition: definition.name, ...(parameters ? { parameters } : {}) },
    ]);
    return id;
  };
  return {
    ...{ harness, node, work, define, submitDefinition },
    submit: async (steps, chain = {}) => {
      const made = Object.entries(steps).map(([name, calls]) => ({
        name,
        calls: calls.map((call) => ({ name: call, definition: work.name })),
      }));
      return submitDefinition(await define({ chain: { steps: made, ...chain } }));
    },
    drive: (answer = () => 200) => drive(harness, node, answer),
    statesOf: (chainId) => statesOf(harness, chainId),
    idOf: async (chainId, name) => {
      const { rows } = await pool.query<{ id: string }>(
        "SELECT id FROM run WHERE chain_id = $1 AND COALESCE(call_name, step_name) = $2 ORDER BY id DESC LIMIT 1",
        [chainId, name],
      );
      if (!rows[0]) throw new Error(`The chain ${chainId} has no ${name}`);
      return rows[0].id;
    },
  };
}

const MAX_ROUNDS = 60;

async function drive(
  harness: EngineHarness,
  node: TestNode,
  answer: (call: string) => number | null,
): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    node.dispatcher.noteGates();
    const claimed = await node.claim();
    for (const id of claimed) {
      const named = await harness.db.pool.query<{ call_name: string | null }>(
        "SELECT call_name FROM run WHERE id = $1",
        [id],
      );
      const status = answer(named.rows[0]?.call_name ?? "");
      if (status !== null) node.http.callOf(id).answer(status);
    }
    await node.outcomes.flushOnce();
    const { conducted } = await conductOnce(harness.deps);
    if (claimed.length === 0 && conducted === 0) return;
  }
  throw new Error("The chains do not come to rest");
}

async function statesOf(
  harness: EngineHarness,
  chainId: string,
): Promise<Record<string, RunState>> {
  const { rows } = await harness.db.pool.query<{ name: string; state: RunState }>(
    `SELECT CASE WHEN id = $1 THEN 'chain' ELSE COALESCE(call_name, step_name) END AS name, state
     FROM run WHERE id = $1 OR chain_id = $1 ORDER BY id`,
    [chainId],
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.state]));
}
