import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { reservedSlots } from "@/lib/domain/engine/origin-slots";
import { move, type RunState } from "@/lib/domain/run/run-state";
import { CLAIM_PATH } from "@/lib/store/claim-runs";
import { startDraining } from "@/lib/store/server-leases";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import {
  createEngineHarness,
  type EngineHarness,
  type TestNode,
} from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { RESERVE_EVERY_MS } from "./slot-book";

let harness: EngineHarness;
const nodes: TestNode[] = [];

beforeAll(async () => {
  harness = await createEngineHarness();
});

afterEach(async () => {
  for (const node of nodes.splice(0)) {
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  }
  await harness.db.pool.query("UPDATE run SET ready = false");
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

async function node(options: Parameters<EngineHarness["node"]>[0] = {}): Promise<TestNode> {
  const made = await harness.node(options);
  nodes.push(made);
  return made;
}

function definition(columns: Record<string, unknown> = {}): Promise<MadeDefinition> {
  return makeDefinition(harness.db.pool, harness.tenantId, columns);
}

interface Ready {
  of?: MadeDefinition;
  count?: number;
  columns?: Record<string, unknown>;
  state?: RunState;
}

async function readyRuns({
  of,
  count = 1,
  columns = {},
  state = "Scheduled",
}: Ready = {}): Promise<string[]> {
  const target = of ?? (await definition());
  const at = harness.clock.now();
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await makeRun(harness.db.pool, target, { state, at, columns }));
  }
  return ids;
}

describe("claiming", () => {
  it("never gives a run to two servers", async () => {
    const ids = await readyRuns({ count: 200 });
    const servers = await Promise.all(Array.from({ length: 4 }, () => node({ concurrency: 200 })));
    const claims = await Promise.all(servers.map((server) => server.claim()));
    const all = claims.flat();
    expect([...all].sort()).toEqual([...ids].sort());
  });

  it("starts runs by priority, then by the start of their root, then by their own start, then by age", async () => {
    const of = await definition();
    const later = new Date(harness.clock.now().getTime() + 1000);
    const [last] = await readyRuns({ of, columns: { priority: 10 } });
    const [third] = await readyRuns({ of, columns: { root_start_at: later } });
    const [second] = await readyRuns({ of, columns: { start_at: later } });
    const ids = ["00000000-0000-7000-8000-000000000002", "00000000-0000-7000-8000-000000000001"];
    for (const id of ids) await readyRuns({ of, columns: { id } });
    const [first] = await readyRuns({ of, columns: { priority: 90, start_at: later } });
    harness.clock.advance(1000);
    const claimed = await (await node()).claim();
    expect(claimed).toEqual([first, ids[1], ids[0], second, third, last]);
  });

  it("records the start, with every move to it, before the request goes out", async () => {
    const [id = ""] = await readyRuns();
    const server = await node();
    await server.claim();
    const run = await harness.run(id);
    expect(run).toMatchObject({
      state: "Running",
      detail: "TRIGGERED",
      attempt: 1,
      server_id: server.server.id,
    });
    expect(run.started_at).toEqual(harness.clock.now());
    expect(await harness.path(id)).toEqual([
      "New",
      "Scheduled",
      "Dispatched",
      "Assigned",
      "Running",
    ]);
    expect(move("Scheduled", CLAIM_PATH).ok && move("Queued", CLAIM_PATH).ok).toBe(true);
  });

  it("dates no move before the one it follows when its clock is behind", async () => {
    const submittedAt = harness.clock.now();
    const startAt = new Date(submittedAt.getTime() - 60_000);
    const [id = ""] = await readyRuns({ columns: { start_at: startAt } });
    const server = await node();
    harness.clock.advance(-40);
    await server.claim();
    server.http.callOf(id).answer(200);
    await server.outcomes.flushOnce();
    harness.clock.advance(40);
    expect(await harness.run(id)).toMatchObject({ started_at: submittedAt, ended_at: submittedAt });
  });

  it("gives nothing to a server that was declared lost or is draining", async () => {
    const [id = ""] = await readyRuns();
    const lost = await node();
    await harness.db.pool.query("UPDATE process_server SET state = 'lost' WHERE id = $1", [
      lost.server.id,
    ]);
    const draining = await node();
    await startDraining(harness.db.pool, draining.server.id);
    expect(await lost.claim()).toEqual([]);
    expect(await draining.claim()).toEqual([]);
    expect((await harness.run(id)).state).toBe("Scheduled");
  });

  it("takes no more than it has slots, and goes on when one is free", async () => {
    const ids = await readyRuns({ count: 5 });
    const server = await node({ concurrency: 3 });
    expect(await server.claim()).toHaveLength(3);
    expect(server.dispatcher.slotsTaken).toBe(3);
    server.http.callOf(server.http.calls[0]?.attempt.runId ?? "").answer(200);
    // The endpoint's three slots are in use but for one; the reserve is for other endpoints.
    expect(await server.claim()).toHaveLength(1);
    expect(ids).toHaveLength(5);
  });

  it("starts runs whose claim was committed but whose answer was lost", async () => {
    const ids = await readyRuns({ count: 3 });
    const server = await node();
    const { keyed: pool } = harness.db;
    const query = pool.query.bind(pool);
    Object.assign(pool, {
      query: async (...args: Parameters<typeof query>) => {
        await query(...args);
        throw new Error("Connection terminated unexpectedly");
      },
    });
    try {
      await expect(server.claim()).rejects.toThrow("terminated");
    } finally {
      Object.assign(pool, { query });
    }
    expect(server.http.calls).toHaveLength(0);
    expect((await server.claim()).sort()).toEqual([...ids].sort());
    expect(await server.claim()).toEqual([]);
    harness.clock.advance(60_000);
    expect(await server.claim()).toEqual([]);
    for (const id of ids)
      expect(await harness.run(id)).toMatchObject({ state: "Running", attempt: 1 });
  });

  it("does not take a run for forgotten whose outcome is being written", async () => {
    const [id = ""] = await readyRuns();
    const server = await node({
      writeTo: { query: () => Promise.reject(new Error("the database is away")) } as never,
    });
    await server.claim();
    server.http.callOf(id).answer(200);
    await expect(server.outcomes.flushOnce()).rejects.toThrow("away");
    const { keyed: pool } = harness.db;
    const query = pool.query.bind(pool);
    Object.assign(pool, { query: () => Promise.reject(new Error("lost")) });
    await expect(server.claim()).rejects.toThrow("lost");
    Object.assign(pool, { query });
    expect(await server.claim()).toEqual([]);
    nodes.length = 0;
    await pool.query("DELETE FROM run WHERE id = $1", [id]);
    await pool.query("DELETE FROM transition WHERE run_id = $1", [id]);
  });
});

describe("endpoints that hang", () => {
  it("leave the reserve to the others", async () => {
    const hanging = await definition({ url: "http://hangs.test/" });
    const sound = await definition({ url: "http://sound.test/" });
    await readyRuns({ of: hanging, count: 30 });
    const server = await node({ concurrency: 8 });
    expect(await server.claim()).toHaveLength(8);
    expect(await server.claim()).toEqual([]);
    harness.clock.advance(RESERVE_EVERY_MS);
    const [id = ""] = await readyRuns({ of: sound, columns: { priority: 1 } });
    expect(await server.claim()).toEqual([id]);
    server.http.callOf(id).answer(200);
    harness.clock.advance(RESERVE_EVERY_MS);
    const [next = ""] = await readyRuns({ of: sound, columns: { priority: 1 } });
    expect(await server.claim()).toEqual([next]);
  });

  it("share the reserve: a second one that hangs does not take all of it", async () => {
    const [first, second, third] = await Promise.all(
      ["one", "two", "three"].map((name) => definition({ url: `http://${name}.test/` })),
    );
    if (!first || !second || !third) throw new Error("three definitions");
    const server = await node({ concurrency: 8 });
    await readyRuns({ of: first, count: 8 });
    expect(await server.claim()).toHaveLength(8);
    await readyRuns({ of: second, count: 8 });
    expect(await server.claim()).toHaveLength(Math.ceil(reservedSlots(8) / 2));
    await readyRuns({ of: third, count: 8 });
    harness.clock.advance(RESERVE_EVERY_MS);
    expect(await server.claim()).toHaveLength(1);
  });

  it("get two calls at a time once they count as dead, until they answer", async () => {
    const dead = await definition({ url: "http://dead.test/" });
    const server = await node({ concurrency: 20 });
    await readyRuns({ of: dead, count: 5 });
    await server.claim();
    for (const call of server.http.calls) call.fail("refused", true);
    const waiting = await readyRuns({ of: dead, count: 10 });
    const probes = await server.claim();
    expect(probes).toHaveLength(2);
    expect(await server.claim()).toEqual([]);
    server.http.callOf(probes[0] ?? "").answer(500);
    expect(await server.claim()).toHaveLength(waiting.length - 2);
  });

  it("count as dead also when they never answer, and the runs of others go first", async () => {
    const silent = await definition({ url: "http://silent.test/" });
    const sound = await definition({ url: "http://well.test/" });
    const server = await node({ concurrency: 10 });
    await readyRuns({ of: silent, count: 10 });
    await server.claim();
    for (const call of server.http.calls) call.unanswered();
    expect(server.dispatcher.slotsTaken).toBe(0);
    await readyRuns({ of: silent, count: 10 });
    const others = await readyRuns({ of: sound, count: 8, columns: { priority: 1 } });
    const claimed = await server.claim();
    expect(claimed).toHaveLength(10);
    expect(others.every((id) => claimed.includes(id))).toBe(true);
  });
});

describe("runs that cannot be executed", () => {
  async function endOf(id: string, server: TestNode) {
    await server.claim();
    await server.outcomes.flushOnce();
    return harness.run(id);
  }

  it("end in Error when their definition was deleted meanwhile", async () => {
    const of = await definition();
    const [id = ""] = await readyRuns({ of });
    await harness.db.pool.query("DELETE FROM definition WHERE id = $1", [of.id]);
    const run = await endOf(id, await node());
    expect(run).toMatchObject({
      state: "Error",
      detail: "REQUEST_ERROR",
      reason: "REQUEST_INVALID",
    });
    expect(await harness.logText(id)).toContain("deleted before the run started");
  });

  it("end in Error when this server knows nothing of their kind", async () => {
    const [id = ""] = await readyRuns({ columns: { kind: "command" } });
    expect((await endOf(id, await node())).state).toBe("Error");
    expect(await harness.logText(id)).toContain("kind command");
  });

  it("end in Error with advice when the endpoint's password cannot be decrypted", async () => {
    const of = await definition({ endpoint_user: "user", endpoint_password: "sealed elsewhere" });
    const [id = ""] = await readyRuns({ of });
    const openPassword = () => {
      throw new Error("wrong key");
    };
    expect((await endOf(id, await node({ openPassword }))).state).toBe("Error");
    expect(await harness.logText(id)).toContain("Enter the password again");
  });

  it("end in Error when the executor throws, and do not keep the others of the claim from starting", async () => {
    const ids = await readyRuns({ count: 3 });
    const server = await node();
    server.http.failure = new TypeError("no such thing");
    await server.claim();
    await server.outcomes.flushOnce();
    for (const id of ids) expect((await harness.run(id)).state).toBe("Error");
    expect(server.dispatcher.slotsTaken).toBe(0);
  });
});

describe("what the endpoint is told", () => {
  it("is the run's own schedule, or the run itself when it has none", async () => {
    const [id = ""] = await readyRuns();
    const server = await node();
    await server.claim();
    expect(server.http.callOf(id).attempt).toMatchObject({ runId: id, scheduleId: id, attempt: 1 });
  });
});
