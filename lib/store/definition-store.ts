import type { TenantScope } from "@/lib/domain/access/access";
import type { Definition } from "@/lib/domain/definition/definition";
import { NO_PROPERTIES } from "@/lib/domain/definition/definition-properties";
import { JOB_KINDS } from "@/lib/domain/scheduling-api/job-view";
import type { Queryable } from "./queryable";

/** What a definition has that was stored before there were properties, or before one of them was added. */
const DEFAULTS = `'${JSON.stringify(NO_PROPERTIES)}'::jsonb`;

/** Columns of a definition `d` under the names of the domain; the sealed password stays behind. */
export const DEFINITION_COLUMNS = `d.id, d.tenant_id AS "tenantId", d.job_id AS "jobId", d.name, d.job_name AS "jobName",
  d.kind, d.description, d.active, d.start_at AS "startAt", d.end_at AS "endAt", d.priority, d.queue, d.hold,
  d.retention_days AS "retentionDays", d.delete_after_success AS "deleteAfterSuccess", d.http_method AS "httpMethod",
  d.url, d.origin, d.headers, d.endpoint_user AS "endpointUser",
  d.endpoint_password IS NOT NULL AS "hasEndpointPassword", d.synchronous_seconds AS "synchronousSeconds",
  d.asynchronous_seconds AS "asynchronousSeconds", d.alert_on_error AS "alertOnError",
  d.alert_on_success AS "alertOnSuccess", d.alm_enabled AS "almEnabled", ${DEFAULTS} || d.properties AS properties,
  d.gated, d.created_at AS "createdAt",
  d.created_by AS "createdBy", d.updated_at AS "updatedAt"`;

/**
 * What a definition is asked for by; a name is looked up in the caller's own tenant first. The integer id belongs to
 * the compatible API and finds only what is a job there.
 */
export type DefinitionKey = { id: string } | { jobId: number } | { name: string };

interface FindOptions {
  /** Only definitions of these kinds. */
  kinds?: readonly string[];
  /** Holds off every other change of the definition and its schedules until the transaction ends. */
  lock?: boolean;
  /** Only the caller's own tenant, whatever else it may see. */
  ownTenantOnly?: boolean;
}

/** The definition, or null when there is none within the scope. */
export async function findDefinition(
  db: Queryable,
  scope: TenantScope,
  { key, kinds, lock = false, ownTenantOnly = false }: FindOptions & { key: DefinitionKey },
): Promise<Definition | null> {
  const isEverywhere = scope.allTenants && !ownTenantOnly;
  const [column, value] = keyColumn(key);
  const ofKinds = kinds ?? ("jobId" in key ? JOB_KINDS : null);
  const result = await db.query<Definition>(
    `SELECT ${DEFINITION_COLUMNS} FROM definition d
     WHERE d.${column} = $1 AND ($2 OR d.tenant_id = $3) AND ($4::text[] IS NULL OR d.kind = ANY($4))
     ORDER BY d.tenant_id = $3 DESC, d.job_id LIMIT 1 ${lock ? "FOR NO KEY UPDATE OF d" : ""}`,
    [value, isEverywhere, scope.tenantId, ofKinds],
  );
  return result.rows[0] ?? null;
}

function keyColumn(key: DefinitionKey): ["id" | "job_id" | "name", string | number] {
  if ("id" in key) return ["id", key.id];
  return "jobId" in key ? ["job_id", key.jobId] : ["name", key.name];
}

/** Columns that are written; instants in the caller's hands, the password already sealed. */
export interface DefinitionColumns {
  name: string;
  job_name: string;
  kind: string;
  description: string;
  active: boolean;
  start_at: Date | null;
  end_at: Date | null;
  priority: number;
  queue: string;
  hold: boolean;
  retention_days: number | null;
  delete_after_success: boolean;
  http_method: string;
  url: string;
  origin: string;
  headers: string;
  endpoint_user: string | null;
  endpoint_password: string | null;
  synchronous_seconds: number;
  asynchronous_seconds: number | null;
  alert_on_error: boolean;
  alert_on_success: boolean;
  alm_enabled: boolean;
  /** As JSON. */
  properties: string;
  gated: boolean;
  unreachable_since: Date | null;
  updated_at: Date;
}

interface NewDefinition {
  id: string;
  tenantId: string;
  createdBy: string;
  createdAt: Date;
  columns: DefinitionColumns;
}

/** Inserts a definition; null when its tenant has one of that name already. */
export async function insertDefinition(
  db: Queryable,
  row: NewDefinition,
): Promise<Definition | null> {
  const names = Object.keys(row.columns);
  const values = [
    row.id,
    row.tenantId,
    row.createdBy,
    row.createdAt,
    ...Object.values(row.columns),
  ];
  const places = values.map((_, index) => `$${index + 1}`).join(", ");
  const result = await db.query<Definition>(
    `INSERT INTO definition AS d (id, tenant_id, created_by, created_at, ${names.join(", ")}) VALUES (${places})
     ON CONFLICT (tenant_id, name) DO NOTHING RETURNING ${DEFINITION_COLUMNS}`,
    values,
  );
  return result.rows[0] ?? null;
}

/** Writes the given columns of one definition. */
export async function updateDefinitionColumns(
  db: Queryable,
  id: string,
  columns: Partial<DefinitionColumns>,
): Promise<Definition | null> {
  const names = Object.keys(columns);
  const sets = names.map((name, index) => `${name} = $${index + 2}`).join(", ");
  const result = await db.query<Definition>(
    `UPDATE definition d SET ${sets} WHERE d.id = $1 RETURNING ${DEFINITION_COLUMNS}`,
    [id, ...Object.values(columns)],
  );
  return result.rows[0] ?? null;
}

/** Gives an endpoint that was out of reach a new chance: a person has switched its job or schedules on again. */
export async function forgetUnreachability(db: Queryable, id: string): Promise<void> {
  await db.query(
    "UPDATE definition SET unreachable_since = NULL WHERE id = $1 AND unreachable_since IS NOT NULL",
    [id],
  );
}

/** Removes the definition with its schedules, and leaves word for the janitor to remove its runs. */
export async function removeDefinition(db: Queryable, definition: Definition): Promise<void> {
  await db.query(
    `WITH gone AS (DELETE FROM definition WHERE id = $1 RETURNING id, tenant_id)
     INSERT INTO purge (tenant_id, definition_id) SELECT tenant_id, id FROM gone`,
    [definition.id],
  );
}

const NEARLY = 0.8;

/** True when the instance holds `max` definitions. Counts them only when the statistics say that it may be near. */
export async function holdsDefinitions(db: Queryable, max: number): Promise<boolean> {
  const estimate = await db.query<{ rows: number }>(
    "SELECT reltuples AS rows FROM pg_class WHERE oid = 'definition'::regclass",
  );
  if ((estimate.rows[0]?.rows ?? 0) < max * NEARLY && max > 10_000) return false;
  const counted = await db.query<{ count: string }>(
    "SELECT count(*) AS count FROM (SELECT 1 FROM definition LIMIT $1) AS some",
    [max],
  );
  return Number(counted.rows[0]?.count ?? 0) >= max;
}
