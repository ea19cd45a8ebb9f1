import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { processEnv } from "@/lib/platform/env";
import { createLogger } from "@/lib/platform/logger";
import { migrateDatabase } from "@/lib/platform/migrate";
import { readPostmasterFile } from "@/lib/platform/postmaster";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server whose databases the tests make and drop. */
    testServerUrl: string;
    /** Name of the migrated database that every test database is a copy of. */
    testTemplate: string;
  }
}

/** A server of one test run needs speed, not durability. */
const TEST_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  autovacuum_naptime: "60s",
};

/** A run that is killed leaves no server behind: the shell notices the closed pipe and cleans up. */
function cleanUpAfterDeath(clusterDir: string, dataDir: string): () => void {
  const pid = readPostmasterFile(clusterDir)?.pid;
  if (pid === undefined || process.platform === "win32") return () => undefined;
  const script = 'read -r _; kill -INT "$0"; sleep 1; rm -rf "$1" "$2"';
  const guard = spawn("sh", ["-c", script, String(pid), clusterDir, dataDir], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  return () => {
    guard.kill("SIGKILL");
    guard.stdin?.destroy();
  };
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = processEnv().STELLWERK_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = mkdtempSync(join(tmpdir(), "stellwerk-test-"));
  chmodSync(dataDir, 0o711);
  const logger = createLogger({ level: "warn" });
  const server: EmbeddedPostgres = await startEmbeddedPostgres({
    dataDir,
    logger,
    settings: TEST_SETTINGS,
  });
  const disarm = cleanUpAfterDeath(server.clusterDir, dataDir);
  return {
    url: server.url,
    async stop() {
      await server.stop();
      disarm();
      rmSync(server.clusterDir, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same server, another database. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Vitest global setup: one PostgreSQL for the run, with one migrated database that tests copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `stellwerk_template_${randomBytes(4).toString("hex")}`;
  try {
    await onServer(server.url, `CREATE DATABASE ${template}`);
    await migrateDatabase(databaseUrl(server.url, template));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("testServerUrl", server.url);
  project.provide("testTemplate", template);
  return async () => {
    await onServer(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
    await server.stop();
  };
}
