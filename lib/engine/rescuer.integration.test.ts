import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import { systemTimer } from "@/lib/platform/system-timer";
import { startDraining, stopServer } from "@/lib/store/server-leases";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import {
  createEngineHarness,
  type EngineHarness,
  type TestNode,
} from "@/lib/testing/engine-harness";
import { fakeHttp } from "@/lib/testing/fake-http";
import { historyFaults } from "@/lib/testing/run-history";
import { LEASE_TIMES } from "./lease-keeper";
import { expireOnce, readyOnce, rescueOnce, rescueOrphans } from "./rescuer";

let harness: EngineHarness;
let definition: MadeDefinition;

beforeAll(async () => {
  harness = await createEngineHarness();
  definition = await makeDefinition(harness.db.pool, harness.tenantId);
});

beforeEach(async () => {
  await harness.db.pool.query(
    "UPDATE process_server SET state = 'stopped' WHERE state IN ('running', 'draining')",
  );
  await rescueOrphans(harness.deps);
  await harness.db.pool.query("UPDATE run SET ready = false");
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

/** A run in a state that a server holds. */
function heldRun(
  node: TestNode,
  state: RunState,
  columns: Record<string, unknown> = {},
): Promise<string> {
  const at = harness.clock.now();
  return makeRun(harness.db.pool, definition, {
    state,
    at,
    columns: { server_id: node.server.id, ...columns },
  });
}

async function serverState(id: string): Promise<string | undefined> {
  const sql = "SELECT state FROM process_server WHERE id = $1";
  return (await harness.db.pool.query<{ state: string }>(sql, [id])).rows[0]?.state;
}

/** Keeps a node's lease over a time, as its timer would. */
async function keepAlive(node: TestNode, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += LEASE_TIMES.heartbeatMs) {
    harness.clock.advance(LEASE_TIMES.heartbeatMs);
    await node.lease.renewOnce();
  }
}

describe("a lost server", () => {
  it.each([
    ["Running", "Unknown"],
    ["Waiting", "Unknown"],
    ["Console", "Unknown"],
    ["Killing", "Killed"],
    ["Canceling", "Canceled"],
    ["Dispatched", "Queued"],
    ["Assigned", "Queued"],
  ] as const)("leaves its run in %s as %s", async (from, to) => {
    const node = await harness.node({ name: "gone" });
    const id = await heldRun(node, from);
    harness.clock.advance(LEASE_TIMES.leaseMs + 1);
    await rescueOnce(harness.deps, harness.clock.now());
    const run = await harness.run(id);
    expect(run).toMatchObject({ state: to, server_id: null, reason: "WORKER_LOST: gone" });
    expect(await serverState(node.server.id)).toBe("lost");
  });

  it("has its runs that had not started run again elsewhere", async () => {
    const node = await harness.node();
    const id = await heldRun(node, "Dispatched");
    harness.clock.advance(LEASE_TIMES.leaseMs + 1);
    await rescueOnce(harness.deps, harness.clock.now());
    const other = await harness.node();
    expect(await other.claim()).toEqual([id]);
    other.http.callOf(id).answer(200);
    await other.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Completed");
  });

  it("keeps nothing that its endpoint has acknowledged from being decided by the callback", async () => {
    const node = await harness.node();
    const id = await heldRun(node, "Running", { server_id: null, detail: "ACK_RECVD" });
    harness.clock.advance(LEASE_TIMES.leaseMs + 1);
    await rescueOnce(harness.deps, harness.clock.now());
    expect(await harness.run(id)).toMatchObject({ state: "Running", detail: "ACK_RECVD" });
  });

  it("registers again under a new id when it comes back, and claims under that", async () => {
    const node = await harness.node();
    const before = node.server.id;
    harness.clock.advance(LEASE_TIMES.leaseMs + 1);
    await rescueOnce(harness.deps, harness.clock.now());
    const id = await makeRun(harness.db.pool, definition, {
      state: "Scheduled",
      at: harness.clock.now(),
    });
    expect(await node.claim()).toEqual([]);
    await node.lease.renewOnce();
    expect(node.server.id).not.toBe(before);
    expect(await node.claim()).toEqual([id]);
    expect((await harness.run(id)).server_id).toBe(node.server.id);
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  });

  it("is not one that is draining and still keeps its lease", async () => {
    const node = await harness.node();
    const id = await heldRun(node, "Running");
    await startDraining(harness.db.pool, node.server.id);
    await keepAlive(node, LEASE_TIMES.leaseMs * 2);
    await rescueOnce(harness.deps, harness.clock.now());
    expect((await harness.run(id)).state).toBe("Running");
  });

  it("leaves its runs to the next rescue also when it signed off in order", async () => {
    const node = await harness.node();
    const id = await heldRun(node, "Running");
    await stopServer(harness.db.pool, node.server.id, harness.clock.now());
    await rescueOrphans(harness.deps);
    expect((await harness.run(id)).state).toBe("Unknown");
  });

  it("is given up once by rescuers that work at the same time", async () => {
    const node = await harness.node();
    const ids = await Promise.all(Array.from({ length: 40 }, () => heldRun(node, "Running")));
    harness.clock.advance(LEASE_TIMES.leaseMs + 1);
    const now = harness.clock.now();
    const summaries = await Promise.all(
      Array.from({ length: 4 }, () => rescueOnce(harness.deps, now)),
    );
    expect(summaries.reduce((sum, one) => sum + one.rescued, 0)).toBe(ids.length);
  });
});

describe("judging others", () => {
  it("takes a whole lease time of own heartbeats", async () => {
    const node = await harness.node();
    expect(node.lease.mayJudgeOthers()).toBe(false);
    await keepAlive(node, LEASE_TIMES.leaseMs - LEASE_TIMES.heartbeatMs);
    expect(node.lease.mayJudgeOthers()).toBe(false);
    await keepAlive(node, LEASE_TIMES.heartbeatMs);
    expect(node.lease.mayJudgeOthers()).toBe(true);
  });

  // An outage that is shorter than this node's lease may still be longer than what is left of another's.
  it.each([9_000, 14_000, 60_000, 3_600_000])(
    "waits after the database was away for %i ms",
    async (outageMs) => {
      const node = await harness.node();
      await keepAlive(node, LEASE_TIMES.leaseMs * 2);
      expect(node.lease.mayJudgeOthers()).toBe(true);
      harness.clock.advance(outageMs);
      expect(node.lease.mayJudgeOthers()).toBe(false);
      await node.lease.renewOnce();
      expect(node.lease.mayJudgeOthers()).toBe(false);
      await keepAlive(node, LEASE_TIMES.leaseMs);
      expect(node.lease.mayJudgeOthers()).toBe(true);
    },
  );

  it("is left by a node that looks in from time to time until it has seen the lease run out twice", async () => {
    await harness.db.pool.query("DELETE FROM engine_duty");
    const resident = await harness.node({ name: "resident" });
    const id = await heldRun(resident, "Running");
    const visitor = harness.engine({ timer: systemTimer, serverName: "visitor" });
    await visitor.tickOnce();
    harness.clock.advance(60_000);
    await visitor.tickOnce();
    expect((await harness.run(id)).state).toBe("Running");
    harness.clock.advance(60_000);
    await visitor.tickOnce();
    expect(await harness.run(id)).toMatchObject({
      state: "Unknown",
      reason: "WORKER_LOST: resident",
    });
  });
});

describe("a pass of every duty", () => {
  it("leaves no server behind, and passes at the same time do not disturb each other", async () => {
    const http = fakeHttp();
    http.autoStatus = 200;
    const engine = harness.engine({ timer: systemTimer, http, serverName: "visitor" });
    const at = harness.clock.now();
    const ids = await Promise.all(
      Array.from({ length: 20 }, () =>
        makeRun(harness.db.pool, definition, { state: "Scheduled", at }),
      ),
    );
    const [first, second] = await Promise.all([engine.tickOnce(), engine.tickOnce()]);
    expect((first?.claimed ?? 0) + (second?.claimed ?? 0)).toBe(ids.length);
    for (const id of ids) expect((await harness.run(id)).state).toBe("Completed");
    const left = await harness.db.pool.query(
      "SELECT FROM process_server WHERE name = 'visitor' AND state <> 'stopped'",
    );
    expect(left.rowCount).toBe(0);
  });
});

describe("due runs", () => {
  it("become claimable when their start comes, and show as Queued when no slot takes them", async () => {
    const at = harness.clock.now();
    const startAt = new Date(at.getTime() + 10_000);
    const columns = { start_at: startAt, root_start_at: startAt, ready: false };
    const id = await makeRun(harness.db.pool, definition, { state: "Scheduled", at, columns });
    const node = await harness.node();
    await readyOnce(harness.deps);
    expect(await node.claim()).toEqual([]);
    harness.clock.advance(10_000);
    expect(await readyOnce(harness.deps)).toBe(1);
    expect((await harness.run(id)).state).toBe("Scheduled");
    harness.clock.advance(1001);
    await readyOnce(harness.deps);
    expect(await harness.run(id)).toMatchObject({ state: "Queued", reason: "NO_SLOT" });
    expect(await node.claim()).toEqual([id]);
    expect(await harness.path(id)).toContain("Queued");
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  });

  it("end Unknown when their time to answer is over, Killed when a kill was under way", async () => {
    const node = await harness.node();
    const past = new Date(harness.clock.now().getTime() - 1);
    const running = await heldRun(node, "Running", { server_id: null, deadline_at: past });
    const killing = await heldRun(node, "Killing", { server_id: null, deadline_at: past });
    expect(await expireOnce(harness.deps)).toBe(2);
    expect(await harness.run(running)).toMatchObject({
      state: "Unknown",
      reason: "NO_CALLBACK",
      deadline_at: null,
    });
    expect((await harness.run(killing)).state).toBe("Killed");
  });
});
