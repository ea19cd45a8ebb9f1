import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { nextGatedStart } from "@/lib/store/live-runs";
import { makeLock, makeQueue } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import { admitOnce } from "./gatekeeper";
import { readyOnce } from "./rescuer";

const DEAD = "http://dead.test";
const ALIVE = "http://endpoint.test";

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

afterEach(async () => {
  for (let round = 0; round < 4; round += 1) {
    rig.node1.http.answerAll(200);
    await rig.node1.outcomes.flushOnce();
    await rig.settle();
  }
  await rig.verify();
});

afterAll(() => rig.close());

/** A definition whose runs are gated and need nothing. */
const gated = (columns: Record<string, unknown> = {}) =>
  rig.define({ restart: { on: { Error: "Stop" } } }, columns);

/** Examines runs with so many slots, none of them for the dead host. */
const admit = (limit: number, limitByOrigin: Record<string, number> | null = null) =>
  admitOnce(rig.deps, { server: rig.node1.server, limit, limitByOrigin, limitOfOthers: limit });

async function startedOf(definition: string): Promise<number> {
  return (await rig.runs("definition_name = $1 AND state = 'Running'", [definition])).length;
}

describe("runs with gates and runs without", () => {
  it("share the slots of a process server in one dispatch order", async () => {
    const small = await rig.harness.node({ name: "small", concurrency: 2 });
    const [first, second] = [await rig.define(), await gated()];
    const order = [
      await rig.submitOne(second, { priority: 90 }),
      await rig.submitOne(first, { priority: 80 }),
      await rig.submitOne(second, { priority: 70 }),
      await rig.submitOne(first, { priority: 60 }),
    ];
    await rig.settle([small]);
    expect(await rig.states(order)).toEqual(["Running", "Running", "Queued", "Scheduled"]);
    small.http.answerAll(200);
    await small.outcomes.flushOnce();
    await rig.settle([small]);
    expect(await rig.states(order)).toEqual(["Completed", "Completed", "Running", "Running"]);
    small.http.answerAll(200);
    await small.outcomes.flushOnce();
  });

  it("are not kept back by the runs of a host that gets no slot", async () => {
    const [dead, deadPlain] = [
      await gated({ url: `${DEAD}/run`, origin: DEAD }),
      await rig.define({}, { url: `${DEAD}/run`, origin: DEAD }),
    ];
    await rig.submit(deadPlain, { count: 30, priority: 90 });
    await rig.submit(dead, { count: 30, priority: 80 });
    const alive = await gated();
    await rig.submit(alive, { count: 3 });
    const limits = { [DEAD]: 0, [ALIVE]: 20 };
    for (let pass = 0; pass < 3; pass += 1) await admit(20, limits);
    expect([await startedOf(dead), await startedOf(alive)]).toEqual([0, 3]);
    // Nobody executes what was started here; their time is over.
    await rig.db.pool.query(
      "UPDATE run SET server_id = NULL, deadline_at = $2 WHERE definition_name = $1",
      [alive, rig.clock.now()],
    );
  });

  it("are not kept back by those that another process server has to start", async () => {
    const servers = JSON.stringify([{ server: "elsewhere", size: null }]);
    const there = await gated({ queue: await makeQueue(rig.db.pool, rig.tenantId, { servers }) });
    const pinned = await rig.submit(there, { count: 450, priority: 90 });
    const id = await rig.submitOne(await gated());
    rig.node1.dispatcher.noteGates();
    await rig.node1.claim();
    expect(await rig.state(id)).toBe("Running");
    const elsewhere = await rig.harness.node({ name: "elsewhere", concurrency: 500 });
    await rig.settle([elsewhere]);
    elsewhere.http.answerAll(200);
    await elsewhere.outcomes.flushOnce();
    expect(new Set(await rig.states(pinned))).toEqual(new Set(["Completed"]));
  });
});

describe("a run with gates", () => {
  it("is examined at its start, whenever the gates were looked at before", async () => {
    const startAt = new Date(rig.clock.now().getTime() + 500);
    const job = await gated();
    // Less than a second ahead a start counts as now; this one is planned.
    rig.clock.advance(-1500);
    const id = await rig.submitOne(job, { startAt });
    rig.clock.advance(1500);
    await readyOnce(rig.deps);
    await rig.node1.claim();
    expect(await rig.waits(id)).toBe("Scheduled ready");
    const next = await nextGatedStart(rig.db.keyed, rig.clock.now());
    expect(next).toEqual(startAt);
    rig.node1.dispatcher.noteGatesAt(startAt);
    rig.clock.advance(500);
    expect(await rig.node1.claim()).toEqual([id]);
  });

  it("waits in the state that tells why, never for a slot before its events", async () => {
    const id = await rig.submitOne(await rig.define({ waitEvents: [{ event: "NOT-YET" }] }));
    rig.clock.advance(5000);
    // Shows runs without gates that found no slot as Queued.
    await readyOnce(rig.deps);
    expect(await rig.state(id)).toBe("Scheduled");
    await rig.settle();
    expect(await rig.waits(id)).toBe("EventWait event:NOT-YET");
  });

  it("takes no locks and drains no line while it lacks a slot", async () => {
    const lock = await makeLock(rig.db.pool, rig.tenantId);
    const job = await rig.define({ locks: [{ lock }] });
    const ids = await rig.submit(job, { count: 30 });
    await rig.settle();
    rig.node1.http.answerAll(200);
    await rig.node1.outcomes.flushOnce();
    const none = await rig.harness.node({ name: "none", concurrency: 0 });
    await rig.settle([none]);
    const states = await rig.states(ids);
    expect(states.filter((state) => state === "Queued")).toHaveLength(1);
    expect(states.filter((state) => state === "LockWait")).toHaveLength(28);
    for (let round = 0; round < 30; round += 1) {
      await rig.settle();
      rig.node1.http.answerAll(200);
      await rig.node1.outcomes.flushOnce();
    }
    expect(new Set(await rig.states(ids))).toEqual(new Set(["Completed"]));
  });
});
