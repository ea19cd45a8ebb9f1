import type { AlertChannel } from "@/lib/domain/alert/alert-channel";
import { type NamedRows, namedRowsSql } from "./gate-list";
import type { Queryable } from "./queryable";

const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.description, g.kind, g.settings, g.secret, g.active,
  g.used_by_jobs AS "usedByJobs", g.updated_at AS "updatedAt"`;

/** Channels in the order of their names. */
export async function selectChannels(db: Queryable, request: NamedRows): Promise<AlertChannel[]> {
  const { rows } = await db.query<AlertChannel>(namedRowsSql("alert_channel", COLUMNS, request));
  return rows;
}

/** One channel, or null; `lock` holds off every other change of it until the transaction ends. */
export async function findChannel(
  db: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
  { lock = false }: { lock?: boolean } = {},
): Promise<AlertChannel | null> {
  const { rows } = await db.query<AlertChannel>(
    `SELECT ${COLUMNS} FROM alert_channel g WHERE g.tenant_id = $1 AND g.name = $2 ${lock ? "FOR UPDATE" : ""}`,
    [tenantId, name],
  );
  return rows[0] ?? null;
}

/** Those of the names that stand for no channel. */
export async function missingChannels(
  tx: Queryable,
  { tenantId, names }: { tenantId: string; names: readonly string[] },
): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    "SELECT name FROM alert_channel WHERE tenant_id = $1 AND name = ANY($2::text[]) FOR KEY SHARE",
    [tenantId, names],
  );
  const known = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

/** Writes a channel, and makes it where there is none. */
export async function saveChannel(tx: Queryable, channel: AlertChannel): Promise<void> {
  await tx.query(
    `INSERT INTO alert_channel (tenant_id, name, description, kind, settings, secret, active, used_by_jobs, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (tenant_id, name) DO UPDATE SET description = EXCLUDED.description, kind = EXCLUDED.kind,
       settings = EXCLUDED.settings, secret = EXCLUDED.secret, active = EXCLUDED.active,
       used_by_jobs = EXCLUDED.used_by_jobs, updated_at = EXCLUDED.updated_at`,
    [
      channel.tenantId,
      channel.name,
      channel.description,
      channel.kind,
      JSON.stringify(channel.settings),
      channel.secret,
      channel.active,
      channel.usedByJobs,
      channel.updatedAt,
    ],
  );
}

/** Removes a channel. */
export async function deleteChannelRow(
  tx: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<void> {
  await tx.query("DELETE FROM alert_channel WHERE tenant_id = $1 AND name = $2", [tenantId, name]);
}

/** Names of the active channels of some tenants that are told about jobs with alert settings of their own. */
export async function channelsOfJobs(
  db: Queryable,
  tenantIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await db.query<{ tenantId: string; names: string[] }>(
    `SELECT tenant_id AS "tenantId", array_agg(name ORDER BY name) AS names FROM alert_channel
     WHERE tenant_id = ANY($1::uuid[]) AND used_by_jobs AND active GROUP BY tenant_id`,
    [tenantIds],
  );
  return new Map(rows.map(({ tenantId, names }) => [tenantId, names]));
}
