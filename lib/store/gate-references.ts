import type { Queryable } from "./queryable";

/** What definitions refer to by name, beside other definitions. */
export type GateKind = "queue" | "lock" | "event" | "window" | "calendar";

const TABLE: Record<GateKind, string> = {
  queue: "queue",
  lock: "lock",
  event: "event",
  window: "time_window",
  calendar: "calendar",
};

/** A few of the names something is used by, and whether there are more. */
export interface UsersNamed {
  names: string[];
  hasMore: boolean;
}

const NAMED = 5;

/** The first names of a list that was read one further than is named. */
export function firstNames(names: readonly string[]): UsersNamed {
  return { names: names.slice(0, NAMED), hasMore: names.length > NAMED };
}

/** How many rows to read for `firstNames`. */
export const NAMES_READ = NAMED + 1;

/** The definitions that refer to a gate, in the order of their names. */
export async function definitionsUsing(
  db: Queryable,
  { tenantId, kind, name }: { tenantId: string; kind: GateKind; name: string },
): Promise<UsersNamed> {
  const byColumn = kind === "queue" ? "OR d.queue = $3" : "";
  const { rows } = await db.query<{ name: string }>(
    `SELECT d.name FROM definition d WHERE d.tenant_id = $1 AND (d.id IN (
       SELECT f.definition_id FROM definition_reference f WHERE f.tenant_id = $1 AND f.kind = $2 AND f.name = $3
     ) ${byColumn}) ORDER BY d.name LIMIT $4`,
    [tenantId, kind, name, NAMES_READ],
  );
  return firstNames(rows.map((row) => row.name));
}

/** Holds a gate for its deletion: nobody can come to refer to it until the transaction ends. False when there is none. */
export async function lockGate(
  tx: Queryable,
  { tenantId, kind, name }: { tenantId: string; kind: GateKind; name: string },
): Promise<boolean> {
  const result = await tx.query(
    `SELECT FROM ${TABLE[kind]} WHERE tenant_id = $1 AND name = $2 FOR UPDATE`,
    [tenantId, name],
  );
  return result.rowCount === 1;
}

/** Removes a gate. */
export async function deleteGate(
  tx: Queryable,
  { tenantId, kind, name }: { tenantId: string; kind: GateKind; name: string },
): Promise<void> {
  await tx.query(`DELETE FROM ${TABLE[kind]} WHERE tenant_id = $1 AND name = $2`, [tenantId, name]);
}

/** Names of the gates of a kind a tenant has, in order. */
export async function selectGateNames(
  db: Queryable,
  { tenantId, kind, limit }: { tenantId: string; kind: GateKind; limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM ${TABLE[kind]} WHERE tenant_id = $1 ORDER BY name LIMIT $2`,
    [tenantId, limit],
  );
  return rows.map((row) => row.name);
}
