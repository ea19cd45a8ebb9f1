import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isFinal } from "@/lib/domain/run/run-state";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type MadeDefinition, makeDefinition, makeSchedule } from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import {
  type EndpointProcess,
  startEndpointProcess,
  startEngineNode,
  type TestProcess,
} from "@/lib/testing/engine-process";
import { historyFaults, lostTicks } from "@/lib/testing/run-history";
import { until } from "@/lib/testing/until";

// Long enough for a machine that is busy with other tests, short enough for a test.
const LEASE = { heartbeatMs: 400, leaseMs: 3000 };
const EVERY_SECOND = "* * * * * * *";
const SCHEDULES = 150;

let harness: EngineHarness;
let endpoint: EndpointProcess;
let processes: TestProcess[];
/** Submissions go on until here, also where a test fails on its way. */
let isSubmitting: boolean;

beforeEach(async () => {
  processes = [];
  isSubmitting = true;
  [harness, endpoint] = await Promise.all([
    createEngineHarness(new Date().toISOString()),
    startEndpointProcess(),
  ]);
  processes.push(endpoint);
});

afterEach(async () => {
  isSubmitting = false;
  await Promise.all(processes.map((process) => process.end("SIGKILL")));
  await harness.close();
});

async function nodes(...names: string[]): Promise<TestProcess[]> {
  const started = await Promise.all(
    names.map((name) =>
      startEngineNode({ name, databaseUrl: harness.url, concurrency: 60, lease: LEASE }),
    ),
  );
  processes.push(...started);
  return started;
}

async function define(path: string): Promise<MadeDefinition> {
  return makeDefinition(harness.db.pool, harness.tenantId, { url: `${endpoint.url}${path}` });
}

/** Schedules that are due every second from the next full one on. */
async function scheduleEverySecond(definition: MadeDefinition, count: number): Promise<void> {
  const first = new Date(Math.ceil(Date.now() / 1000 + 1) * 1000);
  await Promise.all(
    Array.from({ length: count }, () =>
      makeSchedule(harness.db.pool, definition, { expression: EVERY_SECOND, next_run_at: first }),
    ),
  );
}

/** Submits a run every few milliseconds, as a client does that takes only an answer for an acknowledgement. */
function submitSteadily(definition: MadeDefinition): { stop(): Promise<string[]> } {
  const acknowledged: string[] = [];
  const work = (async () => {
    while (isSubmitting) {
      harness.clock.set(new Date());
      const submission = submitRuns(harness.context(), [{ definition: definition.name }]);
      acknowledged.push(...(await submission.catch(() => [])));
    }
  })();
  return {
    stop: async () => {
      isSubmitting = false;
      await work;
      return acknowledged;
    },
  };
}

async function count(where: string, values: unknown[] = []): Promise<number> {
  const result = await harness.db.pool.query<{ runs: number }>(
    `SELECT count(*)::int AS runs FROM run WHERE ${where}`,
    values,
  );
  return result.rows[0]?.runs ?? 0;
}

const allEnded = async () => (await count("ended_at IS NULL")) === 0;

/** What must hold of the whole history whatever happened to the nodes. */
async function expectNothingLost(acknowledged: readonly string[]): Promise<void> {
  expect(await historyFaults(harness.db.pool)).toEqual([]);
  expect(await lostTicks(harness.db.pool)).toBe(0);
  const runs = await harness.runs();
  expect(runs.filter((run) => !isFinal(run.state))).toEqual([]);
  const known = new Set(runs.map((run) => run.id));
  expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
  const arrivals = await endpoint.arrivals();
  expect([...arrivals.values()].filter((times) => times > 1)).toEqual([]);
  expect(runs.filter((run) => run.state === "Completed" && !arrivals.has(run.id))).toEqual([]);
}

describe("several nodes on one database", () => {
  it("lose no tick and double none when one is killed under load, and end what it was running as Unknown", async () => {
    const [first] = await nodes("first", "second", "third");
    const quick = await define("/answer");
    await scheduleEverySecond(await define("/answer?delay=300"), SCHEDULES);
    const submitting = submitSteadily(quick);
    const heldByFirst = "server_id = (SELECT id FROM process_server WHERE name = 'first')";
    await until("the first node runs something", async () => (await count(heldByFirst)) > 5);
    first?.signal("SIGKILL");
    const killedAt = new Date();
    const isRescued = async () => (await count("reason = 'WORKER_LOST: first'")) > 0;
    await until("its runs are given up", isRescued);
    const goesOn = async () =>
      (await count("planned_at > $1", [new Date(killedAt.getTime() + 2000)])) >= SCHEDULES;
    await until("the others go on with the schedules", goesOn);
    await harness.db.pool.query("UPDATE schedule SET active = false");
    const acknowledged = await submitting.stop();
    await until("every run has ended", allEnded);
    await expectNothingLost(acknowledged);
    const states = await harness.db.pool.query<{ state: string; reason: string | null }>(
      "SELECT DISTINCT state, reason FROM run ORDER BY 1",
    );
    expect(states.rows).toEqual([
      { state: "Completed", reason: null },
      { state: "Unknown", reason: "WORKER_LOST: first" },
    ]);
    expect(acknowledged.length).toBeGreaterThan(20);
  }, 40_000);

  it("do not let one that was stopped longer than its lease overwrite what became of its runs", async () => {
    const [sleeper] = await nodes("sleeper", "watcher");
    const slow = await define("/answer?delay=1500");
    harness.clock.set(new Date());
    const submissions = Array.from({ length: 100 }, () => ({ definition: slow.name }));
    const ids = await submitRuns(harness.context(), submissions);
    const ofSleeper =
      "server_id = (SELECT id FROM process_server WHERE name = 'sleeper' ORDER BY started_at LIMIT 1)";
    await until("the sleeper runs something", async () => (await count(ofSleeper)) > 0);
    sleeper?.signal("SIGSTOP");
    const given = "state = 'Unknown' AND reason = 'WORKER_LOST: sleeper'";
    await until(
      "its runs are given up",
      async () => (await count(given)) > 0 && (await count(ofSleeper)) === 0,
    );
    const before = await count(given);
    sleeper?.signal("SIGCONT");
    const isBack = async () => {
      const sql = "SELECT FROM process_server WHERE name = 'sleeper' AND state = 'running'";
      return (await harness.db.pool.query(sql)).rowCount === 1;
    };
    await until("the sleeper registers again", isBack);
    const quick = await define("/answer");
    const more = Array.from({ length: 300 }, () => ({ definition: quick.name }));
    harness.clock.set(new Date());
    ids.push(...(await submitRuns(harness.context(), more)));
    await until("every run has ended", allEnded);
    expect(await count(given)).toBe(before);
    await expectNothingLost(ids);
  }, 40_000);

  it("go on by themselves when the database cuts every connection again and again", async () => {
    const started = await nodes("first", "second");
    const quick = await define("/answer?delay=50");
    await scheduleEverySecond(quick, SCHEDULES);
    const submitting = submitSteadily(quick);
    for (let cut = 1; cut <= 5; cut += 1) {
      const done = await count("ended_at IS NOT NULL");
      await until("runs end", async () => (await count("ended_at IS NOT NULL")) > done + 100);
      await harness.db.pool.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
    }
    await harness.db.pool.query("UPDATE schedule SET active = false");
    const acknowledged = await submitting.stop();
    await until("every run has ended", allEnded, 60_000);
    expect(started.map((node) => node.isAlive)).toEqual([true, true]);
    await expectNothingLost(acknowledged);
    expect(await count("state <> 'Completed'")).toBe(0);
  }, 80_000);

  it("finish what they run and hand back the rest when they are asked to stop", async () => {
    const [first, second] = await nodes("first", "second");
    const slow = await define("/answer?delay=500");
    harness.clock.set(new Date());
    const ids = await submitRuns(
      harness.context(),
      Array.from({ length: 200 }, () => ({ definition: slow.name })),
    );
    await until("both run something", async () => (await count("state = 'Running'")) > 60);
    expect(await first?.end("SIGTERM")).toBe(0);
    const left = await harness.db.pool.query(
      "SELECT FROM process_server WHERE name = 'first' AND state = 'stopped'",
    );
    expect(left.rowCount).toBe(1);
    await until("every run has ended", allEnded);
    expect(await count("state = 'Completed'")).toBe(ids.length);
    expect(await second?.end("SIGTERM")).toBe(0);
    await expectNothingLost(ids);
  }, 40_000);
});
