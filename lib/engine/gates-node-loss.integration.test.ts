import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { putWindow } from "@/lib/services/windows/put-window";
import { type Death, Died, dyingPool } from "@/lib/testing/dying-pool";
import type { TestNode } from "@/lib/testing/engine-harness";
import { daily } from "@/lib/testing/gate-builder";
import { makeEvent, makeLock, makeQueue, makeWindow } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import type { EngineDeps } from "./engine-deps";
import { passOnOnce } from "./gate-messenger";
import { admitOnce } from "./gatekeeper";
import { rescueOnce } from "./rescuer";
import { timeOnce } from "./timekeeper";

/** More statements than any of these transactions has. */
const MANY = 60;

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

afterAll(() => rig.close());

/** Runs at every kind of gate, with everything they wait for about to come free. */
async function someWork(): Promise<{ ids: string[]; event: string }> {
  const { pool } = rig.db;
  const event = await makeEvent(pool, rig.tenantId);
  const [lock, counted] = [
    await makeLock(pool, rig.tenantId),
    await makeLock(pool, rig.tenantId, { type: "counted", size: 2 }),
  ];
  const [narrow, held] = [
    await makeQueue(pool, rig.tenantId, { size: 1 }),
    await makeQueue(pool, rig.tenantId, { held: true, closed: true, closed_reason: "HELD" }),
  ];
  const window = await makeWindow(pool, rig.tenantId, daily("02:00", "03:00"));
  const started = await makeEvent(pool, rig.tenantId);
  const ids = [
    ...(await rig.submit(await rig.define({ locks: [{ lock }, { lock: counted }] }), { count: 2 })),
    ...(await rig.submit(await rig.define({}, { queue: narrow }), { count: 2 })),
    ...(await rig.submit(await rig.define({}, { queue: held }))),
    ...(await rig.submit(await rig.define({ timeWindow: window }))),
    ...(await rig.submit(
      await rig.define({
        waitEvents: [{ event, clear: true }],
        raiseEvents: [{ event: started, on: "Running" }],
      }),
      { count: 2 },
    )),
  ];
  await rig.settle();
  rig.node1.http.answerAll(200);
  await rig.node1.outcomes.flushOnce();
  await raiseEvent(rig.admin(), { name: event, input: {} });
  await setQueueHeld(rig.admin(), { name: held, held: false });
  await putWindow(rig.admin(), { name: window, input: { timeZone: "UTC", elements: [{}] } });
  return { ids, event };
}

const DUTIES: Record<string, (deps: EngineDeps, node: TestNode) => Promise<unknown>> = {
  "passes on what has changed": (deps) => passOnOnce(deps),
  "examines runs": (deps, { server }) =>
    admitOnce(deps, { server, limit: 20, limitByOrigin: null, limitOfOthers: 0 }),
  "acts on time": (deps) => timeOnce(deps),
};

/** Lets a node die in a duty; false when the duty was done before it could. */
async function dieIn(duty: string, death: Death): Promise<boolean> {
  const node = await rig.harness.node({ name: "mortal" });
  const mortal = dyingPool(rig.db.keyed, death);
  const deps = { ...rig.deps, db: { ...rig.db, keyed: mortal.pool } };
  const done = DUTIES[duty]?.(deps, node) ?? Promise.reject(new Error(duty));
  await done.catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
  await rig.db.pool.query("UPDATE process_server SET state = 'lost' WHERE id = $1", [
    node.server.id,
  ]);
  return mortal.hasDied;
}

/** Another node goes on until nothing is left to do. */
async function goOn(event: string): Promise<void> {
  await rescueOnce(rig.deps, rig.clock.now());
  for (let round = 0; round < 5; round += 1) {
    await rig.settle();
    rig.node1.http.answerAll(200);
    await rig.node1.outcomes.flushOnce();
  }
  await raiseEvent(rig.admin(), { name: event, input: {} });
  await rig.settle();
  rig.node1.http.answerAll(200);
  await rig.node1.outcomes.flushOnce();
  await rig.settle();
}

/** Work at every kind of gate, a node that dies doing its part of it, and another that goes on; false when it did not die. */
async function survives(duty: string, death: Death): Promise<boolean> {
  const { ids, event } = await someWork();
  if (duty === "examines runs") await passOnOnce(rig.deps);
  if (duty === "acts on time") {
    await rig.db.pool.query("UPDATE run SET wake_at = $1 WHERE blocked_on IS NOT NULL", [
      rig.clock.now(),
    ]);
  }
  const hasDied = await dieIn(duty, death);
  await goOn(event);
  const states = await rig.states(ids);
  expect(states.filter((state) => state !== "Completed" && state !== "Unknown")).toEqual([]);
  return hasDied;
}

describe.each(Object.keys(DUTIES))("a node that %s", (duty) => {
  it("loses nothing when it dies between any two statements, or before it hears of its commit", async () => {
    let statements = 0;
    while (statements < MANY && (await survives(duty, { at: statements + 1, when: "before" })))
      statements += 1;
    expect(statements).toBeGreaterThan(3);
    expect(statements).toBeLessThan(MANY);
    expect(await survives(duty, { at: statements, when: "after" })).toBe(true);
    await rig.verify();
  }, 120_000);
});
