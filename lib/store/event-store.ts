import { type NamedRows, namedRowsSql } from "./gate-list";
import type { Queryable } from "./queryable";

/** An event with its current raising, if it is raised, and how many wait behind that one. */
export interface EventRow {
  tenantId: string;
  name: string;
  description: string;
  updatedAt: Date;
  raisedAt: Date | null;
  raisedBy: string | null;
  comment: string | null;
  pending: number;
}

/** One raising of an event. */
export interface EventOccurrenceRow {
  raisedAt: Date;
  raisedBy: string;
  comment: string;
  run: string | null;
  clearedAt: Date | null;
  clearedBy: string | null;
}

interface EventKey {
  tenantId: string;
  name: string;
}

const OPEN = "o.tenant_id = g.tenant_id AND o.event_name = g.name AND o.cleared_at IS NULL";
const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.description, g.updated_at AS "updatedAt", c.*,
  (SELECT GREATEST(count(*) - 1, 0)::int FROM event_occurrence o WHERE ${OPEN}) AS pending`;
const CURRENT = `LEFT JOIN LATERAL (
  SELECT o.raised_at AS "raisedAt", o.raised_by AS "raisedBy", o.comment FROM event_occurrence o
  WHERE ${OPEN} ORDER BY o.id LIMIT 1) c ON true`;

/** One event, or null. */
export async function findEvent(db: Queryable, key: EventKey): Promise<EventRow | null> {
  const { rows } = await db.query<EventRow>(
    `SELECT ${COLUMNS} FROM event g ${CURRENT} WHERE g.tenant_id = $1 AND g.name = $2`,
    [key.tenantId, key.name],
  );
  return rows[0] ?? null;
}

/** Events in the order of their names. */
export async function selectEvents(db: Queryable, request: NamedRows): Promise<EventRow[]> {
  const page = namedRowsSql("event", "g.*", request);
  const { rows } = await db.query<EventRow>(
    `SELECT ${COLUMNS} FROM (${page.text}) AS g ${CURRENT} ORDER BY g.name`,
    page.values,
  );
  return rows;
}

/** Writes an event, and makes it where there is none. True when it was made. */
export async function saveEvent(
  tx: Queryable,
  key: EventKey,
  { description, now }: { description: string; now: Date },
): Promise<boolean> {
  const { rows } = await tx.query<{ created: boolean }>(
    `INSERT INTO event AS e (tenant_id, name, description, updated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, name) DO UPDATE SET description = EXCLUDED.description, updated_at = EXCLUDED.updated_at
     RETURNING e.xmax = 0 AS created`,
    [key.tenantId, key.name, description, now],
  );
  return rows[0]?.created ?? false;
}

/** The latest raisings of an event, newest first. */
export async function selectOccurrences(
  db: Queryable,
  { tenantId, name, limit }: EventKey & { limit: number },
): Promise<EventOccurrenceRow[]> {
  const { rows } = await db.query<EventOccurrenceRow>(
    `SELECT o.raised_at AS "raisedAt", o.raised_by AS "raisedBy", o.comment, o.run_id AS run,
       o.cleared_at AS "clearedAt", o.cleared_by AS "clearedBy"
     FROM event_occurrence o WHERE o.tenant_id = $1 AND o.event_name = $2 ORDER BY o.id DESC LIMIT $3`,
    [tenantId, name, limit],
  );
  return rows;
}

/** Removes an event with its raisings. */
export async function deleteEvent(tx: Queryable, { tenantId, name }: EventKey): Promise<void> {
  await tx.query("DELETE FROM event_occurrence WHERE tenant_id = $1 AND event_name = $2", [
    tenantId,
    name,
  ]);
  await tx.query("DELETE FROM event WHERE tenant_id = $1 AND name = $2", [tenantId, name]);
}
