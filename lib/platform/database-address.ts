import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { AppError } from "@/lib/domain/errors";

const ATTEMPTS = 15;
const PAUSE_MS = 1_000;
const OLDEST_VERSION = 140_000;

/** Host, port and name of a database for messages; never the password. */
function withoutLogin(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function unavailable(url: string, cause: unknown): AppError {
  const { message, code } = cause as { message?: string; code?: string };
  const reason = message || code || String(cause);
  return new AppError(
    "unavailable",
    `The database ${withoutLogin(url)} of DATABASE_URL cannot be used: ${reason}`,
    { cause },
  );
}

/** Wrong login, no such database, no permission: waiting helps nothing. */
function isFinal(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code !== undefined && /^(28|3D|42)/.test(code);
}

async function serverVersion(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
    return Number(rows[0]?.server_version_num);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Resolves once the given database answers; a server that is just starting gets some seconds. Throws a sentence
 * for whoever starts the application when it does not, or is older than PostgreSQL 14.
 */
export async function waitForDatabase(
  url: string,
  onWait: (reason: string) => void,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const version = await serverVersion(url);
      if (version >= OLDEST_VERSION) return;
      throw new AppError("unavailable", "DATABASE_URL leads to a PostgreSQL older than 14");
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (attempt === ATTEMPTS || isFinal(error)) throw unavailable(url, error);
      if (attempt === 1) onWait(unavailable(url, error).message);
      await sleep(PAUSE_MS);
    }
  }
}
