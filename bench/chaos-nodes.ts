import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { LEASE_TIMES, type LeaseTimes } from "@/lib/engine/lease-keeper";
import { startEngineNode } from "@/lib/testing/engine-process";
import { startAndAwait, stopChild } from "./child-process";

const ROOT = join(import.meta.dirname, "..");
const SHORT_LEASE: LeaseTimes = { heartbeatMs: 500, leaseMs: 3000 };
const LOGIN = { user: "chaos", password: randomBytes(18).toString("base64url") };
const SECRET_KEY = randomBytes(32).toString("base64url");

/** One node of the experiment: the built product, or its engine alone. */
export interface ChaosNode {
  readonly name: string;
  readonly isAlive: boolean;
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
  /** Submits runs through this node's API; answers the ids it acknowledged. Null where there is no API. */
  submit: ((definition: string, count: number) => Promise<string[]>) | null;
}

/** Starts nodes of one kind, and says how long their leases are. */
export interface ChaosNodes {
  readonly lease: LeaseTimes;
  start(
    name: string,
    options: { databaseUrl: string; port: number; dataDir: string },
  ): Promise<ChaosNode>;
}

/** Nodes that run the engine only: they start in a second and have short leases. */
export const engineNodes: ChaosNodes = {
  lease: SHORT_LEASE,
  start: async (name, { databaseUrl }) => {
    const node = await startEngineNode({
      name,
      databaseUrl,
      concurrency: 60,
      lease: SHORT_LEASE,
      logLevel: "fatal",
    });
    return {
      name,
      submit: null,
      get isAlive() {
        return node.isAlive;
      },
      signal: (signal) => node.signal(signal),
      stop: async () => {
        if (node.isAlive) await node.end("SIGTERM");
      },
    };
  },
};

/** Nodes that are the built product, with its own lease. */
export const productNodes: ChaosNodes = {
  lease: LEASE_TIMES,
  start: async (name, { databaseUrl, port, dataDir }) => {
    const { child } = await startAndAwait([process.execPath, "bin/stellwerk.mjs", "start"], {
      cwd: ROOT,
      until: /Stellwerk is ready/,
      env: {
        NODE_ENV: "production",
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        STELLWERK_DATA_DIR: join(dataDir, name),
        STELLWERK_SECRET_KEY: SECRET_KEY,
        STELLWERK_EGRESS_ALLOW: "loopback",
        STELLWERK_ADMIN_USER: "chaos-admin",
        STELLWERK_ADMIN_PASSWORD: randomBytes(18).toString("base64url"),
        STELLWERK_API_USER: LOGIN.user,
        STELLWERK_API_PASSWORD: LOGIN.password,
        STELLWERK_RATE_LIMIT: "1000000",
        STELLWERK_CONCURRENCY: "60",
        LOG_LEVEL: "fatal",
      },
    });
    return {
      name,
      get isAlive() {
        return child.exitCode === null && child.signalCode === null;
      },
      signal: (signal) => {
        child.kill(signal);
      },
      stop: () => stopChild(child),
      submit: (definition, count) => submitOverHttp(port, definition, count),
    };
  },
};

async function submitOverHttp(port: number, definition: string, count: number): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/runs/bulk`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString("base64")}`,
    },
    body: JSON.stringify({ runs: Array.from({ length: count }, () => ({ definition })) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status !== 201) throw new Error(`Submission was answered ${answer.status}`);
  return ((await answer.json()) as { ids: string[] }).ids;
}
