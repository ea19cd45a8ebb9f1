import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { migrateDatabase, readMigrations } from "./migrate";
import { schemaDifference } from "./schema-diff";

const migrateInOtherProcess = (url: string) => {
  const script = `import { migrateDatabase } from "@/lib/platform/migrate"; await migrateDatabase(${JSON.stringify(url)});`;
  const tsx = resolve("node_modules/tsx/dist/cli.mjs");
  return promisify(execFile)(process.execPath, [tsx, "--input-type=module", "--eval", script]);
};

const expected = readMigrations().map(({ name, checksum }) => ({
  name,
  checksum,
  finished: true,
  steps: 1,
}));

const recorded = async ({ pool }: TestDatabase) => {
  const { rows } = await pool.query(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, applied_steps_count AS steps
       FROM _prisma_migrations ORDER BY migration_name`,
  );
  return rows;
};

describe("migrating a database", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase({ isEmpty: true });
  });
  afterEach(() => database.drop());

  it("records every migration in Prisma's own table, finished and with its checksum", async () => {
    await migrateDatabase(database.url);
    expect(await recorded(database)).toEqual(expected);
  });

  it("changes nothing when everything is applied already", async () => {
    await migrateDatabase(database.url);
    const rows = () =>
      database.pool.query("SELECT id, started_at FROM _prisma_migrations ORDER BY id");
    const before = await rows();
    await migrateDatabase(database.url);
    expect((await rows()).rows).toEqual(before.rows);
  });

  it("applies each migration once when several processes start at the same moment", async () => {
    const { url } = database;
    await Promise.all([
      migrateInOtherProcess(url),
      migrateInOtherProcess(url),
      migrateDatabase(url),
    ]);
    expect(await recorded(database)).toEqual(expected);
  });

  it("refuses to touch a database whose last migration failed", async () => {
    await migrateDatabase(database.url);
    await database.pool.query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrateDatabase(database.url)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the schema file", () => {
  it("describes the database that the migrations make", async () => {
    const database = await createTestDatabase({ isEmpty: true });
    try {
      expect(await schemaDifference(database.url)).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it("is noticed when it says more than the migrations", async () => {
    const database = await createTestDatabase({ isEmpty: true });
    try {
      const schema =
        'datasource db {\n  provider = "postgresql"\n}\nmodel Extra {\n  id Int @id\n}\n';
      const difference = await schemaDifference(database.url, schema);
      expect(difference.join("\n")).toContain('CREATE TABLE "Extra"');
    } finally {
      await database.drop();
    }
  });
});
