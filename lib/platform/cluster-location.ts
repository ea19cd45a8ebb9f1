import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "./logger";
import { isReachableBy, type PostgresUser } from "./postgres-user";
import { sharedFolder } from "./shared-folder";

/** Lets the unprivileged user pass through the data folder, not look around in it; keys in it stay private. */
function openForPassing(dataDir: string): void {
  const { mode, uid } = statSync(dataDir);
  if (uid === process.getuid?.()) chmodSync(dataDir, mode | 0o011);
}

/**
 * Where the database files lie: `postgres` in the data folder. Only when root starts a checkout that the
 * unprivileged user of PostgreSQL cannot enter do they lie in a shared folder, the same at every start and noted
 * in the data folder.
 */
export function clusterLocation(options: {
  dataDir: string;
  user: PostgresUser | undefined;
  logger: Logger;
}): string {
  const { dataDir, user, logger } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const usual = join(dataDir, "postgres");
  const note = join(dataDir, "postgres.location");
  if (existsSync(note)) return readFileSync(note, "utf8").trim();
  if (user === undefined) return usual;
  openForPassing(dataDir);
  if (existsSync(usual) || isReachableBy(user, dataDir)) return usual;
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const elsewhere = join(sharedFolder(), `data-${key}`);
  mkdirSync(elsewhere, { recursive: true });
  chmodSync(elsewhere, 0o711);
  const location = join(elsewhere, "postgres");
  writeFileSync(note, `${location}\n`);
  logger.info(
    { location },
    `The database files lie outside ${dataDir}, because the user ${user.name} that PostgreSQL runs as cannot enter it`,
  );
  return location;
}
