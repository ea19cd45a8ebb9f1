/**
 * `npm run chaos`: breaks one thing after another under steady load on three nodes of the built product, and then
 * checks the whole history. `--engine` takes the engine alone instead (no build, short leases), `--outage=60` sets how
 * many seconds PostgreSQL stays away, `--schedules=60` how many schedules are due every second. Exits with 1 when
 * anything that is promised does not hold.
 */
import { createServer } from "node:net";
import { parseArgs } from "node:util";
import pg from "pg";
import { type MadeDefinition, makeDefinition, makeTenant } from "@/lib/testing/engine-factories";
import { startEndpointProcess } from "@/lib/testing/engine-process";
import { until } from "@/lib/testing/until";
import { pause } from "./burst";
import { checkHistory } from "./chaos-checks";
import { startLoad } from "./chaos-load";
import { type ChaosNode, engineNodes, productNodes } from "./chaos-nodes";
import { startChaosPostgres } from "./chaos-postgres";
import { startHalfOpenProxy } from "./half-open-proxy";

const { values } = parseArgs({
  options: {
    engine: { type: "boolean", default: false },
    outage: { type: "string", default: "15" },
    schedules: { type: "string", default: "60" },
  },
});
const RECOVERY_MS = 90_000;
const say = (text: string) => console.log(text);

const kind = values.engine ? engineNodes : productNodes;
const postgres = await startChaosPostgres();
const pool = new pg.Pool({ connectionString: postgres.url, max: 4, connectionTimeoutMillis: 5000 });
pool.on("error", () => undefined);
const endpoint = await startEndpointProcess();
const proxy = await startHalfOpenProxy(postgres.port);
const proxied = new URL(postgres.url);
proxied.port = String(proxy.port);
const nodes = new Map<string, ChaosNode>();

async function startNode(name: string, databaseUrl = postgres.url): Promise<void> {
  nodes.set(
    name,
    await kind.start(name, { databaseUrl, port: await freePort(), dataDir: postgres.dataDir }),
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The provider that the product has made, or a tenant where only engines run. */
async function ownTenant(): Promise<string> {
  const found = await pool.query<{ id: string }>("SELECT id FROM tenant WHERE is_provider");
  return found.rows[0]?.id ?? makeTenant(pool, { is_provider: true });
}

/** Number that a query answers; the database may be away at the moment. */
async function count(sql: string, parameters: unknown[] = []): Promise<number> {
  const result = await pool.query<{ count: string }>(sql, parameters).catch(() => null);
  return Number(result?.rows[0]?.count ?? -1);
}

const ended = () => count("SELECT count(*) FROM run WHERE state = 'Completed'");

/** The load flows again: runs that were submitted from now on complete. */
async function flows(): Promise<void> {
  const before = Math.max(0, await ended());
  await until("runs complete again", async () => (await ended()) > before + 200, RECOVERY_MS);
}

/** A node by this name has renewed its lease since `since`. */
async function keepsLease(name: string, position: number, since: Date): Promise<void> {
  const sql = `SELECT count(*) FROM (SELECT * FROM process_server ORDER BY started_at) s
    WHERE state = 'running' AND heartbeat_at > $1 AND ($2 = '' OR name = $2)`;
  await until(
    `${name} is back`,
    async () => (await count(sql, [since, values.engine ? name : ""])) >= position,
    RECOVERY_MS,
  );
}

function node(name: string): ChaosNode {
  const found = nodes.get(name);
  if (!found) throw new Error(`There is no node ${name}`);
  return found;
}

/** Positions are counted because nodes of the product on one host differ in their port only. */
const EVERY_NODE = values.engine ? 1 : 3;

const faults: Record<string, () => Promise<void>> = {
  "SIGKILL of one of three nodes": async () => {
    node("one").signal("SIGKILL");
    await until(
      "its runs are given up",
      async () => (await count("SELECT count(*) FROM process_server WHERE state = 'lost'")) > 0,
      RECOVERY_MS,
    );
    await startNode("one");
  },
  "SIGSTOP longer than the lease, then SIGCONT": async () => {
    node("two").signal("SIGSTOP");
    await pause(kind.lease.leaseMs * 2);
    node("two").signal("SIGCONT");
    await keepsLease("two", EVERY_NODE, new Date());
  },
  "PostgreSQL restarted": async () => {
    await postgres.stop();
    await postgres.start();
  },
  [`PostgreSQL away for ${values.outage} s`]: async () => {
    await postgres.stop();
    await pause(Number(values.outage) * 1000);
    await postgres.start();
  },
  "half-open connections to PostgreSQL": async () => {
    say(`    ${proxy.goSilent()} connections of one node went silent`);
    await pause(kind.lease.leaseMs);
    await keepsLease("three", EVERY_NODE, new Date());
  },
  "endpoints that hang, flood and reset": async () => {
    const hostile = await Promise.all(
      ["/hang", "/flood", "/reset", "/fail", "/accept"].map(hostileDefinition),
    );
    for (const definition of hostile) await load.submit(definition, 40);
  },
};

/** An endpoint of its own origin, so that what it does to connections is its own affair. */
function hostileDefinition(path: string): Promise<MadeDefinition> {
  const url = `${endpoint.url.replace("127.0.0.1", "localhost")}${path}`;
  return makeDefinition(pool, tenantId, { url, synchronous_seconds: 3, asynchronous_seconds: 10 });
}

say(`Three nodes (${values.engine ? "engine only" : "built product"}) start …`);
await startNode("one");
await startNode("two");
await startNode("three", proxied.href);
const tenantId = await ownTenant();
const load = await startLoad({
  db: pool,
  tenantId,
  endpoint: endpoint.url,
  schedules: Number(values.schedules),
  nodes: () => [...nodes.values()],
});
let violations = 0;
try {
  await flows();
  for (const [name, strike] of Object.entries(faults)) {
    const startedAt = performance.now();
    say(`  ${name} …`);
    await strike();
    await flows();
    say(`    flows again after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  await load.stop();
  const isOver = async () => (await count("SELECT count(*) FROM run WHERE ended_at IS NULL")) === 0;
  await until("every run has ended", isOver, RECOVERY_MS);
  const arrivals = await endpoint.arrivals();
  const alive = [...nodes.values()].filter((one) => one.isAlive).length;
  const checks = await checkHistory(pool, { acknowledged: load.acknowledged, arrivals, alive });
  say(
    `\n${load.refused} submissions were refused while something was broken; nobody promised those.\n`,
  );
  for (const check of checks) {
    say(`${check.faults.length === 0 ? "ok     " : "BROKEN "} ${check.name} (${check.looked})`);
    for (const fault of check.faults.slice(0, 5)) say(`          ${fault}`);
    violations += check.faults.length;
  }
} catch (error) {
  say(`BROKEN  ${error instanceof Error ? error.message : String(error)}`);
  violations += 1;
} finally {
  await Promise.all([...nodes.values()].map((one) => one.stop()));
  await endpoint.end("SIGTERM");
  proxy.close();
  await pool.end();
  await postgres.remove();
}
process.exit(violations === 0 ? 0 : 1);
