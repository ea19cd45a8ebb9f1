import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { clusterLocation } from "@/lib/platform/cluster-location";
import { migrateDatabase } from "@/lib/platform/migrate";
import { postgresBinaries } from "@/lib/platform/postgres-binaries";
import { createClusterIfMissing } from "@/lib/platform/postgres-cluster";
import {
  type Cluster,
  clusterUrl,
  connectToCluster,
  ensureServer,
  stopServer,
} from "@/lib/platform/postgres-server";
import { EMBEDDED_POSTGRES_SETTINGS } from "@/lib/platform/postgres-settings";
import { postgresUserForRoot } from "@/lib/platform/postgres-user";

const DATABASE = "stellwerk";

/** A durable PostgreSQL of its own that the experiment stops and starts; nobody brings it back but the experiment. */
export interface ChaosPostgres {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good and removes its files. */
  remove(): Promise<void>;
}

export async function startChaosPostgres(): Promise<ChaosPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "stellwerk-chaos-"));
  chmodSync(dataDir, 0o755);
  const logger = pino({ level: "silent" });
  const user = postgresUserForRoot(join(dataDir, "postgres"));
  const location = clusterLocation({ dataDir, user, logger });
  const binaries = postgresBinaries(user);
  await createClusterIfMissing({ clusterDir: location, binaries, user, isDurable: true });
  const settings = EMBEDDED_POSTGRES_SETTINGS;
  // A socket could not be led through a proxy.
  const cluster: Cluster = {
    dir: realpathSync(location),
    binaries,
    user,
    settings,
    logger,
    withoutSocket: true,
  };
  const address = await ensureServer(cluster);
  const { port } = address;
  const client = await connectToCluster(cluster, address);
  await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
  const url = clusterUrl(cluster, { ...address, database: DATABASE });
  await migrateDatabase(url);
  return {
    url,
    port,
    dataDir,
    stop: () => stopServer(cluster),
    start: async () => {
      const again = await ensureServer(cluster);
      if (again.port !== port)
        throw new Error(`PostgreSQL came back on port ${again.port} instead of ${port}`);
    },
    remove: async () => {
      await stopServer(cluster);
      rmSync(cluster.dir, { recursive: true, force: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
