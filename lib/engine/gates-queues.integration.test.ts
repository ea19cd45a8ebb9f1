import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { putQueue } from "@/lib/services/queues/put-queue";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { moveRuns } from "@/lib/store/move-runs";
import { daily } from "@/lib/testing/gate-builder";
import { makeLock, makeQueue, makeWindow } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import { sweepOnce } from "./gate-messenger";
import { readyOnce } from "./rescuer";

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

afterEach(async () => {
  await rig.verify();
});

afterAll(() => rig.close());

const queueOf = (columns: Record<string, unknown> = {}) =>
  makeQueue(rig.db.pool, rig.tenantId, columns);
const jobIn = (queue: string) => rig.define({}, { queue });
const hold = (name: string, held: boolean) => setQueueHeld(rig.admin(), { name, held });
const put = (name: string, input: Record<string, unknown>) =>
  putQueue(rig.admin(), { name, input });

async function endAll(ids: readonly string[]): Promise<void> {
  for (let round = 0; round < ids.length; round += 1) {
    rig.node1.http.answerAll(200);
    await rig.node1.outcomes.flushOnce();
    await rig.settle();
  }
  expect(new Set(await rig.states(ids))).toEqual(new Set(["Completed"]));
}

describe("the figure of a run whose queue is held", () => {
  it("shows QueueHeld until the release; running ones go on", async () => {
    const queue = await queueOf();
    const job = await jobIn(queue);
    const running = await rig.submitOne(job);
    await rig.settle();
    await hold(queue, true);
    const id = await rig.submitOne(job);
    await rig.settle();
    expect(await rig.states([running, id])).toEqual(["Running", "QueueHeld"]);
    await rig.answer(running);
    rig.clock.advance(90_000);
    await hold(queue, false);
    await rig.settle();
    rig.clock.advance(1000);
    await rig.answer(id);
    expect(await rig.figure(id)).toEqual([
      ...["0 Scheduled", `0 QueueHeld (HELD: ${queue})`, "90 Running", "91 Completed"],
    ]);
  });
});

describe("holding a queue", () => {
  it("reaches runs in it that take any slot otherwise, also those that wait for one", async () => {
    const queue = await queueOf();
    const job = await jobIn(queue);
    const small = await rig.harness.node({ name: "small", concurrency: 0 });
    const ids = await rig.submit(job, { count: 3 });
    rig.clock.advance(2000);
    await readyOnce(rig.deps);
    expect(await rig.states(ids)).toEqual(["Queued", "Queued", "Queued"]);
    await hold(queue, true);
    await rig.settle([small]);
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["QueueHeld", "QueueHeld", "QueueHeld"]);
    await hold(queue, false);
    await rig.settle();
    expect(await rig.startOrder(ids)).toEqual(ids);
    await endAll(ids);
  });

  it("stops new starts from its commit on, before anybody has looked at the runs", async () => {
    const queue = await queueOf();
    const ids = await rig.submit(await jobIn(queue), { count: 2 });
    await hold(queue, true);
    expect(await rig.node1.claim()).toEqual([]);
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["QueueHeld", "QueueHeld"]);
    await hold(queue, false);
    await rig.settle();
    await endAll(ids);
  });

  it("takes back those that have come further: in LockWait, full, or short of a slot", async () => {
    const [queue, lock] = [await queueOf({ size: 1 }), await makeLock(rig.db.pool, rig.tenantId)];
    const free = await queueOf();
    const holder = await rig.submitOne(await rig.define({ locks: [{ lock }] }));
    const running = await rig.submitOne(await jobIn(queue));
    await rig.settle();
    const locked = await rig.submitOne(await rig.define({ locks: [{ lock }] }, { queue }));
    const full = await rig.submitOne(await jobIn(queue));
    await rig.settle();
    expect(await rig.states([locked, full])).toEqual(["LockWait", "Queued"]);
    await hold(queue, true);
    await rig.settle();
    expect(await rig.states([running, locked, full])).toEqual([
      "Running",
      "QueueHeld",
      "QueueHeld",
    ]);
    await hold(queue, false);
    await rig.settle();
    expect(await rig.states([running, locked, full])).toEqual(["Running", "Queued", "Queued"]);
    await endAll([holder, running, locked, full]);
    expect(await rig.submit(await jobIn(free))).toHaveLength(1);
    await rig.settle();
    rig.node1.http.answerAll(200);
    await rig.settle();
  });
});

describe("the size of a queue", () => {
  it("is never passed, and a place that comes free goes to the next in dispatch order", async () => {
    const job = await jobIn(await queueOf({ size: 2 }));
    const ids = await rig.submit(job, { count: 4 });
    const urgent = await rig.submitOne(job, { priority: 80 });
    await rig.settle();
    expect(await rig.states([urgent, ...ids])).toEqual([
      ...["Running", "Running", "Queued", "Queued", "Queued"],
    ]);
    rig.clock.advance(1000);
    await rig.answer(ids[0] ?? "");
    expect(await rig.states(ids)).toEqual(["Completed", "Running", "Queued", "Queued"]);
    await endAll([urgent, ...ids]);
  });

  it("counts runs that had started before the queue had one", async () => {
    const queue = await queueOf();
    const job = await jobIn(queue);
    const before = await rig.submit(job, { count: 2 });
    await rig.settle();
    await put(queue, { size: 2 });
    await rig.settle();
    const after = await rig.submit(job, { count: 2 });
    await rig.settle();
    expect(await rig.states([...before, ...after])).toEqual([
      "Running",
      "Running",
      "Queued",
      "Queued",
    ]);
    await put(queue, { size: 3 });
    await rig.settle();
    expect(await rig.states(after)).toEqual(["Running", "Queued"]);
    await put(queue, {});
    await rig.settle();
    expect(await rig.states(after)).toEqual(["Running", "Running"]);
    await endAll([...before, ...after]);
  });

  it("holds for runs that were submitted while it was given, though nobody told of them", async () => {
    const queue = await queueOf();
    const ids = await rig.submit(await jobIn(queue), { count: 3 });
    await rig.db.pool.query("UPDATE queue SET size = 1 WHERE name = $1", [queue]);
    expect(await rig.node1.claim()).toEqual([]);
    expect(await sweepOnce(rig.deps)).toBe(1);
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["Running", "Queued", "Queued"]);
    await endAll(ids);
  });

  it.each([
    ["Waiting", "count_waiting"],
    ["Console", "count_console"],
  ] as const)("counts runs in %s only where it says so", async (state, column) => {
    for (const counts of [true, false]) {
      const queue = await queueOf({ size: 1, [column]: counts });
      const [first = "", second = ""] = await rig.submit(await jobIn(queue), { count: 2 });
      await rig.settle();
      const by = { actor: "test", now: rig.clock.now() };
      const step = { tenantId: rig.tenantId, runId: first, reason: null, detail: null };
      await moveRuns(rig.db.pool, [{ ...step, from: ["Running"], path: [state] }], by);
      await rig.settle();
      expect(await rig.states([first, second])).toEqual([state, counts ? "Queued" : "Running"]);
      await moveRuns(rig.db.pool, [{ ...step, from: [state], path: ["Completed"] }], by);
      await rig.settle();
      await rig.answer(second);
    }
  });
});

describe("the hold level of a queue", () => {
  it("keeps runs of a lower priority back until it is lowered", async () => {
    const queue = await queueOf({ hold_level: 50 });
    const job = await jobIn(queue);
    const low = await rig.submitOne(job, { priority: 49 });
    const high = await rig.submitOne(job, { priority: 50 });
    await rig.settle();
    expect(await rig.states([low, high])).toEqual(["QueueHeld", "Running"]);
    expect((await rig.run(low)).reason).toBe(`HOLD_LEVEL: ${queue}`);
    await put(queue, { holdLevel: 20 });
    await rig.settle();
    expect(await rig.state(low)).toBe("Running");
    await endAll([low, high]);
  });

  it("takes back runs that wait for a place when it is raised", async () => {
    const queue = await queueOf({ size: 1 });
    const ids = await rig.submit(await jobIn(queue), { count: 2 });
    await rig.settle();
    await put(queue, { size: 1, holdLevel: 60 });
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["Running", "QueueHeld"]);
    await put(queue, { size: 1 });
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["Running", "Queued"]);
    await endAll(ids);
  });
});

describe("a queue that names its process servers", () => {
  it("has its runs started by them only, each up to its own size", async () => {
    const servers = JSON.stringify([
      { server: "alpha", size: 1 },
      { server: "beta", size: 2 },
    ]);
    const queue = await queueOf({ servers, closed: true, closed_reason: "NO_SERVER" });
    const ids = await rig.submit(await jobIn(queue), { count: 5 });
    await rig.settle();
    expect(new Set(await rig.states(ids))).toEqual(new Set(["QueueHeld"]));
    const [alpha, beta] = [
      await rig.harness.node({ name: "alpha" }),
      await rig.harness.node({ name: "beta" }),
    ];
    const nodes = [alpha, rig.node1, beta];
    await rig.settle(nodes);
    await rig.settle(nodes);
    expect(
      nodes.map(
        (node) => node.http.calls.filter((call) => ids.includes(call.attempt.runId)).length,
      ),
    ).toEqual([1, 0, 2]);
    alpha.http.answerAll(200);
    await alpha.outcomes.flushOnce();
    await rig.settle(nodes);
    expect(
      nodes.map(
        (node) => node.http.calls.filter((call) => ids.includes(call.attempt.runId)).length,
      ),
    ).toEqual([2, 0, 2]);
    for (let round = 0; round < 3; round += 1) {
      for (const node of nodes) {
        node.http.answerAll(200);
        await node.outcomes.flushOnce();
      }
      await rig.settle(nodes);
    }
    expect(new Set(await rig.states(ids))).toEqual(new Set(["Completed"]));
  });

  it("is closed while none of them runs", async () => {
    const queue = await queueOf();
    const node = await rig.harness.node({ name: "gamma" });
    await put(queue, { servers: [{ server: "gamma", size: null }] });
    await rig.db.pool.query("UPDATE process_server SET state = 'stopped' WHERE id = $1", [
      node.server.id,
    ]);
    const id = await rig.submitOne(await jobIn(queue));
    await rig.settle();
    expect(await rig.figure(id)).toEqual(["0 Scheduled", `0 QueueHeld (NO_SERVER: ${queue})`]);
    await put(queue, {});
    await rig.settle();
    await rig.answer(id);
  });
});

describe("a queue with a time window", () => {
  it("opens and closes with it", async () => {
    const window = await makeWindow(rig.db.pool, rig.tenantId, daily("13:00", "14:00"));
    const queue = await queueOf();
    rig.clock.set("2026-03-02T12:30:00Z");
    await put(queue, { window });
    const job = await jobIn(queue);
    const early = await rig.submitOne(job);
    await rig.settle();
    expect((await rig.figure(early)).at(-1)).toBe(`0 QueueHeld (WINDOW_CLOSED: ${queue})`);
    await rig.after(1799);
    expect(await rig.state(early)).toBe("QueueHeld");
    await rig.after(1);
    expect(await rig.state(early)).toBe("Running");
    await rig.after(3600);
    const late = await rig.submitOne(job);
    await rig.settle();
    expect(await rig.states([early, late])).toEqual(["Running", "QueueHeld"]);
    await rig.answer(early);
    await put(queue, {});
    await rig.settle();
    await rig.answer(late);
  });
});
