import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import pino from "pino";
import { Pool } from "undici";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { migrateDatabase } from "@/lib/platform/migrate";
import { startAndAwait, stopChild } from "./child-process";

const ROOT = join(import.meta.dirname, "..");

/** A fresh instance of the built product with its database, an endpoint of its own and a client. */
export interface Product {
  databaseUrl: string;
  baseUrl: string;
  endpoint: string;
  /** What a client of the API sends. */
  authorization: string;
  /** Who may sign in with a browser. */
  admin: { user: string; password: string };
  pid: number;
  postgresPids: () => number[];
  call: <T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown) => Promise<T>;
  /** When each run reached the endpoint, in epoch milliseconds; forgets what it gives out. */
  arrivals: () => Promise<Map<string, number>>;
  stop: () => Promise<void>;
}

interface ProductOptions {
  concurrency?: number;
  /** Called with a migrated database before the product starts on it. */
  prepare?: (databaseUrl: string) => Promise<void>;
  show?: boolean;
}

/** Starts PostgreSQL (durable), the endpoint and the product in production mode; nothing is shared with other instances. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), "stellwerk-bench-"));
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, logger: pino({ level: "silent" }) });
  await migrateDatabase(postgres.url);
  await options.prepare?.(postgres.url);
  const endpoint = await startEndpoint();
  const port = await freePort();
  const login = { user: "bench", password: randomBytes(18).toString("base64url") };
  const admin = { user: "bench-admin", password: randomBytes(18).toString("base64url") };
  const { child } = await startAndAwait([process.execPath, "bin/stellwerk.mjs", "start"], {
    cwd: ROOT,
    until: /Stellwerk is ready/,
    ...(options.show ? { show: true } : {}),
    env: {
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: postgres.url,
      STELLWERK_DATA_DIR: dataDir,
      STELLWERK_SECRET_KEY: randomBytes(32).toString("base64url"),
      STELLWERK_EGRESS_ALLOW: "loopback",
      STELLWERK_ADMIN_USER: admin.user,
      STELLWERK_ADMIN_PASSWORD: admin.password,
      STELLWERK_API_USER: login.user,
      STELLWERK_API_PASSWORD: login.password,
      STELLWERK_RATE_LIMIT: "1000000",
      LOG_LEVEL: "warn",
      ...(options.concurrency ? { STELLWERK_CONCURRENCY: String(options.concurrency) } : {}),
    },
  });
  const client = new Pool(`http://127.0.0.1:${port}`, { connections: 8 });
  const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`;
  return {
    databaseUrl: postgres.url,
    baseUrl: `http://127.0.0.1:${port}`,
    endpoint: endpoint.url,
    authorization,
    admin,
    pid: child.pid ?? 0,
    postgresPids: () => postgresPids(postgres.url),
    call: (method, path, body) => callApi(client, { authorization, method, path, body }),
    arrivals: endpoint.arrivals,
    stop: async () => {
      await client.close();
      await stopChild(child);
      await endpoint.stop();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface ApiCall {
  authorization: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  body?: unknown;
}

async function callApi<T>(
  client: Pool,
  { authorization, method, path, body }: ApiCall,
): Promise<T> {
  const answer = await client.request({
    method,
    path,
    headers: {
      authorization,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300)
    throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
  return (text ? JSON.parse(text) : null) as T;
}

interface Endpoint {
  url: string;
  arrivals: () => Promise<Map<string, number>>;
  stop: () => Promise<void>;
}

/** The benchmark's own action endpoint. */
export async function startEndpoint(): Promise<Endpoint> {
  const started = await startAndAwait(
    [process.execPath, join(import.meta.dirname, "endpoint-process.mjs")],
    {
      until: /^\d+$/,
    },
  );
  const child: ChildProcess = started.child;
  const url = `http://127.0.0.1:${started.line.trim()}`;
  return {
    url,
    arrivals: async () =>
      new Map((await (await fetch(`${url}/arrivals`)).json()) as [string, number][]),
    stop: () => stopChild(child),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Process ids of the PostgreSQL behind the address, children included. */
function postgresPids(url: string): number[] {
  const port = new URL(url).port;
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const isServer = (pid: string) => {
    const command = readProc(pid, "cmdline").replaceAll("\0", " ");
    return command.includes("postgres") && command.includes(port);
  };
  const parents = new Set(processes.filter(isServer));
  return processes
    .filter(
      (pid) =>
        parents.has(pid) || parents.has(/PPid:\s+(\d+)/.exec(readProc(pid, "status"))?.[1] ?? ""),
    )
    .map(Number);
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Proportional resident memory of processes in MB: shared pages counted once. */
export function residentMb(pids: readonly number[]): number {
  const kb = pids.map((pid) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(readProc(String(pid), "smaps_rollup"))?.[1] ?? 0),
  );
  return kb.reduce((sum, value) => sum + value, 0) / 1024;
}

/** Runs a query on the product's database, past its API. */
export async function queryDatabase<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
