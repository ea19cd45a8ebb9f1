import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import pg from "pg";
import { migrationsList, readMigrations } from "./migrate";
import { openSchemaEngine } from "./schema-engine";

/** Begins a statement that touches an index Prisma cannot express, which therefore stands in a migration alone. */
const DROP_INDEX = /^DROP INDEX "([^"]+)"$/;

function partialIndexes(): Set<string> {
  const sql = readMigrations()
    .map((migration) => migration.sql)
    .join("\n");
  const statements = sql.matchAll(/CREATE (?:UNIQUE )?INDEX "?([\w]+)"?[^;]*;/g);
  const inexpressible = [...statements].filter(([text]) => /\bWHERE\b|\bINCLUDE\b|\(\(/.test(text));
  return new Set(inexpressible.map(([, name]) => name ?? ""));
}

/** The statements of a script of the schema engine, without comments and semicolons. */
function statementsOf(script: string): string[] {
  return script
    .replace(/^--.*$/gm, "")
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

/**
 * The SQL that would bring a database migrated by `prisma/migrations` to `prisma/schema.prisma`: nothing when both
 * say the same. Indexes that Prisma cannot express are left out. `url` is an empty database to try them in.
 */
export async function schemaDifference(
  url: string,
  schema = readFileSync(resolve("prisma/schema.prisma"), "utf8"),
): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    const engine = await openSchemaEngine(pool);
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...migrationsList(readMigrations()) },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const ours = partialIndexes();
    return statementsOf(stdout ?? "").filter((statement) => {
      const [, index] = DROP_INDEX.exec(statement) ?? [];
      return index === undefined || !ours.has(index);
    });
  } finally {
    await pool.end();
  }
}
