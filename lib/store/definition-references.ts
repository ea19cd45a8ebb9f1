import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { DefinitionKind } from "@/lib/domain/definition/definition";
import type {
  DefinitionReference,
  ReferenceKind,
} from "@/lib/domain/definition/definition-references";
import { firstNames, NAMES_READ, type UsersNamed } from "./gate-references";
import type { Queryable } from "./queryable";

/** Key of the lock below; any number no other advisory lock of the application has. */
const CALLS_LOCK = 7_352_001;

/**
 * Until the transaction ends nobody else writes a chain (`write`), or nobody writes one while this transaction deletes
 * a definition (`delete`): what was found out about calls stays true. To be taken before any row is locked.
 */
export async function holdCallsStill(db: Queryable, purpose: "write" | "delete"): Promise<void> {
  const take = purpose === "write" ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
  await db.query(`SELECT ${take}($1)`, [CALLS_LOCK]);
}

interface DefinitionRow {
  readonly id: string;
  readonly tenantId: string;
}

/** Makes the references of a definition exactly these; belongs into the transaction that writes the definition. */
export async function replaceReferences(
  db: Queryable,
  definition: DefinitionRow,
  references: readonly DefinitionReference[],
): Promise<void> {
  await db.query(
    `WITH wanted AS (SELECT * FROM unnest($3::text[], $4::text[]) AS w (kind, name)),
       gone AS (DELETE FROM definition_reference r WHERE r.definition_id = $2
         AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.kind = r.kind AND w.name = r.name))
     INSERT INTO definition_reference (tenant_id, definition_id, kind, name)
       SELECT $1, $2, w.kind, w.name FROM wanted w
     ON CONFLICT DO NOTHING`,
    [
      definition.tenantId,
      definition.id,
      references.map(({ kind }) => kind),
      references.map(({ name }) => name),
    ],
  );
}

/** Table of each kind of thing that must exist before it is referred to; a queue needs no row. */
const TABLES = {
  lock: "lock",
  event: "event",
  window: "time_window",
  calendar: "calendar",
} as const satisfies Partial<Record<ReferenceKind, string>>;
export type RequiredKind = keyof typeof TABLES;

/**
 * Which of these names the tenant has. The rows are kept from being deleted until the transaction ends, so that what
 * refers to them is stored before somebody asks who does.
 */
export async function existingNames(
  db: Queryable,
  tenantId: string,
  { kind, names }: { kind: RequiredKind; names: readonly string[] },
): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM "${TABLES[kind]}" WHERE tenant_id = $1 AND name = ANY($2::text[]) ORDER BY name FOR KEY SHARE`,
    [tenantId, names],
  );
  return new Set(rows.map(({ name }) => name));
}

/** What a chain has to know of a definition it calls. */
export interface CalledDefinition {
  readonly name: string;
  readonly kind: DefinitionKind;
  readonly parameters: readonly ParameterDefinition[];
}

/** The definitions of these names in the tenant that a chain can call. */
export async function findCalled(
  db: Queryable,
  tenantId: string,
  names: readonly string[],
): Promise<Map<string, CalledDefinition>> {
  const { rows } = await db.query<CalledDefinition>(
    `SELECT name, kind, coalesce(properties->'parameters', '[]') AS parameters FROM definition
     WHERE tenant_id = $1 AND name = ANY($2::text[]) AND kind <> 'system'`,
    [tenantId, names],
  );
  return new Map(rows.map((row) => [row.name, row]));
}

/** The calls of every chain that can be reached from these names, as they are stored, by the chain's name. */
export async function callsReachableFrom(
  db: Queryable,
  tenantId: string,
  names: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await db.query<{ name: string; calls: string[] }>(
    `WITH RECURSIVE reached (name) AS (
       SELECT unnest($2::text[])
       UNION SELECT r.name FROM reached c
         JOIN definition d ON d.tenant_id = $1 AND d.name = c.name
         JOIN definition_reference r ON r.definition_id = d.id AND r.kind = 'definition')
     SELECT d.name, array_agg(r.name ORDER BY r.name) AS calls FROM reached c
       JOIN definition d ON d.tenant_id = $1 AND d.name = c.name
       JOIN definition_reference r ON r.definition_id = d.id AND r.kind = 'definition'
     GROUP BY d.name`,
    [tenantId, names],
  );
  return new Map(rows.map(({ name, calls }) => [name, calls]));
}

/** The chains of the tenant that call a definition, in the order of their names. */
export async function chainsThatCall(
  db: Queryable,
  tenantId: string,
  name: string,
): Promise<UsersNamed> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT d.name FROM definition_reference r JOIN definition d ON d.id = r.definition_id
     WHERE r.tenant_id = $1 AND r.kind = 'definition' AND r.name = $2 ORDER BY d.name LIMIT $3`,
    [tenantId, name, NAMES_READ],
  );
  return firstNames(rows.map((row) => row.name));
}
