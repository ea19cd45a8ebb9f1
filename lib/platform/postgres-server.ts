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
import { isPostmasterOf, readPostmasterFile, type ServerAddress } from "./postmaster";

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

/** The file system cannot hold a socket. */
const NO_SOCKET = /could not (create|bind) .*unix|unix-domain socket/i;
/** Names the socket; nothing listens on this port. */
const SOCKET_PORT = 5432;
/** The smallest limit of the systems supported, that of macOS. */
const SOCKET_PATH_LIMIT = 103;

/** A cluster on disk with all that is needed to run it. */
export interface Cluster {
  dir: string;
  binaries: PostgresBinaries;
  user: PostgresUser | undefined;
  settings: Readonly<Record<string, string>>;
  logger: Logger;
  /** Set once a socket turned out to be impossible where the cluster lies. */
  withoutSocket?: boolean;
}

/** Connection string of a database of the cluster, for a server that listens there. */
export function clusterUrl(
  cluster: Cluster,
  { port, socketDir, database }: ServerAddress & { database: string },
): string {
  const password = encodeURIComponent(clusterPassword(cluster.dir));
  const url = `postgresql://${CLUSTER_ROLE}:${password}@127.0.0.1:${port}/${database}`;
  return socketDir === null ? url : `${url}?host=${encodeURIComponent(socketDir)}`;
}

/** One connection to the maintenance database; the caller ends it. Throws when the server does not answer. */
export async function connectToCluster(
  cluster: Cluster,
  address: ServerAddress,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: clusterUrl(cluster, { ...address, database: "postgres" }),
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

async function answers(cluster: Cluster, address: ServerAddress): Promise<boolean> {
  try {
    const client = await connectToCluster(cluster, address);
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
  server: { address: ServerAddress; isAlive: () => boolean },
): Promise<boolean> {
  const waits = Math.ceil(RECOVERY_LIMIT_MS / POLL_MS);
  for (let wait = 0; wait < waits; wait++) {
    if (!server.isAlive()) return false;
    if (await answers(cluster, server.address)) return true;
    if (wait === Math.ceil(5_000 / POLL_MS)) {
      cluster.logger.info(
        "The embedded PostgreSQL is not ready yet; after a crash it recovers first",
      );
    }
    await sleep(POLL_MS);
  }
  throw startFailure("start", "it did not answer within five minutes");
}

/** The address of a server that runs on this cluster already, left over from a killed node or used by another one. */
async function runningServer(cluster: Cluster): Promise<ServerAddress | undefined> {
  const found = readPostmasterFile(cluster.dir);
  if (!found) return undefined;
  const { pid, ...address } = found;
  const isAlive = () => isPostmasterOf(cluster.dir, pid);
  if (isAlive()) {
    return (await becomesReady(cluster, { address, isAlive })) ? address : undefined;
  }
  rmSync(join(cluster.dir, "postmaster.pid"), { force: true });
  return undefined;
}

/**
 * A socket in the data folder: faster than the loopback address, and out of reach for other users of the machine.
 * Windows, paths too long for a socket, and file systems that cannot hold one get the loopback address.
 */
async function chooseAddress(cluster: Cluster): Promise<ServerAddress> {
  const path = join(cluster.dir, `.s.PGSQL.${SOCKET_PORT}`);
  const isPossible = process.platform !== "win32" && Buffer.byteLength(path) < SOCKET_PATH_LIMIT;
  if (isPossible && !cluster.withoutSocket) return { port: SOCKET_PORT, socketDir: cluster.dir };
  return { port: await clusterPort(cluster.dir), socketDir: null };
}

function listenSettings({ port, socketDir }: ServerAddress): Record<string, string> {
  return {
    port: String(port),
    unix_socket_directories: socketDir ?? "",
    unix_socket_permissions: "0700",
    listen_addresses: socketDir === null ? "127.0.0.1" : "",
  };
}

function spawnServer(cluster: Cluster, address: ServerAddress): ChildProcess {
  const { dir, binaries, user, settings } = cluster;
  const flags = Object.entries({ ...settings, ...listenSettings(address) });
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

/** One attempt: where it listens, or what it printed before it ended. */
async function startServer(
  cluster: Cluster,
): Promise<{ address: ServerAddress } | { output: string }> {
  const address = await chooseAddress(cluster);
  const position = logSize(cluster);
  const child = spawnServer(cluster, address);
  let spawnError = "";
  child.once("error", (error) => {
    spawnError = error.message;
  });
  const isAlive = () => spawnError === "" && child.exitCode === null && child.signalCode === null;
  if (await becomesReady(cluster, { address, isAlive })) return { address };
  return { output: `${spawnError}${logAfter(cluster, position)}` };
}

/** Makes sure that a server runs on the cluster, reusing one that is there; returns its address. */
export async function ensureServer(cluster: Cluster): Promise<ServerAddress> {
  let output = "";
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const running = await runningServer(cluster);
    if (running !== undefined) return running;
    const started = await startServer(cluster);
    if ("address" in started) return started.address;
    output = started.output;
    if (NO_SOCKET.test(output) && !cluster.withoutSocket) cluster.withoutSocket = true;
    else if (!PASSING_FAILURE.test(output)) break;
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
