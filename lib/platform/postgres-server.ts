import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import type { Logger } from "./logger";
import type { PostgresBinaries } from "./postgres-binaries";
import {
  asUser,
  CLUSTER_ROLE,
  clusterPassword,
  clusterPort,
  startFailure,
} from "./postgres-cluster";
import type { PostgresUser } from "./postgres-user";
import { isPostmasterOf, readPostmasterFile } from "./postmaster";

const LOG_FILE = "stellwerk-postgres.log";
const LOG_FILE_LIMIT_BYTES = 10 * 1024 * 1024;
const START_ATTEMPTS = 20;
const RETRY_MS = 250;
const POLL_MS = 40;
/** Replaying the write-ahead log after a crash may take this long. */
const RECOVERY_LIMIT_MS = 300_000;

/** Another process took the port, or the last server or another node's is still there: worth another attempt. */
const PASSING_FAILURE =
  /could not bind|could not create any TCP|lock file ".*" already exists|shared memory block .* still in use/i;

/** A cluster on disk with all that is needed to run it. */
export interface Cluster {
  dir: string;
  binaries: PostgresBinaries;
  user: PostgresUser | undefined;
  settings: Readonly<Record<string, string>>;
  logger: Logger;
}

/** Address of a database of the cluster for a server listening on `port`. */
export function clusterUrl(cluster: Cluster, server: { port: number; database: string }): string {
  const password = encodeURIComponent(clusterPassword(cluster.dir));
  return `postgresql://${CLUSTER_ROLE}:${password}@127.0.0.1:${server.port}/${server.database}`;
}

/** One connection to the maintenance database; the caller ends it. Throws when the server does not answer. */
export async function connectToCluster(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, { port, database: "postgres" }),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  try {
    const client = await connectToCluster(cluster, port);
    await client.end();
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    // A wrong password or role will not get better by waiting; everything else is a server on its way up or down.
    if (code?.startsWith("28")) throw error;
    return false;
  }
}

/** Waits until the server answers; false when it ended instead. */
async function becomesReady(
  cluster: Cluster,
  server: { port: number; isAlive: () => boolean },
): Promise<boolean> {
  const waits = Math.ceil(RECOVERY_LIMIT_MS / POLL_MS);
  for (let wait = 0; wait < waits; wait++) {
    if (!server.isAlive()) return false;
    if (await answers(cluster, server.port)) return true;
    if (wait === Math.ceil(5_000 / POLL_MS)) {
      cluster.logger.info(
        "The embedded PostgreSQL is not ready yet; after a crash it recovers first",
      );
    }
    await sleep(POLL_MS);
  }
  throw startFailure("start", "it did not answer within five minutes");
}

/** The port of a server that runs on this cluster already, left over from a killed node or used by another one. */
async function portOfRunningServer(cluster: Cluster): Promise<number | undefined> {
  const found = readPostmasterFile(cluster.dir);
  if (!found) return undefined;
  const isAlive = () => isPostmasterOf(cluster.dir, found.pid);
  if (isAlive()) {
    return (await becomesReady(cluster, { port: found.port, isAlive })) ? found.port : undefined;
  }
  rmSync(join(cluster.dir, "postmaster.pid"), { force: true });
  return undefined;
}

function spawnServer(cluster: Cluster, port: number): ChildProcess {
  const { dir, binaries, user, settings } = cluster;
  const flags = Object.entries({ ...settings, port: String(port) });
  const logFile = join(dir, LOG_FILE);
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const output = openSync(logFile, size > LOG_FILE_LIMIT_BYTES ? "w" : "a", 0o600);
  try {
    const args = ["-D", dir, ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
    // Detached: Ctrl+C in the terminal reaches this process alone, which drains before it stops the server.
    const child = spawn(binaries.postgres, args, {
      ...asUser(user, dir),
      detached: true,
      stdio: ["ignore", output, output],
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

function logSize(cluster: Cluster): number {
  return statSync(join(cluster.dir, LOG_FILE), { throwIfNoEntry: false })?.size ?? 0;
}

function logAfter(cluster: Cluster, position: number): string {
  const file = join(cluster.dir, LOG_FILE);
  if (!existsSync(file)) return "";
  const text = readFileSync(file);
  return text
    .subarray(position > text.length ? 0 : position)
    .toString("utf8")
    .slice(-4_000);
}

/** One attempt: the port it listens on, or what it printed before it ended. */
async function startServer(cluster: Cluster): Promise<{ port: number } | { output: string }> {
  const port = await clusterPort(cluster.dir);
  const position = logSize(cluster);
  const child = spawnServer(cluster, port);
  let spawnError = "";
  child.once("error", (error) => {
    spawnError = error.message;
  });
  const isAlive = () => spawnError === "" && child.exitCode === null && child.signalCode === null;
  if (await becomesReady(cluster, { port, isAlive })) return { port };
  return { output: `${spawnError}${logAfter(cluster, position)}` };
}

/** Makes sure that a server runs on the cluster, reusing one that is there; returns its port. */
export async function ensureServer(cluster: Cluster): Promise<number> {
  let output = "";
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const running = await portOfRunningServer(cluster);
    if (running !== undefined) return running;
    const started = await startServer(cluster);
    if ("port" in started) return started.port;
    output = started.output;
    if (!PASSING_FAILURE.test(output)) break;
    await sleep(RETRY_MS);
  }
  throw startFailure("start", output);
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk when this returns. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const { dir, binaries, user } = cluster;
  if (!readPostmasterFile(dir)) return;
  const args = ["stop", "-D", dir, "-m", "fast", "-t", "60", "--silent"];
  await promisify(execFile)(binaries.pgCtl, args, asUser(user, dir));
}
