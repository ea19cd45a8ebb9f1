import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { chainFaults } from "@/lib/testing/chain-faults";
import { type Death, Died, dyingPool } from "@/lib/testing/dying-pool";
import { historyFaults } from "@/lib/testing/run-history";
import { conductOnce } from "./conductor";

/** More statements than a pass of the conductor has. */
const MANY = 60;
const CHAINS = 1000;

let driver: ChainDriver;

beforeAll(async () => {
  driver = await startChainDriver();
});
afterAll(() => driver.harness.close());

/** A chain whose first step has ended, so that the conductor has its second to start. */
async function chainBetweenSteps(): Promise<string> {
  const { node } = driver;
  const chain = await driver.submit({ FIRST: ["A", "B"], SECOND: ["C"], THIRD: ["D"] });
  node.dispatcher.noteGates();
  await node.claim();
  await conductOnce(driver.harness.deps);
  for (const id of await node.claim()) node.http.callOf(id).answer(200);
  await node.outcomes.flushOnce();
  return chain;
}

/** A conductor that dies with a chain in its hands, and another that goes on; false when it did not die. */
async function survives(death: Death): Promise<boolean> {
  const chain = await chainBetweenSteps();
  const { deps } = driver.harness;
  const mortal = dyingPool(deps.db.keyed, death);
  await conductOnce({ ...deps, db: { ...deps.db, keyed: mortal.pool, pool: mortal.pool } }).catch(
    (error: unknown) => {
      if (!(error instanceof Died)) throw error;
    },
  );
  await driver.drive();
  expect(await driver.statesOf(chain)).toEqual({
    ...{ chain: "Completed", FIRST: "Completed", SECOND: "Completed", THIRD: "Completed" },
    ...{ A: "Completed", B: "Completed", C: "Completed", D: "Completed" },
  });
  const { rows } = await deps.db.pool.query<{ runs: number; started: number }>(
    `SELECT count(*)::int AS runs, sum(attempt)::int AS started FROM run WHERE chain_id = $1 AND role = 'call'`,
    [chain],
  );
  expect(rows[0]).toEqual({ runs: 4, started: 4 });
  return mortal.hasDied;
}

async function faults(): Promise<unknown[]> {
  const { pool } = driver.harness.db;
  return [...(await chainFaults(pool)), ...(await historyFaults(pool))];
}

describe("a node that takes a chain on", () => {
  it("loses and doubles nothing when it dies between any two statements, or before it hears of its commit", async () => {
    let statements = 0;
    while (statements < MANY && (await survives({ at: statements + 1, when: "before" })))
      statements += 1;
    expect(statements).toBeGreaterThan(3);
    expect(statements).toBeLessThan(MANY);
    expect(await survives({ at: statements, when: "after" })).toBe(true);
    expect(await faults()).toEqual([]);
  }, 120_000);
});

describe(`${CHAINS} chains at once`, () => {
  it("all come to their end, each call made once", async () => {
    const call = (name: string) => ({ name, definition: driver.work.name });
    const steps = [
      { name: "FIRST", calls: ["A", "B"].map(call) },
      { name: "SECOND", calls: ["C", "D"].map(call) },
      { name: "THIRD", calls: [call("E")] },
    ];
    const { name } = await driver.define({ chain: { steps } });
    const wanted = Array.from({ length: CHAINS }, () => ({ definition: name }));
    const chains = await submitRuns(driver.harness.context(), wanted);
    await driver.drive();
    const { rows } = await driver.harness.db.pool.query<{ state: string; runs: number }>(
      `SELECT state, count(*)::int AS runs FROM run
       WHERE (id = ANY($1::uuid[]) OR chain_id = ANY($1::uuid[])) GROUP BY state`,
      [chains],
    );
    expect(rows).toEqual([{ state: "Completed", runs: CHAINS * 9 }]);
    expect(await faults()).toEqual([]);
  }, 120_000);
});
