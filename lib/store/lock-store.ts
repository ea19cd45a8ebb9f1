import type { LockType } from "@/lib/domain/native-api/lock-resource";
import { type NamedRows, namedRowsSql } from "./gate-list";
import { GATE_RUN_COLUMNS, type GateRunRow } from "./gate-runs";
import type { Queryable } from "./queryable";

/** A lock as it is stored. */
export interface LockRow {
  tenantId: string;
  name: string;
  description: string;
  type: LockType;
  size: number;
  updatedAt: Date;
}

/** A lock with how much of it is held, and by how many runs. */
export interface LockUseRow extends LockRow {
  held: number;
  holderCount: number;
}

/** A run that holds a lock. */
export interface LockHolderRow extends GateRunRow {
  mode: string;
  units: number;
  since: Date;
}

const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.description, g.type, g.size, g.updated_at AS "updatedAt"`;
const USE_COLUMNS = `${COLUMNS},
  (SELECT COALESCE(sum(h.units), 0)::int FROM lock_hold h WHERE h.tenant_id = g.tenant_id AND h.lock_name = g.name) AS held,
  (SELECT count(*)::int FROM lock_hold h WHERE h.tenant_id = g.tenant_id AND h.lock_name = g.name) AS "holderCount"`;

/** One lock, or null; `lock` holds off every other change of it until the transaction ends. */
export async function findLock(
  db: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
  { lock = false }: { lock?: boolean } = {},
): Promise<LockRow | null> {
  const { rows } = await db.query<LockRow>(
    `SELECT ${COLUMNS} FROM lock g WHERE g.tenant_id = $1 AND g.name = $2 ${lock ? "FOR NO KEY UPDATE" : ""}`,
    [tenantId, name],
  );
  return rows[0] ?? null;
}

/** One lock with its use, or null. */
export async function findLockUse(
  db: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<LockUseRow | null> {
  const { rows } = await db.query<LockUseRow>(
    `SELECT ${USE_COLUMNS} FROM lock g WHERE g.tenant_id = $1 AND g.name = $2`,
    [tenantId, name],
  );
  return rows[0] ?? null;
}

/** Locks with their use, in the order of their names. */
export async function selectLocks(db: Queryable, request: NamedRows): Promise<LockUseRow[]> {
  const { rows } = await db.query<LockUseRow>(namedRowsSql("lock", USE_COLUMNS, request));
  return rows;
}

/** Writes a lock, and makes it where there is none. */
export async function saveLock(tx: Queryable, lock: LockRow): Promise<void> {
  await tx.query(
    `INSERT INTO lock (tenant_id, name, description, type, size, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, name) DO UPDATE SET description = EXCLUDED.description, type = EXCLUDED.type,
       size = EXCLUDED.size, updated_at = EXCLUDED.updated_at`,
    [lock.tenantId, lock.name, lock.description, lock.type, lock.size, lock.updatedAt],
  );
}

/** The runs that hold a lock, the longest holding first. */
export async function selectLockHolders(
  db: Queryable,
  { tenantId, name, limit }: { tenantId: string; name: string; limit: number },
): Promise<LockHolderRow[]> {
  const { rows } = await db.query<LockHolderRow>(
    `SELECT ${GATE_RUN_COLUMNS}, h.mode, h.units, h.since FROM lock_hold h
     JOIN run r ON r.tenant_id = h.tenant_id AND r.id = h.run_id
     WHERE h.tenant_id = $1 AND h.lock_name = $2 ORDER BY h.since, h.run_id LIMIT $3`,
    [tenantId, name, limit],
  );
  return rows;
}
