import type {
  StoredConfiguration,
  StoredDefinition,
  StoredGate,
} from "@/lib/domain/configuration/stored-configuration";
import type { Definition } from "@/lib/domain/definition/definition";
import { selectCalendars } from "./calendar-store";
import { DEFINITION_COLUMNS } from "./definition-store";
import { selectEvents } from "./event-store";
import { selectLocks } from "./lock-store";
import type { Queryable } from "./queryable";
import { selectQueues } from "./queue-store";
import { schedulesOfAll } from "./schedule-store";
import { selectWindows } from "./window-store";

interface Wanted {
  /** Definitions of these names, or the first of all of them. */
  definitions: readonly string[] | { first: number };
}

/** What a tenant has configured: all its gates, and definitions with their schedules. */
export async function loadConfiguration(
  db: Queryable,
  tenantId: string,
  { definitions: wanted }: Wanted,
): Promise<StoredConfiguration> {
  const gates = await loadGates(db, tenantId);
  const definitions =
    "first" in wanted
      ? await selectDefinitions(db, { tenantId, names: null, limit: wanted.first })
      : await selectDefinitions(db, { tenantId, names: wanted, limit: wanted.length });
  return { gates, definitions: await withSchedules(db, definitions) };
}

async function loadGates(db: Queryable, tenantId: string): Promise<StoredGate[]> {
  const all = { tenantId, limit: null };
  const calendars = await selectCalendars(db, all);
  const windows = await selectWindows(db, all);
  const events = await selectEvents(db, all);
  const locks = await selectLocks(db, all);
  const queues = await selectQueues(db, all);
  return [
    ...calendars.map(({ name, description, holidays, weekend }) => ({
      kind: "calendar" as const,
      name,
      rules: { description, holidays, weekend },
    })),
    ...windows.map(({ name, description, timeZone, rules }) => ({
      kind: "window" as const,
      name,
      rules: { description, timeZone, ...rules },
    })),
    ...events.map(({ name, description }) => ({
      kind: "event" as const,
      name,
      rules: { description },
    })),
    ...locks.map(({ name, description, type, size }) => ({
      kind: "lock" as const,
      name,
      rules: { description, type, size },
    })),
    ...queues.map(({ name, description, size, holdLevel, held, ...others }) => ({
      kind: "queue" as const,
      name,
      rules: {
        description,
        size,
        holdLevel,
        held,
        window: others.window,
        countWaiting: others.countWaiting,
        countConsole: others.countConsole,
        servers: others.servers,
      },
    })),
  ];
}

interface DefinitionRange {
  tenantId: string;
  /** Null for all. */
  names: readonly string[] | null;
  limit: number;
}

async function selectDefinitions(
  db: Queryable,
  { tenantId, names, limit }: DefinitionRange,
): Promise<Definition[]> {
  const { rows } = await db.query<Definition>(
    `SELECT ${DEFINITION_COLUMNS} FROM definition d
     WHERE d.tenant_id = $1 AND d.kind <> 'system' AND ($2::text[] IS NULL OR d.name = ANY($2)) ORDER BY d.name LIMIT $3`,
    [tenantId, names, limit],
  );
  return rows;
}

async function withSchedules(
  db: Queryable,
  definitions: readonly Definition[],
): Promise<StoredDefinition[]> {
  const ids = definitions.map(({ id }) => id);
  const schedules = await schedulesOfAll(db, ids);
  return definitions.map((definition) => ({
    definition,
    schedules: schedules.get(definition.id) ?? [],
  }));
}

/** Names of the definitions of a tenant but these, in their order; system jobs are no part of a configuration. */
export async function otherDefinitionNames(
  db: Queryable,
  tenantId: string,
  names: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    "SELECT name FROM definition WHERE tenant_id = $1 AND kind <> 'system' AND NOT name = ANY($2::text[]) ORDER BY name",
    [tenantId, names],
  );
  return rows.map(({ name }) => name);
}

/** A definition's id and the sealed password of its endpoint. */
export interface SealedPassword {
  id: string;
  sealed: string;
}

/** The sealed passwords of those of these definitions that have one, by the definition's name. */
export async function sealedPasswords(
  db: Queryable,
  tenantId: string,
  names: readonly string[],
): Promise<Map<string, SealedPassword>> {
  if (names.length === 0) return new Map();
  const { rows } = await db.query<SealedPassword & { name: string }>(
    `SELECT name, id, endpoint_password AS sealed FROM definition
     WHERE tenant_id = $1 AND name = ANY($2::text[]) AND endpoint_password IS NOT NULL`,
    [tenantId, names],
  );
  return new Map(rows.map(({ name, id, sealed }) => [name, { id, sealed }]));
}

/** Has everybody who applies a configuration to the tenant follow one another until the transaction ends. */
export async function lockConfiguration(tx: Queryable, tenantId: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('configuration ' || $1, 0))", [
    tenantId,
  ]);
}

/** Has a transaction see the database as it is at its first statement, and only read it. */
export async function readOneMoment(tx: Queryable): Promise<void> {
  await tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
}
