import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "@/lib/domain/errors";
import { processEnv } from "./env";
import type { PostgresBinaries } from "./postgres-binaries";
import type { PostgresUser } from "./postgres-user";

const run = promisify(execFile);
const PASSWORD_FILE = "stellwerk-password";
const PORT_FILE = "stellwerk-port";

/** The database role of the embedded server; its password lies beside the data. */
export const CLUSTER_ROLE = "stellwerk";

/** Turns what PostgreSQL printed before it gave up into a sentence for whoever started the application. */
export function startFailure(action: string, output: string): AppError {
  const isDiskFull = /no space left on device|disk full/i.test(output);
  const reason = isDiskFull ? "the disk that holds its data folder is full" : output.trim();
  return new AppError("unavailable", `The embedded PostgreSQL could not ${action}: ${reason}`);
}

function give(path: string, user: PostgresUser | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Spawn options that make a child run as `user`, with a small, language-neutral environment. */
export function asUser(user: PostgresUser | undefined, cwd: string) {
  const { NODE_ENV, PATH, SystemRoot, TMPDIR, TEMP } = processEnv();
  const env = { NODE_ENV, PATH, SystemRoot, TMPDIR, TEMP, LC_ALL: "C", TZ: "UTC" };
  return { cwd, env, ...(user ? { uid: user.uid, gid: user.gid } : {}) };
}

async function initdb(draft: string, options: CreateClusterOptions): Promise<void> {
  const { binaries, user } = options;
  const passwordFile = `${draft}.password`;
  const password = randomBytes(24).toString("base64url");
  mkdirSync(draft, { mode: 0o700 });
  give(draft, user);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  give(passwordFile, user);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${CLUSTER_ROLE}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(options.isDurable ? [] : ["--no-sync"]),
      ],
      asUser(user, dirname(draft)),
    );
    renameSync(passwordFile, join(draft, PASSWORD_FILE));
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message?: string };
    throw startFailure("create its data folder", stderr || String(message));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

interface CreateClusterOptions {
  clusterDir: string;
  binaries: PostgresBinaries;
  user: PostgresUser | undefined;
  isDurable: boolean;
}

/**
 * Makes the data folder if there is none. It appears under its name only when complete, so a start that was
 * killed half way, or a second node starting at the same moment, does no harm.
 */
export async function createClusterIfMissing(options: CreateClusterOptions): Promise<void> {
  const { clusterDir } = options;
  if (existsSync(join(clusterDir, "PG_VERSION"))) return;
  const draft = `${clusterDir}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    await initdb(draft, options);
    renameSync(draft, clusterDir);
  } catch (error) {
    if (!existsSync(join(clusterDir, "PG_VERSION"))) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The password made when the data folder was created. */
export function clusterPassword(clusterDir: string): string {
  return readFileSync(join(clusterDir, PASSWORD_FILE), "utf8").trim();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** The port of the last start where that is free, another free one otherwise; remembered for the next start. */
export async function clusterPort(clusterDir: string): Promise<number> {
  const file = join(clusterDir, PORT_FILE);
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (Number.isInteger(last) && last > 0 && last < 65_536 && (await isFree(last))) return last;
  const port = await anyFreePort();
  writeFileSync(file, String(port));
  chmodSync(file, 0o644);
  return port;
}
