import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listedRunResource, runResource, runSchema } from "@/lib/domain/native-api/run-resource";
import type { RunState } from "@/lib/domain/run/run-state";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { countListedRuns } from "./count-listed-runs";
import { countRuns } from "./count-runs";
import { getChainRunTree } from "./get-chain-run-tree";
import { getChainRuns } from "./get-chain-runs";
import { getRun } from "./get-run";
import { getRunRelations } from "./get-run-relations";
import { listRuns } from "./list-runs";

let harness: EngineHarness;
let definition: MadeDefinition;
let call: MadeDefinition;

/** A chain of two steps; LOAD has two calls, of which the second was started again. */
interface MadeChain {
  chain: string;
  load: string;
  check: string;
  failed: string;
  again: string;
  post: string;
}

let made: MadeChain;

beforeAll(async () => {
  harness = await createEngineHarness();
  definition = await makeDefinition(harness.db.pool, harness.tenantId);
  call = await makeDefinition(harness.db.pool, harness.tenantId);
  made = await makeChain();
});
afterAll(() => harness.close());

async function run(
  state: RunState,
  columns: Record<string, unknown> = {},
  of: MadeDefinition = definition,
): Promise<string> {
  harness.clock.advance(1000);
  const at = harness.clock.now();
  const id = harness.deps.newId(at);
  const wish = { state, at, columns: { id, ready: false, ...columns } };
  return makeRun(harness.db.pool, of, wish);
}

async function makeChain(): Promise<MadeChain> {
  const chain = await run("Waiting", { role: "chain", kind: "chain" });
  const step = { role: "step", kind: "chain", parent_id: chain, chain_id: chain };
  const load = await run("Waiting", { ...step, step_name: "LOAD", open_children: 1 });
  const below = { role: "call", parent_id: load, chain_id: chain, step_name: "LOAD" };
  const check = await run("Completed", { ...below, call_name: "CHECK" }, call);
  const failed = await run("Error", { ...below, call_name: "EXTRACT" }, call);
  const waiting = { gated: true, blocked_on: "lock:LEDGER", reason: "LOCK: LEDGER" };
  const again = await run(
    "LockWait",
    { ...below, ...waiting, call_name: "EXTRACT", restart_of: failed },
    call,
  );
  const post = await run("Chained", { ...step, step_name: "POST" });
  return { chain, load, check, failed, again, post };
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("a chain and the lists of runs", () => {
  it("is listed whole for the API, as what was submitted, or without its steps", async () => {
    const ctx = harness.context();
    const { chain, load, check, failed, again, post } = made;
    const all = [post, again, failed, check, load, chain];
    expect(idsOf((await listRuns(ctx)).items)).toEqual(all);
    const top = await listRuns(ctx, {}, { members: "top-level" });
    expect(idsOf(top.items)).toEqual([chain]);
    const counted = await listRuns(ctx, {}, { members: "without-steps" });
    expect(idsOf(counted.items)).toEqual([again, failed, check, chain]);
    expect((await listRuns(ctx, { parent: load })).items.map(({ call: name }) => name)).toEqual([
      "CHECK",
      "EXTRACT",
      "EXTRACT",
    ]);
  });

  it("is listed by its definition without its steps, unless all runs or those below one are asked for", async () => {
    const ctx = harness.context();
    const { chain, load, post } = made;
    const ofChain = { definition: definition.name };
    expect(idsOf((await listRuns(ctx, ofChain)).items)).toEqual([chain]);
    expect(await countListedRuns(ctx, ofChain)).toBe(1);
    const whole = await listRuns(ctx, { ...ofChain, level: "all" });
    expect(idsOf(whole.items)).toEqual([post, load, chain]);
    const below = await listRuns(ctx, { ...ofChain, parent: chain });
    expect(idsOf(below.items)).toEqual([load, post]);
  });

  it("is counted without its steps, which only stand for their calls", async () => {
    const { states } = await countRuns(harness.context());
    expect(states).toEqual({ Waiting: 1, LockWait: 1, Completed: 1, Error: 1 });
  });

  it("says in every list what it and its parts wait for", async () => {
    const { items } = await listRuns(harness.context());
    const why = new Map(items.map(({ id, explanation }) => [id, explanation]));
    expect(why.get(made.again)).toBe(
      "Waiting for lock LEDGER, which does not exist: it cannot start until the lock is made",
    );
    expect(why.get(made.load)).toBe("Waits for 1 of its 2 calls: EXTRACT waits for lock LEDGER");
    expect(why.get(made.chain)).toBe("Waits for its 2 steps: EXTRACT waits for lock LEDGER");
  });
});

describe("a run of a chain", () => {
  it("is shown with its place as the native API fixes it", async () => {
    const detail = await getRun(harness.context(), made.again);
    const shown = runResource(detail);
    expect(shown).toMatchObject({
      ...{ role: "call", parent: made.load, chain: made.chain, step: "LOAD", call: "EXTRACT" },
      ...{ iteration: 1, restartOf: made.failed, queue: "Default", priority: 50 },
      links: { children: `/api/v1/runs?parent=${made.again}` },
    });
    expect(Object.keys(runSchema.parse(shown)).sort()).toEqual(Object.keys(shown).sort());
    const outermost = await getRun(harness.context(), made.chain);
    expect(listedRunResource(outermost)).toMatchObject({
      ...{ role: "chain", parent: null, chain: null, step: null, call: null, iteration: null },
    });
  });

  it("names what it is part of, what it was started for, and what was started for it", async () => {
    const ctx = harness.context();
    const relationsOf = async (id: string) => getRunRelations(ctx, await getRun(ctx, id));
    const again = await relationsOf(made.again);
    expect(idsOf(again.ancestors)).toEqual([made.chain, made.load]);
    expect(again).toMatchObject({ restartOf: { id: made.failed }, restartedAs: null });
    expect(await relationsOf(made.failed)).toMatchObject({
      ...{ restartOf: null, restartedAs: { id: made.again, call: "EXTRACT" } },
    });
  });
});

describe("the runs below a chain", () => {
  it("are there with their state changes, in the order they were made", async () => {
    const { chain, load, check, failed, again, post } = made;
    const { root, runs, isCut } = await getChainRuns(harness.context(), chain);
    expect([root.id, isCut]).toEqual([chain, false]);
    expect(idsOf(runs)).toEqual([load, check, failed, again, post]);
    for (const item of [root, ...runs]) {
      expect(item.transitions[0]).toMatchObject({ from: null, to: "New", actor: "test" });
      expect(item.transitions.at(-1)?.to).toBe(item.state);
    }
    const ofStep = await getChainRuns(harness.context(), load);
    expect([ofStep.root.id, ...idsOf(ofStep.runs)]).toEqual([load, check, failed, again]);
    expect((await getChainRuns(harness.context(), check)).runs).toEqual([]);
  });

  it("are drawn as steps with the last start of each call", async () => {
    const { load, check, again, post, chain } = made;
    const tree = await getChainRunTree(harness.context(), chain);
    const drawn = { definition: call.name };
    expect(tree.steps).toEqual([
      {
        ...{ runId: load, name: "LOAD", iteration: 1, state: "Waiting" },
        calls: [
          expect.objectContaining({ ...drawn, runId: check, name: "CHECK", state: "Completed" }),
          expect.objectContaining({
            ...{ ...drawn, runId: again, name: "EXTRACT", state: "LockWait" },
            explanation: expect.stringContaining("Waiting for lock LEDGER"),
          }),
        ],
      },
      { runId: post, name: "POST", iteration: 1, state: "Chained", calls: [] },
    ]);
  });

  it("are not there for another tenant", async () => {
    const tenantId = await makeTenant(harness.db.pool);
    const ctx = harness.context({ scope: { tenantId, allTenants: false } });
    for (const read of [getChainRuns, getChainRunTree, getRun]) {
      await expect(read(ctx, made.chain)).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await listRuns(ctx, { parent: made.chain })).items).toEqual([]);
  });
});

describe("a chain that asks", () => {
  it("shows the open question of its step until it is answered", async () => {
    const { pool } = harness.db;
    await pool.query("UPDATE run SET state = 'Console' WHERE id = ANY($1)", [
      [made.chain, made.load],
    ]);
    const message = harness.deps.newId(harness.clock.now());
    await pool.query(
      `INSERT INTO operator_message (id, tenant_id, run_id, text, replies, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [message, harness.tenantId, made.load, "Go on?", ["Continue"], harness.clock.now()],
    );
    const { question, explanation } = await getRun(harness.context(), made.chain);
    expect(question).toMatchObject({ message, askedBy: made.load, replies: ["Continue"] });
    expect(explanation).toBe("Asks an operator: Go on?");
    await pool.query("UPDATE operator_message SET state = 'replied'");
    expect((await getRun(harness.context(), made.chain)).question).toBeNull();
  });
});
