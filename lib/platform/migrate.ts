import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import { AppError } from "@/lib/domain/errors";
import { openSchemaEngine } from "./schema-engine";

/** Nodes that start at the same moment migrate one after the other. */
const MIGRATION_LOCK = 7_355_609;
const MIGRATION_FILE = "migration.sql";

/** The migrations of this version, in the order they are applied. */
export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedMigration {
  name: string;
  checksum: string;
  isFailed: boolean;
}

/** Reads `prisma/migrations` below the folder the application was started in. */
export function readMigrations(folder = resolve("prisma/migrations")): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, MIGRATION_FILE)))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, MIGRATION_FILE));
      const checksum = createHash("sha256").update(bytes).digest("hex");
      return { name, sql: bytes.toString("utf8"), checksum };
    });
}

/** What Prisma recorded in its own table; rows marked as rolled back count for nothing, as for Prisma. */
async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS found");
  if (table.rows[0]?.found === null) return [];
  const result = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NULL AS "isFailed"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return result.rows;
}

/**
 * The migrations still to be applied. Refuses a database whose last migration failed half way, one that a newer
 * version has migrated, and one whose applied migrations are not the ones of this version.
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFailed } of applied) {
    if (isFailed) {
      throw refusal(
        `The migration ${name} failed on this database before. Repair what it left, then mark it with "prisma migrate resolve"`,
      );
    }
    const migration = known.get(name);
    if (!migration) {
      throw refusal(
        `The database holds the migration ${name}, which this version does not know: it was used by a newer version`,
      );
    }
    if (migration.checksum !== checksum) {
      throw refusal(`The migration ${name} was changed after it had been applied to this database`);
    }
  }
  const done = new Set(applied.map((migration) => migration.name));
  return migrations.filter((migration) => !done.has(migration.name));
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError("conflict", message, { cause });
}

/** Shape in which the schema engine takes the migrations folder. */
export function migrationsList(
  migrations: readonly Migration[],
  folder = resolve("prisma/migrations"),
) {
  const lockfile = join(folder, "migration_lock.toml");
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: MIGRATION_FILE, content: { tag: "ok" as const, value: sql } },
    })),
  };
}

async function applyMigrations(url: string, migrations: readonly Migration[]): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    const engine = await openSchemaEngine(pool);
    await engine.applyMigrations({
      migrationsList: migrationsList(migrations),
      filters: { externalTables: [], externalEnums: [] },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.trim() : String(cause);
    throw refusal(`The database could not be migrated: ${reason}`, cause);
  } finally {
    await pool.end();
  }
}

/**
 * Brings the database to the schema of this version with the ordinary Prisma migrations, as `prisma migrate
 * deploy` would, and needs no network. Any number of nodes may call it at once; with nothing to do it costs three
 * queries.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const migrations = readMigrations();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const pending = pendingMigrations(migrations, await readApplied(client));
    if (pending.length > 0) await applyMigrations(url, migrations);
  } finally {
    await client.end();
  }
}
