import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QuestionFacts, WaitsFor } from "@/lib/domain/run/explanation/run-facts";
import type { RunState } from "@/lib/domain/run/run-state";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { findRestart, selectAncestors, selectMembers } from "./chain-reads";
import type { Queryable } from "./queryable";
import type { RunRow } from "./run-row";
import { loadWaits } from "./run-waits";
import { findRuns } from "./selected-runs";

let harness: EngineHarness;
let definition: MadeDefinition;
const LIMITS = { ahead: 3, members: 1000, everyEnd: false };

beforeAll(async () => {
  harness = await createEngineHarness();
  definition = await makeDefinition(harness.db.pool, harness.tenantId);
});
afterAll(() => harness.close());

type Columns = Record<string, unknown>;

/** A run with a time-ordered id; each is made a second after the one before. */
async function made(state: RunState, columns: Columns = {}): Promise<string> {
  harness.clock.advance(1000);
  const at = harness.clock.now();
  const id = harness.deps.newId(at);
  await makeRun(harness.db.pool, definition, {
    state,
    at,
    columns: { id, ready: false, ...columns },
  });
  return id;
}

function put(table: string, columns: Columns): Promise<unknown> {
  const names = Object.keys(columns);
  return harness.db.pool.query(
    `INSERT INTO ${table} (tenant_id, ${names.join(", ")}) VALUES ($1, ${names.map((_, index) => `$${index + 2}`).join(", ")})`,
    [harness.tenantId, ...Object.values(columns)],
  );
}

function lockWait(lock: string, columns: Columns = {}): Promise<string> {
  return made("LockWait", {
    ...{ gated: true, blocked_on: `lock:${lock}`, reason: `LOCK: ${lock}` },
    ...columns,
  });
}

async function rowsOf(ids: readonly string[]): Promise<RunRow[]> {
  const { rows } = await findRuns(harness.db.pool, {
    selection: { tenantIds: [harness.tenantId], runIds: ids },
    direction: "older",
    from: null,
    limit: 500,
  });
  return rows;
}

async function waitsOf(ids: readonly string[], db: Queryable = harness.db.pool) {
  return loadWaits(db, await rowsOf(ids), LIMITS);
}

async function waitOf(id: string): Promise<WaitsFor | undefined> {
  return (await waitsOf([id])).waitsFor.get(id);
}

async function questionOf(id: string, everyEnd = false): Promise<QuestionFacts | undefined> {
  const limits = { ...LIMITS, everyEnd };
  return (await loadWaits(harness.db.pool, await rowsOf([id]), limits)).questions.get(id);
}

async function ask(runId: string, text: string): Promise<QuestionFacts> {
  const message = harness.deps.newId(harness.clock.now());
  const askedAt = harness.clock.now();
  const replies = ["Continue", "End Error"];
  await put("operator_message", {
    ...{ id: message, run_id: runId, text, replies, created_at: askedAt },
  });
  return { message, askedBy: runId, text, replies, askedAt };
}

describe("what a run waits for", () => {
  it("is the lock, who has had it longest, and how many come first in dispatch order", async () => {
    await put("lock", { name: "LEDGER", type: "shared" });
    const [holder, reader] = [await made("Running"), await made("Running")];
    const since = harness.clock.now();
    await put("lock_hold", { lock_name: "LEDGER", run_id: reader, mode: "shared", since });
    const earlier = new Date(since.getTime() - 60_000);
    await put("lock_hold", { lock_name: "LEDGER", run_id: holder, mode: "shared", since: earlier });
    const first = await lockWait("LEDGER");
    const second = await lockWait("LEDGER");
    const urgent = await lockWait("LEDGER", { priority: 90 });
    const [run] = await rowsOf([holder]);
    expect(await waitOf(second)).toEqual({
      kind: "lock",
      name: "LEDGER",
      exists: true,
      size: 1,
      units: 1,
      holders: [
        {
          id: holder,
          definition: definition.name,
          jobName: run?.jobName,
          jobCount: run?.jobCount,
          mode: "shared",
          since: earlier,
        },
        expect.objectContaining({ id: reader, since }),
      ],
      holderCount: 2,
      ahead: { count: 2, isMore: false },
    });
    expect(await waitOf(urgent)).toMatchObject({ ahead: { count: 0 } });
    expect(await waitOf(first)).toMatchObject({ ahead: { count: 1 } });
    for (let more = 0; more < 3; more += 1) await lockWait("LEDGER");
    const last = await lockWait("LEDGER");
    expect(await waitOf(last)).toMatchObject({ ahead: { count: 3, isMore: true } });
  });

  it("is more of a counted lock than there is, or a lock that is not there", async () => {
    await put("lock", { name: "TAPES", type: "counted", size: 3 });
    const greedy = await lockWait("TAPES");
    const needs = { locks: [{ lock: "TAPES", mode: "exclusive", units: 5 }] };
    await put("run_gate", { run_id: greedy, needs: JSON.stringify(needs) });
    expect(await waitOf(greedy)).toMatchObject({ size: 3, units: 5, exists: true });
    expect(await waitOf(await lockWait("GONE"))).toMatchObject({ exists: false, holders: [] });
  });

  it("is the queue: who holds it, or how many runs are in it", async () => {
    const closedSince = harness.clock.now();
    await put("queue", {
      ...{ name: "NIGHT", held: true, closed: true, closed_reason: "HELD" },
      ...{ closed_since: closedSince, held_by: "admin", size: 2, count_console: false },
    });
    const inQueue = { gated: true, queue: "NIGHT" };
    for (const state of ["Running", "Dispatched", "Waiting", "Console", "Queued"] as const)
      await made(state, inQueue);
    await made("Running", { queue: "NIGHT" });
    const waiting = await made("QueueHeld", { ...inQueue, blocked_on: "queue:NIGHT" });
    expect(await waitOf(waiting)).toEqual({
      ...{ kind: "queue", name: "NIGHT", closedReason: "HELD", closedSince, heldBy: "admin" },
      ...{ window: null, nextWindowChange: null, size: 2, holdLevel: null },
      ...{ running: 2, ahead: { count: 0, isMore: false } },
    });
  });

  it("is the event, raised as long as an occurrence is not cleared", async () => {
    await put("event", { name: "INVOICES_IN" });
    const at = harness.clock.now();
    await put("event_occurrence", {
      ...{ event_name: "INVOICES_IN", raised_at: at, raised_by: "test", cleared_at: at },
    });
    const waiting = await made("EventWait", { gated: true, blocked_on: "event:INVOICES_IN" });
    const event = { kind: "event", name: "INVOICES_IN", exists: true };
    expect(await waitOf(waiting)).toEqual({ ...event, raised: false });
    await put("event_occurrence", {
      ...{ event_name: "INVOICES_IN", raised_at: at, raised_by: "test" },
    });
    expect(await waitOf(waiting)).toEqual({ ...event, raised: true });
    const hopeless = await made("EventWait", { gated: true, blocked_on: "event:NOBODY" });
    expect(await waitOf(hopeless)).toMatchObject({ exists: false, raised: false });
  });

  it("is the opening of its window", async () => {
    const opensAt = new Date("2026-03-03T08:00:00Z");
    const columns = { gated: true, blocked_on: "window:OFFICE", wake_at: opensAt };
    expect(await waitOf(await made("Scheduled", columns))).toEqual({
      ...{ kind: "window", name: "OFFICE", opensAt },
    });
  });

  it("is nothing for a run that only waits for a slot, or for a time", async () => {
    const ids = [await made("Queued"), await made("Scheduled"), await made("Completed")];
    expect((await waitsOf(ids)).waitsFor.size).toBe(0);
  });
});

/** A chain with a step LOAD whose calls are in these states, and a step POST that has not begun. */
async function chainOf(calls: readonly RunState[], parents: RunState = "Waiting") {
  const chain = await made(parents, { role: "chain", kind: "chain" });
  const place = { chain_id: chain, parent_id: chain, kind: "chain", role: "step" };
  const load = await made(parents, { ...place, step_name: "LOAD" });
  const ids: string[] = [];
  for (const [index, state] of calls.entries()) {
    const names = { step_name: "LOAD", call_name: `CALL${index}` };
    ids.push(
      await made(state, { ...place, ...names, kind: "http", role: "call", parent_id: load }),
    );
  }
  const post = await made("Chained", { ...place, step_name: "POST" });
  return { chain, load, post, calls: ids };
}

describe("what a chain or step waits for", () => {
  it("is its calls that have not ended, and of them the one that needs a person, or runs", async () => {
    const { chain, load, calls } = await chainOf(["Completed", "Chained", "LockWait", "Running"]);
    const children = { kind: "children", total: 4, open: 3, of: "call" };
    expect(await waitOf(load)).toMatchObject({ ...children, first: { id: calls[3] } });
    const steps = { kind: "children", total: 2, open: 2, of: "step" };
    expect(await waitOf(chain)).toMatchObject({ ...steps, first: { callName: "CALL3" } });
    const asking = await chainOf(["Running", "Held"]);
    expect(await waitOf(asking.load)).toMatchObject({ first: { state: "Held" } });
  });

  it("counts what was started again once", async () => {
    const { load } = await chainOf(["Running"]);
    const again = { role: "call", parent_id: load, step_name: "LOAD", call_name: "CALL0" };
    await made("Error", again);
    expect(await waitOf(load)).toMatchObject({ total: 1, open: 1 });
  });

  it("is the call that failed last, once it has ended", async () => {
    const { chain, load, calls } = await chainOf(["Error", "Completed", "Killed"], "Error");
    expect(await waitOf(load)).toMatchObject({ open: 0, first: { id: calls[2] } });
    expect(await waitOf(chain)).toMatchObject({ first: { id: calls[2], stepName: "LOAD" } });
  });
});

describe("the question a run waits to have answered", () => {
  it("is its own, or that of its step, until it is answered", async () => {
    const { chain, load } = await chainOf(["Error"], "Console");
    const question = await ask(load, "How is it to go on?");
    expect(await questionOf(load)).toEqual(question);
    expect(await questionOf(chain)).toEqual(question);
    await harness.db.pool.query("UPDATE operator_message SET state = 'replied'");
    expect(await questionOf(load)).toBeUndefined();
  });

  it("may be about a call that has ended, for which its step and its chain wait", async () => {
    const { chain, load, calls } = await chainOf(["Error"]);
    const question = await ask(calls[0] ?? "", "Start it again?");
    for (const id of [calls[0] ?? "", load, chain]) expect(await questionOf(id)).toEqual(question);
  });

  it("may be about a run that ended well, which only its own page asks for", async () => {
    const ended = await made("Completed");
    const question = await ask(ended, "Start it again?");
    expect(await questionOf(ended)).toBeUndefined();
    expect(await questionOf(ended, true)).toEqual(question);
  });
});

describe("the runs around a run", () => {
  it("are all below a chain, nested chains included, with their latest state changes", async () => {
    const { chain, load, calls, post } = await chainOf(["Running"]);
    const nested = await made("Waiting", {
      ...{ role: "chain", kind: "chain", parent_id: load, chain_id: chain },
      ...{ step_name: "LOAD", call_name: "NESTED" },
    });
    const inner = await made("Running", {
      ...{ role: "step", kind: "chain", parent_id: nested, chain_id: nested, step_name: "IN" },
    });
    const below = async (id: string, role: string, runs = 100) =>
      selectMembers(
        harness.db.pool,
        { id, role, tenantId: harness.tenantId },
        { runs, transitions: 2 },
      );
    const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
    expect(idsOf(await below(chain, "chain"))).toEqual([load, ...calls, post, nested, inner]);
    expect(idsOf(await below(load, "step"))).toEqual([...calls, nested, inner]);
    const [first, ...others] = await below(chain, "chain", 1);
    expect([first?.id, others]).toEqual([load, []]);
    expect(first?.transitions.map(({ to }) => to)).toEqual(["Running", "Waiting"]);
    const ancestors = await selectAncestors(harness.db.pool, {
      ...{ tenantId: harness.tenantId, parentId: nested },
    });
    expect(idsOf(ancestors)).toEqual([chain, load, nested]);
  });

  it("are the one that was started in its place, as a run of its own or in its step", async () => {
    const ended = await made("Error");
    await made("Completed");
    const restart = await made("Completed", { restart_of: ended });
    const own = { id: ended, tenantId: harness.tenantId };
    expect(await findRestart(harness.db.pool, own)).toMatchObject({ id: restart });
    expect(await findRestart(harness.db.pool, { ...own, id: restart })).toBeNull();
  });
});

interface Statement {
  text: string;
  values: unknown[];
}

/** A connection that keeps what it was asked. */
function recorder(db: pg.Pool): { db: Queryable; statements: Statement[] } {
  const statements: Statement[] = [];
  const query = (text: string, values: unknown[]) => {
    statements.push({ text, values });
    return db.query(text, values);
  };
  return { db: { query } as Queryable, statements };
}

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: Plan[];
}

async function scannedTables(db: pg.Pool, { text, values }: Statement): Promise<string[]> {
  const { rows } = await db.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
    `EXPLAIN (FORMAT JSON) ${text}`,
    values,
  );
  const scanned: string[] = [];
  const visit = (plan: Plan) => {
    if (plan["Node Type"] === "Seq Scan") scanned.push(plan["Relation Name"] ?? "");
    plan.Plans?.forEach(visit);
  };
  for (const { Plan: plan } of rows[0]?.["QUERY PLAN"] ?? []) visit(plan);
  return scanned;
}

describe("the cost of a page of waiting runs", () => {
  async function page(times: number): Promise<string[]> {
    const ids: string[] = [];
    for (let time = 0; time < times; time += 1) {
      ids.push(
        ...[await lockWait("LEDGER"), await lockWait(`LOCK${time}`)],
        await made("Queued", { gated: true, blocked_on: "queue:NIGHT" }),
        await made("EventWait", { gated: true, blocked_on: `event:E${time}` }),
        await made("Scheduled", { gated: true, blocked_on: "window:OFFICE" }),
      );
      const { chain, load } = await chainOf(["Running"]);
      ids.push(chain, load, await made("Console"));
    }
    return ids;
  }

  it("is as many statements however many runs wait", async () => {
    const counts: number[] = [];
    for (const ids of [await page(1), await page(6)]) {
      const { db, statements } = recorder(harness.db.pool);
      expect((await waitsOf(ids, db)).waitsFor.size).toBeGreaterThan(0);
      counts.push(statements.length);
    }
    expect(counts).toEqual([6, 6]);
  });

  it("goes through no run that has nothing to do with it, with statistics and without", async () => {
    const { chain } = await chainOf(["Running"]);
    const { db, statements } = recorder(harness.db.pool);
    await waitsOf(await page(2), db);
    const scope = { tenantId: harness.tenantId };
    await selectMembers(db, { ...scope, id: chain, role: "chain" }, { runs: 10, transitions: 10 });
    await selectMembers(db, { ...scope, id: chain, role: "step" }, { runs: 10, transitions: 10 });
    await selectAncestors(db, { ...scope, parentId: chain });
    await findRestart(db, { ...scope, id: chain });
    const scanned = async (pool: pg.Pool) =>
      new Set((await Promise.all(statements.map((one) => scannedTables(pool, one)))).flat());
    const careless = { text: "SELECT FROM run WHERE submitted_by = $1", values: ["test"] };
    expect(await scannedTables(harness.db.keyed, careless)).toEqual(["run"]);
    const large = ["run", "transition", "run_gate"];
    const without = await scanned(harness.db.keyed);
    expect(large.filter((table) => without.has(table))).toEqual([]);
    await manyEndedRuns(harness, definition);
    const withStatistics = await scanned(harness.db.pool);
    expect(large.filter((table) => withStatistics.has(table))).toEqual([]);
  });
});

async function manyEndedRuns({ db, tenantId }: EngineHarness, of: MadeDefinition): Promise<void> {
  await db.pool.query(
    `INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, root_start_at, start_at,
       submitted_at, started_at, ended_at, moves, submitted_by)
     SELECT $1, gen_random_uuid(), $2, 'CLOSE_BOOKS', 'http', 'MANY', lpad(g::text, 8, '0'), 'Completed', now(), now(), now(), now(),
       now(), 1, 'test' FROM generate_series(1, 20000) AS g`,
    [tenantId, of.id],
  );
  await db.pool.query(
    `INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
     SELECT tenant_id, id, 1, submitted_at, NULL, 'New', 'test' FROM run WHERE job_name = 'MANY'`,
  );
  await db.pool.query(
    `INSERT INTO run_gate (tenant_id, run_id, needs) SELECT tenant_id, id, '{}' FROM run WHERE job_name = 'MANY'`,
  );
  await db.pool.query("ANALYZE run, transition, run_gate");
}
