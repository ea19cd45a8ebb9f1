import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NO_NEEDS } from "@/lib/domain/gate/gate-needs";
import { canMove, type RunState } from "@/lib/domain/run/run-state";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { cancelWaitingRunsOfSchedule } from "@/lib/store/cancel-waiting-runs";
import { makeDefinition, makeRun, makeSchedule } from "@/lib/testing/engine-factories";
import { daily } from "@/lib/testing/gate-builder";
import { makeEvent, makeLock, makeQueue, makeWindow } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import { rescueOnce } from "./rescuer";

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

afterEach(async () => {
  await rig.verify();
});

afterAll(() => rig.close());

type Act = Parameters<typeof actOnRuns>[1]["action"];
const act = (action: Act, ...runIds: string[]) => actOnRuns(rig.admin(), { action, runIds });

/** A run in each of the states in which runs wait for something, and what lets it go. */
async function waitingRuns() {
  const { pool } = rig.db;
  const [event, lock, window] = [
    await makeEvent(pool, rig.tenantId),
    await makeLock(pool, rig.tenantId),
    await makeWindow(pool, rig.tenantId, daily("20:00", "21:00")),
  ];
  const held = await makeQueue(pool, rig.tenantId, {
    held: true,
    closed: true,
    closed_reason: "HELD",
  });
  const full = await makeQueue(pool, rig.tenantId, { size: 1 });
  const holders = [
    await rig.submitOne(await rig.define({ locks: [{ lock }] })),
    await rig.submitOne(await rig.define({}, { queue: full })),
  ];
  await rig.settle();
  const runs = {
    EventWait: await rig.submitOne(await rig.define({ waitEvents: [{ event }] })),
    LockWait: await rig.submitOne(await rig.define({ locks: [{ lock }] })),
    QueueHeld: await rig.submitOne(await rig.define({}, { queue: held })),
    Queued: await rig.submitOne(await rig.define({}, { queue: full })),
    Scheduled: await rig.submitOne(await rig.define({ timeWindow: window })),
  };
  await rig.settle();
  return { runs, holders, event, held };
}

async function endRunning(): Promise<void> {
  rig.node1.http.answerAll(200);
  await rig.node1.outcomes.flushOnce();
  await rig.settle();
}

describe("a run that waits for something", () => {
  it("waits for nothing any more while it is held, whatever comes", async () => {
    const { runs, event, held } = await waitingRuns();
    const ids = Object.values(runs);
    expect(await rig.states(ids)).toEqual(Object.keys(runs));
    await act("hold", ...ids);
    const { rows } = await rig.db.pool.query(
      "SELECT DISTINCT state, blocked_on, wake_at, ready FROM run WHERE id = ANY($1)",
      [ids],
    );
    expect(rows).toEqual([{ state: "Held", blocked_on: null, wake_at: null, ready: false }]);
    await raiseEvent(rig.admin(), { name: event, input: {} });
    await setQueueHeld(rig.admin(), { name: held, held: false });
    await endRunning();
    await rig.after(10 * 3600);
    expect(new Set(await rig.states(ids))).toEqual(new Set(["Held"]));
    await act("release", ...ids);
    await rig.settle();
    expect(await rig.states(ids)).toEqual([
      "Running",
      "Running",
      "Running",
      "Running",
      "Scheduled",
    ]);
    await endRunning();
    await act("cancel", runs.Scheduled);
  });

  it("is examined from the start again after a release (row 21)", async () => {
    const { runs } = await waitingRuns();
    const ids = Object.values(runs);
    await act("hold", ...ids);
    await act("release", ...ids);
    await rig.settle();
    expect(await rig.states(ids)).toEqual(Object.keys(runs));
    for (const [state, id] of Object.entries(runs)) {
      const path = (await rig.path(id)).filter((one) => one !== "New");
      const again = state === "Scheduled" ? [] : [state];
      expect(path).toEqual(["Scheduled", ...again, "Held", "Scheduled", ...again]);
    }
    await act("cancel", ...ids);
    await endRunning();
  });

  it("is gone from every gate once it is canceled", async () => {
    const { runs, event } = await waitingRuns();
    const ids = Object.values(runs);
    await act("cancel", ...ids);
    await raiseEvent(rig.admin(), { name: event, input: {} });
    await endRunning();
    const { rows } = await rig.db.pool.query(
      "SELECT DISTINCT state, blocked_on, wake_at, ready FROM run WHERE id = ANY($1)",
      [ids],
    );
    expect(rows).toEqual([{ state: "Canceled", blocked_on: null, wake_at: null, ready: false }]);
  });

  it("goes with its schedule wherever it waits", async () => {
    const of = await makeDefinition(rig.db.pool, rig.tenantId);
    const id = await makeSchedule(rig.db.pool, of, { expression: "* * * * * * 0", active: false });
    const { runs } = await waitingRuns();
    const ids = Object.values(runs);
    await rig.db.pool.query("UPDATE run SET schedule_id = $2 WHERE id = ANY($1)", [ids, id]);
    const by = { actor: "test", now: rig.clock.now() };
    const schedule = { tenantId: rig.tenantId, id };
    expect(await cancelWaitingRunsOfSchedule(rig.db.pool, schedule, by)).toBe(ids.length);
    await endRunning();
  });

  it("keeps its requested start when it is held before it and released before it", async () => {
    const startAt = new Date(rig.clock.now().getTime() + 3_600_000);
    const id = await rig.submitOne(await rig.define({ restart: { on: { Error: "Stop" } } }), {
      startAt,
    });
    await act("hold", id);
    await act("release", id);
    await rig.settle();
    expect(await rig.state(id)).toBe("Scheduled");
    await rig.after(3600);
    expect(await rig.state(id)).toBe("Running");
    await endRunning();
  });
});

/** A gated run that a server has, with a lock; the server is lost when the rescuer looks. */
async function runOfLostServer(state: RunState, lock: string): Promise<string> {
  const gone = await rig.harness.node();
  const definition = await makeDefinition(rig.db.pool, rig.tenantId);
  const id = await makeRun(rig.db.pool, definition, {
    ...{ state, at: rig.clock.now() },
    columns: { gated: true, server_id: gone.server.id },
  });
  const needs = { ...NO_NEEDS, locks: [{ lock, mode: "exclusive", units: 1 }] };
  await rig.db.pool.query(
    "INSERT INTO run_gate (tenant_id, run_id, needs, events_met) VALUES ($1, $2, $3, '{}')",
    [rig.tenantId, id, JSON.stringify(needs)],
  );
  await rig.db.pool.query(
    "INSERT INTO lock_hold (tenant_id, lock_name, run_id, mode, since) VALUES ($1, $2, $3, 'exclusive', $4)",
    [rig.tenantId, lock, id, rig.clock.now()],
  );
  await rig.db.pool.query("UPDATE process_server SET state = 'lost' WHERE id = $1", [
    gone.server.id,
  ]);
  return id;
}

describe("a run whose process server is lost", () => {
  it.each(["Dispatched", "Assigned"] as const)(
    "row 38: gives its lock back when it is handed back from %s, and takes it again when it starts",
    async (state) => {
      expect(canMove(state, "Queued")).toBe(true);
      const lock = await makeLock(rig.db.pool, rig.tenantId);
      const id = await runOfLostServer(state, lock);
      const urgent = await rig.submitOne(await rig.define({ locks: [{ lock }] }), { priority: 90 });
      await rig.settle();
      expect(await rig.waits(urgent)).toBe(`LockWait lock:${lock}`);
      await rescueOnce(rig.deps, rig.clock.now());
      expect([await rig.waits(id), await rig.holds(id)]).toEqual(["Queued ready", []]);
      await rig.settle();
      expect(await rig.states([urgent, id])).toEqual(["Running", "LockWait"]);
      await rig.answer(urgent);
      expect([await rig.state(id), await rig.holds(id)]).toEqual(["Running", [lock]]);
      await rig.answer(id);
    },
  );

  it("row 38: makes room in its queue when it is handed back", async () => {
    const queue = await makeQueue(rig.db.pool, rig.tenantId, { size: 1 });
    const lock = await makeLock(rig.db.pool, rig.tenantId);
    const id = await runOfLostServer("Assigned", lock);
    await rig.db.pool.query("UPDATE run SET queue = $2 WHERE id = $1", [id, queue]);
    const next = await rig.submitOne(await rig.define({}, { queue }), { priority: 90 });
    await rig.settle();
    expect(await rig.waits(next)).toBe(`Queued queue:${queue}`);
    await rescueOnce(rig.deps, rig.clock.now());
    await rig.settle();
    expect(await rig.states([next, id])).toEqual(["Running", "Queued"]);
    await rig.answer(next);
    await rig.answer(id);
  });

  it("row 51: gives its locks to the next when it had started and ends Unknown", async () => {
    const lock = await makeLock(rig.db.pool, rig.tenantId);
    const job = await rig.define({ locks: [{ lock }] });
    const lost = await rig.harness.node({ name: "lost" });
    const first = await rig.submitOne(job);
    lost.dispatcher.noteGates();
    expect(await lost.claim()).toEqual([first]);
    const second = await rig.submitOne(job);
    await rig.settle();
    await rig.db.pool.query("UPDATE process_server SET state = 'lost' WHERE id = $1", [
      lost.server.id,
    ]);
    await rescueOnce(rig.deps, rig.clock.now());
    await rig.settle();
    expect(await rig.states([first, second])).toEqual(["Unknown", "Running"]);
    await rig.answer(second);
  });
});
