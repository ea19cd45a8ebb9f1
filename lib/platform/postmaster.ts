import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";

/** What PostgreSQL writes about itself into its data folder while it runs. */
export interface PostmasterFile extends ServerAddress {
  pid: number;
}

/** Where a server listens: a socket in a private folder, or a port of the loopback address. */
export interface ServerAddress {
  port: number;
  /** Folder of the socket; null: the loopback address. */
  socketDir: string | null;
}

/** The content of `postmaster.pid`, or undefined when there is none or it is not complete yet. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(clusterDir, "postmaster.pid"), "utf8");
  } catch {
    return undefined;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const socketDir = lines[4]?.trim() || null;
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0
    ? { pid, port, socketDir }
    : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function programOf(pid: number): string {
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/**
 * Whether `pid` is alive and really the server of this data folder: after a crash the number in a stale file
 * may belong to any other process by now.
 */
export function isPostmasterOf(clusterDir: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  if (process.platform !== "linux") return basename(programOf(pid)).startsWith("postgres");
  try {
    // The server makes its data folder the working folder, so this also tells two clusters apart.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
  } catch {
    return false;
  }
}
