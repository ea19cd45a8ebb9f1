import type { ViewScreen } from "@/lib/domain/run/saved-view";
import type { Queryable } from "./queryable";

/** A kept view. */
export interface SavedView {
  tenantId: string;
  id: string;
  ownerId: string;
  ownerName: string;
  name: string;
  screen: ViewScreen;
  query: string;
  columns: string[];
  shared: boolean;
  createdAt: Date;
  modifiedAt: Date;
}

const COLUMNS = `v.tenant_id AS "tenantId", v.id, v.owner_id AS "ownerId", v.owner_name AS "ownerName", v.name, v.screen, v.query,
  v.columns, v.shared, v.created_at AS "createdAt", v.modified_at AS "modifiedAt"`;
const TAKEN = "23505";

/** The views of an owner and those shared in its tenant, own ones first, by name. */
export async function listViews(
  db: Queryable,
  { tenantId, ownerId, screen }: { tenantId: string; ownerId: string; screen: ViewScreen | null },
): Promise<SavedView[]> {
  const { rows } = await db.query<SavedView>(
    `SELECT ${COLUMNS} FROM saved_view v WHERE v.tenant_id = $1 AND (v.owner_id = $2 OR v.shared) AND ($3::text IS NULL OR v.screen = $3)
     ORDER BY v.owner_id <> $2, lower(v.name), v.id LIMIT 1000`,
    [tenantId, ownerId, screen],
  );
  return rows;
}

/** One view of a tenant, or null. */
export async function findView(
  db: Queryable,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<SavedView | null> {
  const { rows } = await db.query<SavedView>(
    `SELECT ${COLUMNS} FROM saved_view v WHERE v.tenant_id = $1 AND v.id = $2`,
    [tenantId, id],
  );
  return rows[0] ?? null;
}

/** How many views an owner has. */
export async function countViewsOf(
  db: Queryable,
  { tenantId, ownerId }: { tenantId: string; ownerId: string },
): Promise<number> {
  const { rows } = await db.query<{ views: number }>(
    "SELECT count(*)::int AS views FROM saved_view WHERE tenant_id = $1 AND owner_id = $2",
    [tenantId, ownerId],
  );
  return rows[0]?.views ?? 0;
}

/** Writes a view, new or changed; false when its owner has another of that name for the screen. */
export async function writeView(db: Queryable, view: SavedView): Promise<boolean> {
  const values = [
    ...[view.tenantId, view.id, view.ownerId, view.ownerName, view.name, view.screen, view.query],
    ...[JSON.stringify(view.columns), view.shared, view.createdAt, view.modifiedAt],
  ];
  try {
    await db.query(
      `INSERT INTO saved_view (tenant_id, id, owner_id, owner_name, name, screen, query, columns, shared, created_at, modified_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11)
       ON CONFLICT (tenant_id, id) DO UPDATE SET name = EXCLUDED.name, query = EXCLUDED.query, columns = EXCLUDED.columns,
         shared = EXCLUDED.shared, modified_at = EXCLUDED.modified_at`,
      values,
    );
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === TAKEN) return false;
    throw error;
  }
}

/** Removes a view. */
export async function removeView(
  db: Queryable,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<void> {
  await db.query("DELETE FROM saved_view WHERE tenant_id = $1 AND id = $2", [tenantId, id]);
}
