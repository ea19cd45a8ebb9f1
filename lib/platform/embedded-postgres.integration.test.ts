import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { createLogger } from "./logger";
import { isPostmasterOf, readPostmasterFile } from "./postmaster";

const logger = createLogger({ level: "silent" });
const settings = { fsync: "off" };

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function pidOf({ clusterDir }: EmbeddedPostgres): number {
  const pid = readPostmasterFile(clusterDir)?.pid;
  if (pid === undefined) throw new Error("the server does not run");
  return pid;
}

describe("the embedded PostgreSQL", () => {
  let root: string;
  let dataDir: string;
  let started: EmbeddedPostgres[];
  const start = async () => {
    const server = await startEmbeddedPostgres({ dataDir, logger, settings });
    started.push(server);
    return server;
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "stellwerk-embedded-"));
    dataDir = root;
    started = [];
  });
  afterEach(async () => {
    for (const server of started) {
      await server.stop();
      rmSync(server.clusterDir, { recursive: true, force: true });
    }
    rmSync(root, { recursive: true, force: true });
  });

  it("keeps what was written over a stop and a start, at the same address", async () => {
    const first = await start();
    await query(first.url, "CREATE TABLE kept (x int); INSERT INTO kept VALUES (7)");
    const pid = pidOf(first);
    await first.stop();
    expect(isPostmasterOf(first.clusterDir, pid)).toBe(false);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, "SELECT x FROM kept")).toEqual([{ x: 7 }]);
  });

  it("listens on no network and lets nobody in without the password", async () => {
    const { url, clusterDir } = await start();
    expect(await query(url, "SHOW listen_addresses")).toEqual([{ listen_addresses: "" }]);
    const wrong = new URL(url);
    wrong.password = "guess";
    await expect(query(wrong.href, "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    const mode = statSync(join(clusterDir, "stellwerk-password")).mode & 0o777;
    expect(mode).toBe(0o600);
  });

  it("listens on the loopback address where the path is too long for a socket", async () => {
    chmodSync(root, 0o711);
    dataDir = join(root, "a-folder-with-a-long-name".repeat(5));
    const first = await start();
    expect(new URL(first.url).search).toBe("");
    expect(await query(first.url, "SHOW listen_addresses")).toEqual([
      { listen_addresses: "127.0.0.1" },
    ]);
    await first.stop();
    expect((await start()).url).toBe(first.url);
  });

  it("keeps acknowledged commits through a power cut by default", async () => {
    const durable = await startEmbeddedPostgres({ dataDir, logger });
    started.push(durable);
    expect(
      await query(
        durable.url,
        "SELECT current_setting('fsync') || current_setting('synchronous_commit') AS set",
      ),
    ).toEqual([{ set: "onon" }]);
  });

  it("reuses the server that a killed node left behind, and stops it in the end", async () => {
    const script = `
      import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
      import { createLogger } from "@/lib/platform/logger";
      const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, logger: createLogger({ level: "silent" }), settings: { fsync: "off" } });
      console.log(url);
      setInterval(() => undefined, 1000);`;
    const tsx = resolve("node_modules/tsx/dist/loader.mjs");
    const node = spawn(process.execPath, [
      "--import",
      tsx,
      "--input-type=module",
      "--eval",
      script,
    ]);
    const [output] = (await once(node.stdout, "data")) as [Buffer];
    node.kill("SIGKILL");
    await once(node, "exit");
    const heir = await start();
    expect(heir.url).toBe(output.toString().trim());
    const pid = pidOf(heir);
    await heir.stop();
    expect(isPostmasterOf(heir.clusterDir, pid)).toBe(false);
  });

  it("starts over a stale pid file whose number belongs to nobody", async () => {
    const first = await start();
    const { clusterDir } = first;
    const pidFile = readFileSync(join(clusterDir, "postmaster.pid"), "utf8");
    await first.stop();
    const gone = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
    writeFileSync(join(clusterDir, "postmaster.pid"), pidFile.replace(/^\d+/, gone));
    const second = await start();
    expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("starts over a stale pid file whose number another process has by now", async () => {
    const first = await start();
    const { clusterDir } = first;
    const pidFile = readFileSync(join(clusterDir, "postmaster.pid"), "utf8");
    await first.stop();
    writeFileSync(join(clusterDir, "postmaster.pid"), pidFile.replace(/^\d+/, String(process.pid)));
    const second = await start();
    expect(await query(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("serves two nodes on one data folder and stops with the last of them", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(two.url).toBe(one.url);
    const pid = pidOf(one);
    await one.stop();
    expect(await query(two.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await two.stop();
    expect(isPostmasterOf(two.clusterDir, pid)).toBe(false);
    const leftovers = readdirSync(dataDir).filter((name) => name.startsWith("postgres."));
    expect(leftovers).toEqual([]);
  });

  it("starts the server again when it is killed under a living node", async () => {
    const server = await start();
    const pid = pidOf(server);
    process.kill(pid, "SIGKILL");
    await vi.waitFor(
      async () => expect(await query(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]),
      { timeout: 20_000, interval: 100 },
    );
    expect(pidOf(server)).not.toBe(pid);
  });
});
