import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainFaults } from "@/lib/testing/chain-faults";
import { happening, landscape } from "@/lib/testing/chain-scenario";
import { ChainWorld } from "@/lib/testing/chain-world";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";

const CASES = 25;
const SEED = 8201;

let harness: EngineHarness;

beforeAll(async () => {
  harness = await createEngineHarness();
});
afterAll(() => harness.close());

describe("whatever happens to chains and their nodes", () => {
  it("keeps every history legal and every lock single, and every run ends", async () => {
    await fc.assert(
      fc.asyncProperty(
        landscape,
        fc.array(happening, { minLength: 15, maxLength: 45 }),
        async (given, events) => {
          const world = await ChainWorld.open(harness, given);
          await world.happen({ type: "submit", hold: false, later: false });
          for (const event of events) await world.happen(event);
          await world.comeToRest();
          expect(await chainFaults(harness.db.pool)).toEqual([]);
          expect(await historyFaults(harness.db.pool)).toEqual([]);
          expect(world.calledTwice()).toEqual([]);
        },
      ),
      { numRuns: CASES, seed: SEED },
    );
  }, 240_000);
});
