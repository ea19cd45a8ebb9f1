import type { TenantScope } from "@/lib/domain/access/access";
import type { Queryable } from "./queryable";
import { RUN_COLUMNS, type RunRow } from "./run-row";
import type { OwnedDefinition } from "./run-sources";
import { SqlConditions } from "./sql-conditions";

/** A run with everything that is known of it. */
export interface WholeRunRow extends RunRow {
  parameters: unknown;
  result: unknown;
  scheduleName: string | null;
  scheduleMode: string | null;
  scheduleExpression: string | null;
  scheduleTimeZone: string | null;
  scheduleOneTimeAt: Date | null;
  hasDefinition: boolean;
  jobId: number | null;
}

/** One run of the scope, or null. */
export async function findRun(
  db: Queryable,
  scope: TenantScope,
  runId: string,
): Promise<WholeRunRow | null> {
  const { rows } = await db.query<WholeRunRow>({
    name: "find-run",
    text: `SELECT ${RUN_COLUMNS}, r.parameters, r.result, s.name AS "scheduleName", s.mode AS "scheduleMode",
       s.expression AS "scheduleExpression", s.time_zone AS "scheduleTimeZone", s.one_time_at AS "scheduleOneTimeAt",
       d.id IS NOT NULL AS "hasDefinition", d.job_id AS "jobId"
     FROM run r JOIN tenant n ON n.id = r.tenant_id LEFT JOIN schedule s ON s.id = r.schedule_id
     LEFT JOIN definition d ON d.id = r.definition_id
     WHERE r.id = $1 AND r.tenant_id = ANY(${TENANTS_IN_SCOPE})`,
    values: [runId, scope.allTenants, scope.tenantId],
  });
  return rows[0] ?? null;
}

/** Tenants a scope reaches, as an array: `$2` is allTenants, `$3` the tenant. Spelled out, so that keys are used. */
const TENANTS_IN_SCOPE =
  "CASE WHEN $2 THEN ARRAY(SELECT t.id FROM tenant t) ELSE ARRAY[$3::uuid] END";

/** Tenants a scope reaches. */
export async function tenantIdsOf(db: Queryable, scope: TenantScope): Promise<string[]> {
  if (!scope.allTenants) return [scope.tenantId];
  const { rows } = await db.query<{ id: string }>("SELECT id FROM tenant ORDER BY id");
  return rows.map((row) => row.id);
}

/** The tenant that has the runs of a schedule or the children of a run; null while there are none. */
export async function tenantOfRuns(
  db: Queryable,
  of: { scheduleId: string } | { parentId: string },
): Promise<string | null> {
  const [column, id] =
    "scheduleId" in of ? ["schedule_id", of.scheduleId] : ["parent_id", of.parentId];
  const { rows } = await db.query<{ tenantId: string }>(
    `SELECT tenant_id AS "tenantId" FROM run WHERE ${column} = $1 LIMIT 1`,
    [id],
  );
  return rows[0]?.tenantId ?? null;
}

/** What definitions are asked for by; everything given must hold. Patterns are those of LIKE, whatever their case. */
export interface DefinitionsAsked {
  /** Exact name. */
  name?: string | undefined;
  /** Part of the name, as a pattern. */
  namePart?: string | undefined;
  /** Patterns of job names, of which one must match. */
  jobNames?: readonly string[] | undefined;
  kinds?: readonly string[] | undefined;
  /** An event they wait for, raise or clear. */
  event?: string | undefined;
  /** Part of the URL or program they call, as a pattern. */
  program?: string | undefined;
}

/** The definitions that are asked for, up to `limit` of them. */
export async function definitionsAskedFor(
  db: Queryable,
  tenantIds: readonly string[],
  { limit, ...asked }: DefinitionsAsked & { limit: number },
): Promise<OwnedDefinition[]> {
  const where = new SqlConditions();
  where.and("d.tenant_id = ANY($?::uuid[])", tenantIds);
  if (asked.name !== undefined) where.and("d.name = $?", asked.name);
  if (asked.namePart) where.and("d.name ILIKE $?", asked.namePart);
  if (asked.jobNames) where.and("d.job_name ILIKE ANY($?::text[])", asked.jobNames);
  if (asked.kinds) where.and("d.kind = ANY($?::text[])", asked.kinds);
  if (asked.program) {
    const called = "d.url ILIKE $? OR d.properties #>> '{program,program}' ILIKE $?";
    where.and(called, asked.program, asked.program);
  }
  if (asked.event) {
    const refers = "SELECT FROM definition_reference f WHERE f.definition_id = d.id";
    where.and(`EXISTS (${refers} AND f.kind = 'event' AND f.name = $?)`, asked.event);
  }
  const most = where.place("$?", [limit]);
  const { rows } = await db.query<OwnedDefinition>(
    `SELECT d.id, d.tenant_id AS "tenantId" FROM definition d WHERE ${where.text} LIMIT ${most}`,
    where.values,
  );
  return rows;
}

// From one name to the next by the index of ended runs, whatever number of runs each has.
const USERS_SQL = `
WITH RECURSIVE known AS (
  (SELECT t.id AS tenant_id, (SELECT r.submitted_by FROM run r WHERE r.tenant_id = t.id AND r.ended_at IS NOT NULL
    ORDER BY r.submitted_by LIMIT 1) AS name FROM unnest($1::uuid[]) AS t(id))
  UNION ALL
  SELECT k.tenant_id, (SELECT r.submitted_by FROM run r WHERE r.tenant_id = k.tenant_id AND r.ended_at IS NOT NULL
    AND r.submitted_by > k.name ORDER BY r.submitted_by LIMIT 1) FROM known k WHERE k.name IS NOT NULL
) SELECT name FROM (SELECT name FROM known WHERE name IS NOT NULL LIMIT $2) AS first_ones`;

/** Who submitted runs that have ended, up to `limit` names; one that is in several tenants may come several times. */
export async function submittersOf(
  db: Queryable,
  tenantIds: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>({
    name: "run-submitters",
    text: USERS_SQL,
    values: [tenantIds, limit],
  });
  return rows.map(({ name }) => name);
}

/** The tenants of these that have this name or subdomain, whatever its case. */
export async function tenantsNamed(
  db: Queryable,
  tenantIds: readonly string[],
  name: string,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM tenant WHERE id = ANY($1::uuid[]) AND (lower(name) = lower($2) OR lower(subdomain) = lower($2))",
    [tenantIds, name],
  );
  return rows.map(({ id }) => id);
}

/** Definitions meant by name or by pattern; the patterns are those of LIKE. */
export async function definitionsMatching(
  db: Queryable,
  tenantIds: readonly string[],
  { column, pattern, limit }: { column: "name" | "job_name"; pattern: string; limit: number },
): Promise<{ id: string; tenantId: string }[]> {
  const operator = column === "name" ? "ILIKE" : "LIKE";
  const { rows } = await db.query<{ id: string; tenantId: string }>(
    `SELECT d.id, d.tenant_id AS "tenantId" FROM definition d
     WHERE d.tenant_id = ANY($1::uuid[]) AND d.${column} ${operator} $2 LIMIT $3`,
    [tenantIds, pattern, limit],
  );
  return rows;
}

/** Definitions of exactly this name. */
export async function definitionsNamed(
  db: Queryable,
  tenantIds: readonly string[],
  name: string,
): Promise<{ id: string; tenantId: string }[]> {
  const { rows } = await db.query<{ id: string; tenantId: string }>(
    `SELECT d.id, d.tenant_id AS "tenantId" FROM definition d WHERE d.tenant_id = ANY($1::uuid[]) AND d.name = $2`,
    [tenantIds, name],
  );
  return rows;
}
