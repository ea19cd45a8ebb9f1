import { randomUUID } from "node:crypto";
import { type Permission, permissionsOfRole, type TenantScope } from "@/lib/domain/access/access";
import { createIdGenerator } from "@/lib/domain/ids";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { RunState } from "@/lib/domain/run/run-state";
import { Dispatcher, type ServerIdentity } from "@/lib/engine/dispatcher";
import { Engine, type EngineOptions } from "@/lib/engine/engine";
import type { EngineDeps } from "@/lib/engine/engine-deps";
import { housekeepingDuties } from "@/lib/engine/housekeeping";
import { LEASE_TIMES, LeaseKeeper } from "@/lib/engine/lease-keeper";
import { OutcomeBuffer } from "@/lib/engine/outcome-buffer";
import type { ProgramExecutor } from "@/lib/executors/program-executor";
import { createSystemExecutor } from "@/lib/executors/system-executor";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import { createLogger } from "@/lib/platform/logger";
import { nodeMetrics } from "@/lib/platform/metrics";
import { createSecretBox } from "@/lib/platform/secrets";
import type { Context } from "@/lib/services/context";
import type { ClaimedRun } from "@/lib/store/claim-runs";
import { readRetention } from "@/lib/store/configuration-values";
import { type Database, openDatabase } from "@/lib/store/database";
import type { Queryable } from "@/lib/store/queryable";
import { makeTenant } from "./engine-factories";
import { type FakeClock, fakeClock } from "./fake-clock";
import { type FakeHttp, fakeHttp } from "./fake-http";
import { type ManualTimer, manualTimer } from "./manual-timer";
import { createTestDatabase } from "./test-database";

export const HARNESS_START = "2026-03-02T12:00:00Z";

/** The parts of one node as the engine puts them together, each to be driven by hand. */
export interface TestNode {
  server: ServerIdentity;
  lease: LeaseKeeper;
  outcomes: OutcomeBuffer;
  dispatcher: Dispatcher;
  http: FakeHttp;
  /** Claims once; answers the ids of the runs whose calls began, in order. */
  claim(): Promise<string[]>;
  noted: { definitionId: string; reached: boolean }[];
}

interface NodeOptions {
  name?: string;
  concurrency?: number;
  /** Where outcomes are written; the pool unless a test wants it to fail. */
  writeTo?: Queryable;
  openPassword?: (sealed: string) => string;
  programs?: ProgramExecutor | null;
  /** How it reaches the database; as everybody does unless a test wants to cut it off. */
  db?: Database;
}

/** One run as the tests look at it. */
export interface RunView {
  id: string;
  state: RunState;
  detail: string | null;
  reason: string | null;
  http_status: number | null;
  attempt: number;
  server_id: string | null;
  planned_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  deadline_at: Date | null;
  result: unknown;
  moves: number;
  schedule_id: string | null;
}

export interface EngineHarness {
  db: Database;
  url: string;
  clock: FakeClock;
  timer: ManualTimer;
  deps: EngineDeps;
  tenantId: string;
  announced: RunChange[];
  node(options?: NodeOptions): Promise<TestNode>;
  /** An engine over the same database with a manual timer and an executor that sends nothing, unless told otherwise. */
  engine(options?: Partial<EngineOptions>): Engine;
  /** The context of an operator, or of somebody with other permissions, in a tenant. */
  context(options?: { scope?: TenantScope; permissions?: readonly Permission[] }): Context;
  hints: string[];
  run(id: string): Promise<RunView>;
  runs(where?: string, values?: unknown[]): Promise<RunView[]>;
  /** The states a run went through, in order. */
  path(runId: string): Promise<RunState[]>;
  logText(runId: string): Promise<string>;
  close(): Promise<void>;
}

/** An engine's surroundings on a database of its own, at a time that stands still. */
export async function createEngineHarness(startAt: string = HARNESS_START): Promise<EngineHarness> {
  const test = await createTestDatabase();
  const db = openDatabase({ url: test.url, maxConnections: 12 });
  const clock = fakeClock(startAt);
  const timer = manualTimer();
  const announced: RunChange[] = [];
  const hints: string[] = [];
  const deps: EngineDeps = {
    db,
    clock,
    logger: createLogger({ level: "silent" }),
    newId: createIdGenerator(cryptoRandom()),
    metrics: nodeMetrics(),
    announce: (changes) => announced.push(...changes),
  };
  const tenantId = await makeTenant(db.pool, { is_provider: true });
  return {
    ...{ db, clock, timer, deps, tenantId, announced, hints, url: test.url },
    node: (options = {}) => makeNode({ ...deps, db: options.db ?? db }, timer, options),
    engine: (options = {}) => makeEngine(deps, timer, options),
    context: (options = {}) => makeContext(deps, { tenantId, hints, ...options }),
    run: async (id) => {
      const found = (await runsWhere(db.pool, "id = $1", [id]))[0];
      if (!found) throw new Error(`There is no run ${id}`);
      return found;
    },
    runs: (where = "true", values = []) => runsWhere(db.pool, where, values),
    path: async (runId) => {
      const sql = "SELECT to_state FROM transition WHERE run_id = $1 ORDER BY seq";
      const moves = await db.pool.query<{ to_state: RunState }>(sql, [runId]);
      return moves.rows.map((row) => row.to_state);
    },
    logText: async (runId) => {
      const sql = "SELECT lines::text AS text FROM run_log_chunk WHERE run_id = $1 ORDER BY seq";
      const chunks = await db.pool.query<{ text: string }>(sql, [runId]);
      return chunks.rows.map((row) => row.text).join("\n");
    },
    close: async () => {
      await db.close();
      await test.drop();
    },
  };
}

async function runsWhere(db: Queryable, where: string, values: unknown[]): Promise<RunView[]> {
  const result = await db.query<RunView>(
    `SELECT * FROM run WHERE ${where} ORDER BY planned_at, submitted_at, id`,
    values,
  );
  return result.rows;
}

async function makeNode(
  deps: EngineDeps,
  timer: ManualTimer,
  options: NodeOptions,
): Promise<TestNode> {
  const http = fakeHttp();
  const server = { id: deps.newId(deps.clock.now()), name: options.name ?? "node" };
  const concurrency = options.concurrency ?? 50;
  const noted: TestNode["noted"] = [];
  const outcomes = new OutcomeBuffer({
    ...deps,
    timer,
    db: options.writeTo ?? deps.db.pool,
    onEnds: () => dispatcher.noteGates(),
  });
  const dispatcher = new Dispatcher({
    ...deps,
    ...{ server, concurrency, http, outcomes },
    attempts: {
      openPassword: options.openPassword ?? ((sealed) => sealed),
      asynchronousSeconds: () => 1800,
    },
    noteReached: (run: ClaimedRun, reached) =>
      noted.push({ definitionId: run.definitionId, reached }),
    onSlotFree: () => undefined,
    onChainStarted: () => undefined,
    programs: options.programs ?? null,
    system: createSystemExecutor({
      clock: deps.clock,
      duties: housekeepingDuties({ ...deps, retention: () => readRetention(deps.db.pool) }),
    }),
  });
  const lease = new LeaseKeeper({
    ...deps,
    ...{ server, concurrency, lease: LEASE_TIMES, version: "test" },
    inFlight: () => dispatcher.slotsTaken,
  });
  await lease.register();
  const claim = async () => {
    const before = http.calls.length;
    await dispatcher.claimOnce();
    return http.calls.slice(before).map((call) => call.attempt.runId);
  };
  return { server, lease, outcomes, dispatcher, http, claim, noted };
}

function makeEngine(deps: EngineDeps, timer: ManualTimer, options: Partial<EngineOptions>): Engine {
  return new Engine({
    ...deps,
    timer,
    http: fakeHttp(),
    programs: null,
    attempts: { openPassword: (sealed) => sealed, asynchronousSeconds: () => 1800 },
    retention: () => readRetention(deps.db.pool),
    serverName: "node",
    concurrency: 50,
    version: "test",
    ...options,
  });
}

interface ContextOptions {
  tenantId: string;
  hints: string[];
  scope?: TenantScope;
  permissions?: readonly Permission[];
}

function makeContext(deps: EngineDeps, options: ContextOptions): Context {
  return {
    actor: {
      kind: "user",
      id: "operator",
      name: "operator",
      role: "operator",
      permissions: options.permissions ?? permissionsOfRole("operator"),
    },
    scope: options.scope ?? { tenantId: options.tenantId, allTenants: false },
    now: deps.clock.now(),
    db: deps.db,
    secrets: createSecretBox("a-secret-key-for-tests-with-enough-length"),
    areProgramsAllowed: false,
    sourceIp: null,
    correlationId: randomUUID(),
    hint: (what) => options.hints.push(what),
    changed: deps.announce,
    newId: deps.newId,
  };
}
