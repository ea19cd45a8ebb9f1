import { realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { clusterLocation } from "./cluster-location";
import type { Logger } from "./logger";
import { postgresBinaries } from "./postgres-binaries";
import { createClusterIfMissing } from "./postgres-cluster";
import {
  type Cluster,
  clusterUrl,
  connectToCluster,
  ensureServer,
  stopServer,
} from "./postgres-server";
import { EMBEDDED_POSTGRES_SETTINGS } from "./postgres-settings";
import { postgresUserForRoot } from "./postgres-user";
import type { ServerAddress } from "./postmaster";

const DATABASE = "stellwerk";
/** Every node holds this advisory lock, shared, while it uses the server: the last one out stops it. */
const PRESENCE_LOCK = 7_355_608;
const RESTART_PAUSE_MS = 1_000;

/** A running embedded server. */
export interface EmbeddedPostgres {
  /** Connection string of the application's database. */
  url: string;
  /** Where its files lie. */
  clusterDir: string;
  /** Stops the server, unless another node still uses it. */
  stop(): Promise<void>;
}

interface EmbeddedPostgresOptions {
  /** Absolute path of the application's data folder; the database lies in it. */
  dataDir: string;
  logger: Logger;
  /** PostgreSQL settings that replace the usual ones. */
  settings?: Readonly<Record<string, string>>;
}

async function openCluster(options: EmbeddedPostgresOptions): Promise<Cluster> {
  const { dataDir, logger } = options;
  const settings = { ...EMBEDDED_POSTGRES_SETTINGS, ...options.settings };
  const user = postgresUserForRoot(join(dataDir, "postgres"));
  const location = clusterLocation({ dataDir, user, logger });
  const binaries = postgresBinaries(user);
  const isDurable = settings.fsync !== "off";
  await createClusterIfMissing({ clusterDir: location, binaries, user, isDurable });
  return { dir: realpathSync(location), binaries, user, settings, logger };
}

async function createDatabaseIfMissing(client: pg.Client): Promise<void> {
  const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
  if (found.rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Another node starting at the same moment made it.
    const { code } = error as { code?: string };
    if (code !== "42P04" && code !== "23505") throw error;
  }
}

interface Presence {
  client: pg.Client;
  address: ServerAddress;
}

/** Finds or starts the server and marks it as used by this node. */
async function enter(cluster: Cluster): Promise<Presence> {
  for (let attempt = 1; ; attempt++) {
    const address = await ensureServer(cluster);
    try {
      const client = await connectToCluster(cluster, address);
      await client.query("SELECT pg_advisory_lock_shared($1)", [PRESENCE_LOCK]);
      await createDatabaseIfMissing(client);
      return { client, address };
    } catch (error) {
      // The last node that used it may be stopping it at this very moment.
      if (attempt === 5) throw error;
      await sleep(RESTART_PAUSE_MS);
    }
  }
}

async function isLastNode({ client }: Presence): Promise<boolean> {
  await client.query("SELECT pg_advisory_unlock_shared($1)", [PRESENCE_LOCK]);
  const result = await client.query<{ alone: boolean }>("SELECT pg_try_advisory_lock($1) alone", [
    PRESENCE_LOCK,
  ]);
  return result.rows[0]?.alone === true;
}

/** Keeps the server running while this node lives: one that was killed or crashed is started again. */
class ServerKeeper {
  private presence: Presence | undefined;
  private isStopping = false;

  constructor(private readonly cluster: Cluster) {}

  /** Connection string of the application's database. */
  async start(): Promise<string> {
    const presence = await enter(this.cluster);
    this.presence = presence;
    const url = clusterUrl(this.cluster, { ...presence.address, database: DATABASE });
    presence.client.once("end", () => void this.bringBack(url));
    return url;
  }

  private async bringBack(before: string): Promise<void> {
    this.presence = undefined;
    while (!this.isStopping) {
      this.cluster.logger.warn("The embedded PostgreSQL went away; starting it again");
      try {
        if ((await this.start()) !== before) {
          this.cluster.logger.fatal("The embedded PostgreSQL had to move: restart this node");
        }
        return;
      } catch (err) {
        this.cluster.logger.error({ err }, "The embedded PostgreSQL did not come back");
        await sleep(RESTART_PAUSE_MS);
      }
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    const { presence, cluster } = this;
    if (!presence) return;
    const isLast = await isLastNode(presence).catch(() => true);
    await presence.client.end().catch(() => undefined);
    if (isLast) await stopServer(cluster);
    else cluster.logger.info("The embedded PostgreSQL goes on for the other nodes that use it");
  }
}

/**
 * Starts the PostgreSQL that comes with the application, or joins the one that already runs on this data folder.
 * It listens on a socket in the data folder, or on the loopback address where there can be none, with a generated
 * password kept there too, and is started again should it die while this process lives.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options);
  const keeper = new ServerKeeper(cluster);
  return {
    url: await keeper.start(),
    clusterDir: cluster.dir,
    stop: () => keeper.stop(),
  };
}
