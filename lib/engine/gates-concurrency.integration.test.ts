import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import { isFinal } from "@/lib/domain/run/run-state";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { type Database, openDatabase } from "@/lib/store/database";
import type { TestNode } from "@/lib/testing/engine-harness";
import { makeEvent, makeLock, makeQueue } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";

const NODES = 8;
const RUNS = 160;

let rig: GateRig;
const nodes: TestNode[] = [];
const pools: Database[] = [];

beforeAll(async () => {
  rig = await createGateRig();
  await rig.db.pool.query(LOG_SQL);
  for (let count = 0; count < NODES; count += 1) {
    const db = openDatabase({ url: rig.url, maxConnections: 2 });
    pools.push(db);
    nodes.push(await rig.harness.node({ name: `node${count}`, concurrency: 12, db }));
  }
});

afterAll(async () => {
  await Promise.all(pools.map((db) => db.close()));
  await rig.close();
});

// When which run had which lock, and was in which queue: a start is logged after the gates were taken, an end before
// it is committed, so that what may not be together never overlaps here either.
const LOG_SQL = `
CREATE TABLE hold_log (lock text, run uuid, units int, exclusive boolean, from_at timestamptz, to_at timestamptz);
CREATE TABLE queue_log (queue text, run uuid, from_at timestamptz, to_at timestamptz);
CREATE FUNCTION log_hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN INSERT INTO hold_log VALUES (NEW.lock_name, NEW.run_id, NEW.units, NEW.mode = 'exclusive', clock_timestamp());
  ELSE UPDATE hold_log SET to_at = clock_timestamp() WHERE run = OLD.run_id AND lock = OLD.lock_name; END IF;
  RETURN NULL; END $$;
CREATE TRIGGER log_hold AFTER INSERT OR DELETE ON lock_hold FOR EACH ROW EXECUTE FUNCTION log_hold();
CREATE FUNCTION log_queue() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.state = 'Running' THEN INSERT INTO queue_log VALUES (NEW.queue, NEW.id, clock_timestamp());
  ELSIF OLD.state IN ('Running', 'Killing') AND NEW.ended_at IS NOT NULL THEN UPDATE queue_log SET to_at = clock_timestamp() WHERE run = NEW.id; END IF;
  RETURN NULL; END $$;
CREATE TRIGGER log_queue AFTER UPDATE OF state ON run FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION log_queue();`;

/** A sequence that looks random and is the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

interface Landscape {
  definitions: string[];
  event: string;
  queue: string;
}

async function landscape(): Promise<Landscape> {
  const { pool } = rig.db;
  const lock = (wish: Parameters<typeof makeLock>[2]) => makeLock(pool, rig.tenantId, wish);
  const [a, b, counted, shared] = [
    await lock({}),
    await lock({}),
    await lock({ type: "counted", size: 3 }),
    await lock({ type: "shared" }),
  ];
  const [narrow, wide] = [
    await makeQueue(pool, rig.tenantId, { size: 1 }),
    await makeQueue(pool, rig.tenantId, { size: 4 }),
  ];
  const event = await makeEvent(pool, rig.tenantId);
  const kinds: [DefinitionPropertiesInput, string][] = [
    [{ locks: [{ lock: a }, { lock: b }] }, wide],
    [{ locks: [{ lock: b }, { lock: a }] }, narrow],
    [{ locks: [{ lock: a }] }, "Default"],
    [{ locks: [{ lock: counted }] }, wide],
    [{ locks: [{ lock: counted, units: 2 }, { lock: b }] }, "Default"],
    [{ locks: [{ lock: counted, units: 3 }] }, "Default"],
    [{ locks: [{ lock: shared, mode: "shared" }] }, wide],
    [{ locks: [{ lock: shared, mode: "shared" }, { lock: counted }] }, "Default"],
    [{ locks: [{ lock: shared }] }, "Default"],
    [{}, narrow],
    [{}, wide],
    [{ waitEvents: [{ event, clear: true }], locks: [{ lock: a }] }, "Default"],
  ];
  const definitions: string[] = [];
  for (const [properties, queue] of kinds)
    definitions.push(await rig.define(properties, { queue }));
  return { definitions, event, queue: wide };
}

/** One node's work: what it got ends, some of it with a failure; then it claims again. */
async function work(node: TestNode, roll: (sides: number) => number): Promise<void> {
  node.dispatcher.noteGates();
  await node.claim();
  for (const call of node.http.calls.splice(0)) {
    if (roll(3) === 0) node.http.calls.push(call);
    else call.answer(roll(5) === 0 ? 500 : 200);
  }
  await node.outcomes.flushOnce();
}

async function interfere(
  { event, queue }: Landscape,
  ids: readonly string[],
  roll: (sides: number) => number,
) {
  const pick = () => ids[roll(ids.length)] ?? "";
  const chance = roll(6);
  if (chance < 2) await raiseEvent(rig.admin(), { name: event, input: {} });
  else if (chance < 4) {
    const [first, second] = [pick(), pick()];
    await actOnRuns(rig.admin(), { action: "hold", runIds: [first, second] });
    await actOnRuns(rig.admin(), { action: "release", runIds: [first, second] });
  } else if (chance === 4) await actOnRuns(rig.admin(), { action: "cancel", runIds: [pick()] });
  else {
    await setQueueHeld(rig.admin(), { name: queue, held: true });
    await setQueueHeld(rig.admin(), { name: queue, held: false });
  }
}

async function openRuns(): Promise<string[]> {
  return (await rig.runs("ended_at IS NULL")).map(({ id, state }) => `${id} ${state}`);
}

/** Locks and queues of which more was taken at one moment than there is. */
async function overlaps(): Promise<unknown[]> {
  const { rows } = await rig.db.pool.query(
    `SELECT 'lock ' || l.name AS what FROM hold_log h JOIN lock l ON l.name = h.lock
       CROSS JOIN LATERAL (SELECT count(*) AS holders, sum(o.units) AS units, bool_or(o.exclusive) AS exclusive FROM hold_log o
         WHERE o.lock = h.lock AND o.from_at <= h.from_at AND o.to_at > h.from_at) o
     WHERE CASE l.type WHEN 'counted' THEN o.units > l.size WHEN 'simple' THEN o.holders > 1 ELSE o.holders > 1 AND o.exclusive END
     UNION ALL
     SELECT 'queue ' || q.name FROM queue_log s JOIN queue q ON q.name = s.queue
       CROSS JOIN LATERAL (SELECT count(*) AS runs FROM queue_log o
         WHERE o.queue = s.queue AND o.from_at <= s.from_at AND o.to_at > s.from_at) o
     WHERE o.runs > q.size`,
  );
  return rows;
}

describe("eight nodes that examine runs at the same time", () => {
  it("never give a lock or a place twice, never lose a run, and never wait for each other for ever", async () => {
    const roll = dice(20_261_121);
    const land = await landscape();
    const ids: string[] = [];
    while (ids.length < RUNS) {
      const definition = land.definitions[roll(land.definitions.length)] ?? "";
      ids.push(await rig.submitOne(definition, { priority: 40 + roll(20) }));
    }
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([...nodes.map((node) => work(node, roll)), interfere(land, ids, roll)]);
      expect(
        await rig.db.pool.query("SELECT FROM run WHERE gated AND ready AND blocked_on IS NOT NULL"),
      ).toMatchObject({ rowCount: 0 });
    }
    // No sweep helps: whoever waits was told of everything that came free.
    for (let round = 0; round < 400 && (await openRuns()).length > 0; round += 1) {
      if (round % 10 === 0) await raiseEvent(rig.admin(), { name: land.event, input: {} });
      await Promise.all(nodes.map((node) => work(node, roll)));
    }
    expect(await openRuns()).toEqual([]);
    expect((await rig.runs()).every(({ state }) => isFinal(state))).toBe(true);
    expect(await overlaps()).toEqual([]);
    await rig.verify();
    const { rows } = await rig.db.pool.query<{ clears: number; runs: number }>(
      `SELECT count(*)::int AS clears, count(DISTINCT cleared_by)::int AS runs FROM event_occurrence WHERE cleared_at IS NOT NULL`,
    );
    expect(rows[0]?.clears).toBe(rows[0]?.runs);
    expect(rows[0]?.clears).toBeGreaterThan(3);
  }, 120_000);
});
