import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { putLock } from "@/lib/services/locks/put-lock";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { BLOCKING_GATE, seedBlockedRuns } from "@/lib/testing/blocked-runs";
import type { TestNode } from "@/lib/testing/engine-harness";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";
import { makeEvent, makeLock, makeQueue } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import type { EngineDeps } from "./engine-deps";
import { passOnOnce, sweepOnce } from "./gate-messenger";
import { admitOnce } from "./gatekeeper";
import { readyOnce } from "./rescuer";
import { timeOnce } from "./timekeeper";

const BLOCKED = 100_000;
/** Rows of a table one statement may look at while it does its part for a few runs. */
const FEW = 1200;

let rig: GateRig;
let node: TestNode;
let deps: EngineDeps;
const uses: TableUse[] = [];

beforeAll(async () => {
  rig = await createGateRig();
  await seedBlockedRuns(rig.db.pool, {
    tenantId: rig.tenantId,
    runs: BLOCKED,
    now: rig.clock.now(),
  });
  await rig.db.pool.query("VACUUM (ANALYZE) run, run_gate, lock_hold, transition");
  const keyed = explainingPool(rig.db.keyed, uses);
  const db = { ...rig.db, keyed, pool: explainingPool(rig.db.pool, uses) };
  deps = { ...rig.deps, db };
  node = await rig.harness.node({ name: "watched", db, writeTo: keyed });
}, 120_000);

afterAll(() => rig.close());

/** The live rows of these grow with the runs that wait; the others are small. */
const LARGE = ["run", "run_gate", "transition"];

/** The statements of some work that go through a large table, or look at more than a few rows, each with what it does. */
async function heavyStatements(work: () => Promise<unknown>): Promise<string[]> {
  uses.length = 0;
  await work();
  expect(uses.length).toBeGreaterThan(10);
  const heavy = uses.filter(
    ({ table, how, rows }) => (how === "Seq Scan" && LARGE.includes(table)) || (rows ?? 0) > FEW,
  );
  return heavy.map(({ statement, how, table, index, rows }) =>
    [statement, how, table, index, rows].join(" | "),
  );
}

const admit = () =>
  admitOnce(deps, { server: node.server, limit: 20, limitByOrigin: null, limitOfOthers: 0 });

describe(`with ${BLOCKED} runs that wait`, () => {
  it("a claim, an examination and an end look at their own runs only", async () => {
    const { pool } = rig.db;
    const lock = await makeLock(pool, rig.tenantId);
    const queue = await makeQueue(pool, rig.tenantId, { size: 5 });
    const event = await makeEvent(pool, rig.tenantId);
    const job = await rig.define({ locks: [{ lock }], waitEvents: [{ event }] }, { queue });
    const plain = await rig.define();
    await rig.submit(job, { count: 10 });
    await rig.submit(plain, { count: 10 });
    const heavy = await heavyStatements(async () => {
      node.dispatcher.noteGates();
      await node.claim();
      await raiseEvent(rig.admin(), { name: event, input: {} });
      node.dispatcher.noteGates();
      await node.claim();
      node.http.answerAll(200);
      await node.outcomes.flushOnce();
      await node.claim();
    });
    expect(heavy).toEqual([]);
  });

  it("a change at a gate wakes a few of those who wait there, found in order", async () => {
    const heavy = await heavyStatements(async () => {
      await raiseEvent(rig.admin(), { name: BLOCKING_GATE, input: {} });
      await passOnOnce(deps);
      await admit();
      await rig.db.pool.query("DELETE FROM lock_hold WHERE lock_name = $1", [BLOCKING_GATE]);
      await putLock(rig.admin(), { name: BLOCKING_GATE, input: { type: "counted", size: 3 } });
      await passOnOnce(deps);
      await admit();
      await setQueueHeld(rig.admin(), { name: BLOCKING_GATE, held: false });
      await passOnOnce(deps);
      await admit();
    });
    expect(heavy).toEqual([]);
  });

  it("time, a sweep and an operator's hold do so too", async () => {
    const { rows } = await rig.db.pool.query<{ id: string }>(
      "SELECT id FROM run WHERE blocked_on = $1 LIMIT 1",
      [`lock:${BLOCKING_GATE}`],
    );
    const runIds = rows.map((row) => row.id);
    const heavy = await heavyStatements(async () => {
      await readyOnce(deps);
      await timeOnce(deps);
      await sweepOnce(deps);
      const ctx = { ...rig.admin(), db: deps.db };
      await actOnRuns(ctx, { action: "hold", runIds });
      await actOnRuns(ctx, { action: "cancel", runIds });
    });
    expect(heavy).toEqual([]);
  });
});
