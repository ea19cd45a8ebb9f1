import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { putLock } from "@/lib/services/locks/put-lock";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { makeLock } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import { passOnOnce, sweepOnce } from "./gate-messenger";

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

afterEach(async () => {
  await rig.verify();
});

afterAll(() => rig.close());

const lockOf = (wish: Parameters<typeof makeLock>[2] = {}) =>
  makeLock(rig.db.pool, rig.tenantId, wish);
const withLock = (lock: string, wish: { mode?: "shared"; units?: number } = {}) =>
  rig.define({ locks: [{ lock, ...wish }] });

/** Lets runs end one after another, always the one that runs, until none is left; answers the order. */
async function runOut(ids: readonly string[]): Promise<string[]> {
  const order: string[] = [];
  for (let round = 0; round < ids.length; round += 1) {
    const running = [];
    for (const id of ids) if ((await rig.state(id)) === "Running") running.push(id);
    expect(running.length).toBe(1);
    const [id = ""] = running;
    order.push(id);
    rig.clock.advance(1000);
    await rig.answer(id);
  }
  return order;
}

describe("the figure of a run that waits for a lock", () => {
  it("shows LockWait until the holder has ended, and the lock with its holder", async () => {
    const lock = await lockOf();
    const job = await withLock(lock);
    const [holder = "", waiter = ""] = await rig.submit(job, { count: 2 });
    await rig.settle();
    expect(await rig.waits(waiter)).toBe(`LockWait lock:${lock}`);
    expect([await rig.holds(holder), await rig.holds(waiter)]).toEqual([[lock], []]);
    rig.clock.advance(30_000);
    await rig.answer(holder);
    expect([await rig.holds(holder), await rig.holds(waiter)]).toEqual([[], [lock]]);
    rig.clock.advance(5000);
    await rig.answer(waiter);
    expect(await rig.figure(waiter)).toEqual([
      ...["0 Scheduled", `0 LockWait (LOCK: ${lock})`, "30 Running", "35 Completed"],
    ]);
    expect(await rig.holds(waiter)).toEqual([]);
  });
});

describe("a lock is handed over", () => {
  it("in dispatch order: priority first, then the earlier start, then the earlier submission", async () => {
    const job = await withLock(await lockOf());
    const holder = await rig.submitOne(job);
    await rig.settle();
    const early = new Date(rig.clock.now().getTime() - 60_000);
    const last = await rig.submit(job, { count: 2, priority: 10 });
    const middle = await rig.submit(job, { count: 2 });
    const first = await rig.submitOne(job, { priority: 90 });
    const earlier = await rig.submitOne(job, { startAt: early });
    await rig.settle();
    expect(await runOut([holder, first, earlier, ...middle, ...last])).toEqual([
      ...[holder, first, earlier, ...middle, ...last],
    ]);
  });

  it("after a failure and after a kill as after a success", async () => {
    const job = await withLock(await lockOf());
    const ids = await rig.submit(job, { count: 3 });
    await rig.settle();
    await rig.answer(ids[0] ?? "", 500);
    expect(await rig.states(ids)).toEqual(["Error", "Running", "LockWait"]);
    await actOnRuns(rig.admin(), { action: "kill", runIds: [ids[1] ?? ""] });
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["Error", "Killed", "Running"]);
    await rig.answer(ids[2] ?? "");
  });

  it("only at the end, not when the endpoint accepts the work and goes on alone", async () => {
    const job = await withLock(await lockOf());
    const ids = await rig.submit(job, { count: 2 });
    await rig.settle();
    await rig.answer(ids[0] ?? "", 202);
    expect(await rig.states(ids)).toEqual(["Running", "LockWait"]);
    await rig.after(3600);
    expect(await rig.states(ids)).toEqual(["Unknown", "Running"]);
    await rig.answer(ids[1] ?? "");
  });

  it("to the next when the one it was offered to is held or canceled before it starts", async () => {
    const lock = await lockOf();
    const job = await withLock(lock);
    const ids = await rig.submit(job, { count: 4 });
    await rig.settle();
    rig.node1.http.callOf(ids[0] ?? "").answer(200);
    await rig.node1.outcomes.flushOnce();
    // Woken by the release, but not examined yet.
    await passOnOnce(rig.deps);
    expect(await rig.waits(ids[1] ?? "")).toBe("LockWait ready");
    await actOnRuns(rig.admin(), { action: "hold", runIds: [ids[1] ?? ""] });
    await actOnRuns(rig.admin(), { action: "cancel", runIds: [ids[2] ?? ""] });
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["Completed", "Held", "Canceled", "Running"]);
    await rig.answer(ids[3] ?? "");
  });

  it("never while a node that examines runs does not run any more", async () => {
    const lock = await lockOf();
    const job = await withLock(lock);
    const gone = await rig.harness.node({ name: "gone" });
    await rig.db.pool.query("UPDATE process_server SET state = 'lost' WHERE id = $1", [
      gone.server.id,
    ]);
    const id = await rig.submitOne(job);
    gone.dispatcher.noteGates();
    expect(await gone.claim()).toEqual([]);
    expect([await rig.holds(id), await rig.waits(id)]).toEqual([[], "Scheduled ready"]);
    await rig.settle();
    await rig.answer(id);
  });
});

describe("a counted lock", () => {
  it("is held by as many as have units of it, and nobody overtakes one that needs more", async () => {
    const lock = await lockOf({ type: "counted", size: 3 });
    const [one, three] = [await withLock(lock), await withLock(lock, { units: 3 })];
    const small = await rig.submit(one, { count: 2 });
    await rig.settle();
    const big = await rig.submitOne(three);
    const later = await rig.submitOne(one);
    await rig.settle();
    expect(await rig.states([...small, big, later])).toEqual([
      ...["Running", "Running", "LockWait", "LockWait"],
    ]);
    await rig.answer(small[0] ?? "");
    expect(await rig.states([big, later])).toEqual(["LockWait", "LockWait"]);
    await rig.answer(small[1] ?? "");
    expect(await rig.states([big, later])).toEqual(["Running", "LockWait"]);
    await rig.answer(big);
    await rig.answer(later);
  });

  it("goes to those behind one that gives up its place in the line", async () => {
    const lock = await lockOf({ type: "counted", size: 3 });
    const [one, three] = [await withLock(lock), await withLock(lock, { units: 3 })];
    const holder = await rig.submitOne(one);
    await rig.settle();
    const big = await rig.submitOne(three);
    const small = await rig.submit(one, { count: 2 });
    await rig.settle();
    expect(await rig.states([big, ...small])).toEqual(["LockWait", "LockWait", "LockWait"]);
    await actOnRuns(rig.admin(), { action: "cancel", runIds: [big] });
    await rig.settle();
    expect(await rig.states([big, ...small])).toEqual(["Canceled", "Running", "Running"]);
    for (const id of [holder, ...small]) await rig.answer(id);
  });

  it("has one that asks for more than there is wait aside until it is made larger", async () => {
    const lock = await lockOf({ type: "counted", size: 2 });
    const [one, five] = [await withLock(lock), await withLock(lock, { units: 5 })];
    const big = await rig.submitOne(five);
    const small = await rig.submitOne(one);
    await rig.settle();
    expect(await rig.states([big, small])).toEqual(["LockWait", "Running"]);
    expect((await rig.run(big)).reason).toBe(`LOCK_TOO_SMALL: ${lock}`);
    await rig.answer(small);
    expect(await rig.state(big)).toBe("LockWait");
    await putLock(rig.admin(), { name: lock, input: { type: "counted", size: 5 } });
    await rig.settle();
    expect(await rig.state(big)).toBe("Running");
    await rig.answer(big);
  });
});

describe("a shared lock", () => {
  it("is held by any number who share it, and by one alone who does not", async () => {
    const lock = await lockOf({ type: "shared" });
    const [read, write] = [await withLock(lock, { mode: "shared" }), await withLock(lock)];
    const readers = await rig.submit(read, { count: 3 });
    await rig.settle();
    const writer = await rig.submitOne(write);
    const late = await rig.submit(read, { count: 2 });
    await rig.settle();
    expect(await rig.states([...readers, writer, ...late])).toEqual([
      ...["Running", "Running", "Running", "LockWait", "LockWait", "LockWait"],
    ]);
    for (const id of readers) await rig.answer(id);
    expect(await rig.states([writer, ...late])).toEqual(["Running", "LockWait", "LockWait"]);
    await rig.answer(writer);
    expect(await rig.states(late)).toEqual(["Running", "Running"]);
    for (const id of late) await rig.answer(id);
  });
});

describe("several locks", () => {
  it("are taken all or none, and runs that name them in opposite order never deadlock", async () => {
    const [a, b] = [await lockOf(), await lockOf()];
    const there = await rig.define({ locks: [{ lock: a }, { lock: b }] });
    const back = await rig.define({ locks: [{ lock: b }, { lock: a }] });
    const ids: string[] = [];
    for (let round = 0; round < 8; round += 1)
      ids.push(...(await rig.submit(round % 2 ? there : back)));
    await rig.settle();
    expect(await runOut(ids)).toEqual(ids);
  });

  it("wake who waits for the one that is left over", async () => {
    const [a, b] = [await lockOf(), await lockOf()];
    const onlyB = await rig.submitOne(await withLock(b));
    const onlyA = await rig.submitOne(await withLock(a));
    await rig.settle();
    const both = await rig.submitOne(await rig.define({ locks: [{ lock: a }, { lock: b }] }));
    const alsoA = await rig.submitOne(await withLock(a));
    await rig.settle();
    await rig.answer(onlyA);
    expect(await rig.waits(both)).toBe(`LockWait lock:${b}`);
    expect(await rig.state(alsoA)).toBe("Running");
    await rig.answer(onlyB);
    await rig.answer(alsoA);
    expect(await rig.state(both)).toBe("Running");
    await rig.answer(both);
  });
});

describe("a lock that is not there", () => {
  it("is waited for until it is made", async () => {
    const name = "TO-BE-MADE";
    const id = await rig.submitOne(await withLock(name));
    await rig.settle();
    expect(await rig.figure(id)).toEqual(["0 Scheduled", `0 LockWait (LOCK_MISSING: ${name})`]);
    await putLock(rig.admin(), { name, input: { type: "simple" } });
    await rig.settle();
    expect(await rig.state(id)).toBe("Running");
    await rig.answer(id);
  });
});

describe("the sweep", () => {
  it("finds who was passed over, and touches nobody whose lock is held", async () => {
    const [free, held] = [await lockOf(), await lockOf()];
    const passedOver = await rig.submit(await withLock(free), { count: 2 });
    const waiting = await rig.submit(await withLock(held), { count: 2 });
    await rig.settle();
    rig.node1.http.callOf(passedOver[0] ?? "").answer(200);
    await rig.node1.outcomes.flushOnce();
    await rig.db.pool.query("DELETE FROM gate_change");
    await rig.settle();
    expect(await rig.states(passedOver)).toEqual(["Completed", "LockWait"]);
    expect(await sweepOnce(rig.deps)).toBe(1);
    await rig.settle();
    expect(await rig.states([...passedOver, ...waiting])).toEqual([
      ...["Completed", "Running", "Running", "LockWait"],
    ]);
    for (const id of [...passedOver.slice(1), ...waiting]) await rig.answer(id);
  });
});
