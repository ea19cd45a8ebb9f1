import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { createLogger } from "@/lib/platform/logger";

/** Runs `work` with the address of an empty PostgreSQL that is gone afterwards. */
export async function withEmptyPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "stellwerk-scratch-"));
  const server = await startEmbeddedPostgres({
    dataDir,
    logger: createLogger({ level: "warn" }),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" },
  });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    rmSync(server.clusterDir, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  }
}
