import type { QueueClosedReason } from "@/lib/domain/gate/queue-closure";
import { BUILT_IN_QUEUES } from "@/lib/domain/native-api/queue-resource";
import { type NamedRows, namedRowsSql } from "./gate-list";
import type { Queryable } from "./queryable";

/** A process server that serves a queue, and how many of its runs it executes at once; null for any number. */
export interface QueueServer {
  server: string;
  size: number | null;
}

/** The rules of a queue, as they are put. */
export interface QueueRules {
  description: string;
  size: number | null;
  holdLevel: number | null;
  held: boolean;
  heldBy: string | null;
  window: string | null;
  countWaiting: boolean;
  countConsole: boolean;
  servers: QueueServer[];
}

/** A queue as it is stored; whether it is closed follows from its rules, its window and its servers. */
export interface QueueRow extends QueueRules {
  tenantId: string;
  name: string;
  closed: boolean;
  closedReason: QueueClosedReason | null;
  closedSince: Date | null;
  wakeAt: Date | null;
  updatedAt: Date;
}

const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.description, g.size, g.hold_level AS "holdLevel", g.held,
  g.held_by AS "heldBy", g.window_name AS "window", g.count_waiting AS "countWaiting",
  g.count_console AS "countConsole", g.servers, g.closed, g.closed_reason AS "closedReason",
  g.closed_since AS "closedSince", g.wake_at AS "wakeAt", g.updated_at AS "updatedAt"`;

/** One queue, or null when it has no row; `lock` holds off every other change of it until the transaction ends. */
export async function findQueue(
  db: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
  { lock = false }: { lock?: boolean } = {},
): Promise<QueueRow | null> {
  const { rows } = await db.query<QueueRow>(
    `SELECT ${COLUMNS} FROM queue g WHERE g.tenant_id = $1 AND g.name = $2 ${lock ? "FOR NO KEY UPDATE" : ""}`,
    [tenantId, name],
  );
  return rows[0] ?? null;
}

// A built-in queue that nobody has configured has no row; it stands here as one without rules.
const WITH_BUILT_IN = `(
  SELECT q.* FROM queue q WHERE q.tenant_id = $1
  UNION ALL
  SELECT p.* FROM unnest(ARRAY['${BUILT_IN_QUEUES.join("', '")}']) AS b(name), jsonb_populate_record(NULL::queue,
    jsonb_build_object('tenant_id', $1::uuid, 'name', b.name, 'description', '', 'held', false, 'count_waiting', false,
      'count_console', true, 'servers', '[]'::jsonb, 'closed', false)) AS p
  WHERE NOT EXISTS (SELECT FROM queue q WHERE q.tenant_id = $1 AND q.name = b.name))`;

/** A queue as it is listed: a built-in one may never have been written. */
export type ListedQueueRow = Omit<QueueRow, "updatedAt"> & { updatedAt: Date | null };

/** Queues, those built in among them, in the order of their names. */
export async function selectQueues(db: Queryable, request: NamedRows): Promise<ListedQueueRow[]> {
  const { rows } = await db.query<ListedQueueRow>(namedRowsSql(WITH_BUILT_IN, COLUMNS, request));
  return rows;
}

/** Queues held off other changes until the transaction ends, all of a tenant when none is named. */
export async function lockQueues(
  tx: Queryable,
  { tenantId, names }: { tenantId: string; names: readonly string[] | null },
): Promise<QueueRow[]> {
  const { rows } = await tx.query<QueueRow>(
    `SELECT ${COLUMNS} FROM queue g WHERE g.tenant_id = $1 AND ($2::text[] IS NULL OR g.name = ANY($2))
     ORDER BY g.name FOR NO KEY UPDATE`,
    [tenantId, names],
  );
  return rows;
}

/** Writes the rules of a queue, and makes it where there is none. */
export async function saveQueue(
  tx: Queryable,
  key: { tenantId: string; name: string },
  { rules, now }: { rules: QueueRules; now: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO queue (tenant_id, name, description, size, hold_level, held, held_by, window_name, count_waiting,
       count_console, servers, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12)
     ON CONFLICT (tenant_id, name) DO UPDATE SET description = EXCLUDED.description, size = EXCLUDED.size,
       hold_level = EXCLUDED.hold_level, held = EXCLUDED.held, held_by = EXCLUDED.held_by,
       window_name = EXCLUDED.window_name, count_waiting = EXCLUDED.count_waiting,
       count_console = EXCLUDED.count_console, servers = EXCLUDED.servers, updated_at = EXCLUDED.updated_at`,
    [
      key.tenantId,
      key.name,
      rules.description,
      rules.size,
      rules.holdLevel,
      rules.held,
      rules.heldBy,
      rules.window,
      rules.countWaiting,
      rules.countConsole,
      JSON.stringify(rules.servers),
      now,
    ],
  );
}

/** Queues that are open in one of some time windows; all of them when `limit` is null. */
export async function queuesOfWindows(
  db: Queryable,
  {
    tenantId,
    windows,
    limit,
  }: { tenantId: string; windows: readonly string[]; limit: number | null },
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    "SELECT name FROM queue WHERE tenant_id = $1 AND window_name = ANY($2) ORDER BY name LIMIT $3",
    [tenantId, windows, limit],
  );
  return rows.map((row) => row.name);
}
