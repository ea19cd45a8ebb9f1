import type { Agent } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NO_EGRESS_ALLOW, parseEgressAllow } from "@/lib/domain/http/egress-rules";
import { createHttpExecutor, HTTP_LIMITS, type HttpExecutor } from "@/lib/executors/http-executor";
import { createEgressAgent, systemResolver } from "@/lib/platform/egress";
import { generateSigningKey } from "@/lib/platform/signing-key";
import { systemTimer } from "@/lib/platform/system-timer";
import { createTokenSigner } from "@/lib/platform/token-signer";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type Endpoint, httpEndpoint } from "@/lib/testing/endpoints";
import { type MadeDefinition, makeDefinition } from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { until } from "@/lib/testing/until";
import type { Engine } from "./engine";

const GRACE_MS = 100;

let harness: EngineHarness;
let agent: Agent;
let http: HttpExecutor;
let endpoint: Endpoint;
let requests: string[];
const engines: Engine[] = [];

beforeEach(async () => {
  harness = await createEngineHarness();
  requests = [];
  endpoint = await httpEndpoint((request, response) => {
    requests.push(String(request.headers["x-sap-job-run-id"]));
    const status = Number(request.url?.slice(1));
    request.resume();
    if (status > 0) request.on("end", () => response.writeHead(status).end("the answer"));
  });
  const allow = parseEgressAllow("loopback");
  agent = createEgressAgent({
    allow: allow.ok ? allow.allow : NO_EGRESS_ALLOW,
    connectionsPerOrigin: 100,
    connectTimeoutMs: 3000,
    resolve: systemResolver(),
  });
  const publicUrl = "http://localhost:3000";
  const { clock } = harness;
  const signer = createTokenSigner({ ...generateSigningKey(), issuer: publicUrl, clock });
  http = createHttpExecutor({ agent, signer, publicUrl, clock, limits: HTTP_LIMITS });
});

afterEach(async () => {
  try {
    for (const one of engines.splice(0)) await one.stop(GRACE_MS);
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await http.close();
    await agent.destroy();
    await endpoint.close();
    await harness.close();
  }
});

function engine(): Engine {
  const made = harness.engine({ http, timer: systemTimer });
  engines.push(made);
  return made;
}

async function submit(path: string): Promise<{ id: string; definition: MadeDefinition }> {
  const url = path.startsWith("http") ? path : `${endpoint.url}${path}`;
  const definition = await makeDefinition(harness.db.pool, harness.tenantId, { url });
  const [id = ""] = await submitRuns(harness.context(), [{ definition: definition.name }]);
  return { id, definition };
}

const isIn = (id: string, state: string) => async () => (await harness.run(id)).state === state;

describe("one pass of every duty", () => {
  it.each([
    ["/200", "Completed", "SUCCESS"],
    ["/404", "Error", "REQUEST_ERROR"],
    ["/500", "Error", "ERROR"],
    ["http://127.0.0.1:1/", "Error", "REQUEST_ERROR"],
    ["/202", "Running", "ACK_RECVD"],
  ])("calls %s and leaves the run %s %s", async (path, state, detail) => {
    const { id } = await submit(path);
    const summary = await harness.engine({ http, timer: systemTimer }).tickOnce();
    expect(summary).toMatchObject({ claimed: 1, planned: 0, rescued: 0 });
    expect(await harness.run(id)).toMatchObject({ state, detail });
  });

  it("notes since when an endpoint cannot be reached, and that it can be again", async () => {
    const { definition } = await submit("http://127.0.0.1:1/");
    const unreachableSince = async () => {
      const sql = "SELECT unreachable_since FROM definition WHERE id = $1";
      const result = await harness.db.pool.query<{ unreachable_since: Date | null }>(sql, [
        definition.id,
      ]);
      return result.rows[0]?.unreachable_since;
    };
    const running = engine();
    await running.start();
    await until("the failure is noted", async () => (await unreachableSince()) !== null);
    expect(await unreachableSince()).toEqual(harness.clock.now());
    await harness.db.pool.query("UPDATE definition SET url = $2 WHERE id = $1", [
      definition.id,
      `${endpoint.url}/500`,
    ]);
    await submitRuns(harness.context(), [{ definition: definition.name }]);
    await until("the answer is noted", async () => (await unreachableSince()) === null);
  });
});

describe("a running engine", () => {
  it("ends the call of a run that is killed", async () => {
    const running = engine();
    await running.start();
    const { id } = await submit("/never");
    running.hint("runs");
    await until("the endpoint is called", () => requests.includes(id));
    await until("the run is running", isIn(id, "Running"));
    await actOnRuns(harness.context(), { action: "kill", runIds: [id] });
    running.hint("kills");
    // Well before the call would give up by itself.
    await until("the run is killed", isIn(id, "Killed"), 5000);
    expect(running.slotsTaken).toBe(0);
  });

  it("makes a pass of every duty without waiting for what runs", async () => {
    const running = engine();
    await running.start();
    const { id } = await submit("/never");
    const summary = await running.tickOnce();
    expect(summary.claimed).toBeLessThanOrEqual(1);
    expect(await harness.run(id)).toMatchObject({ state: "Running" });
    expect(running.isRunning).toBe(true);
  });

  it("gives up what does not end in the time to drain: its outcome is Unknown", async () => {
    const running = engine();
    await running.start();
    const { id } = await submit("/never");
    running.hint("runs");
    await until("the endpoint is called", () => requests.includes(id));
    await running.stop(GRACE_MS);
    expect(await harness.run(id)).toMatchObject({ state: "Unknown", reason: "WORKER_LOST: node" });
    expect(running.isRunning).toBe(false);
  });

  it("starts while the database is away, and begins when it is back", async () => {
    const { id } = await submit("/200");
    const { pool } = harness.db;
    const query = pool.query.bind(pool);
    Object.assign(pool, { query: () => Promise.reject(new Error("the database is away")) });
    const running = engine();
    try {
      await running.start();
    } finally {
      Object.assign(pool, { query });
    }
    await until("the run is done", isIn(id, "Completed"));
  });

  it("stops also while the database is away", async () => {
    const running = engine();
    await running.start();
    const { pool } = harness.db;
    const query = pool.query.bind(pool);
    Object.assign(pool, { query: () => Promise.reject(new Error("the database is away")) });
    try {
      await running.stop(GRACE_MS);
    } finally {
      Object.assign(pool, { query });
    }
    expect(running.isRunning).toBe(false);
  });
});
