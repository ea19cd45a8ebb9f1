import type { TenantScope } from "@/lib/domain/access/access";
import type { RunState } from "@/lib/domain/run/run-state";
import type { Queryable } from "./queryable";
import { RUN_COLUMNS, type RunRow } from "./run-row";
import { SqlConditions } from "./sql-conditions";

/** Which way a page goes: to older runs, the usual one, or to newer ones. */
export type RunDirection = "older" | "newer";

/** Which runs; everything given must hold. Definitions are given by id, with the tenant they belong to. */
export interface RunSelection {
  tenantIds: readonly string[];
  states?: readonly RunState[] | undefined;
  definitions?: readonly { id: string; tenantId: string }[] | undefined;
  scheduleId?: string | undefined;
  parentId?: string | undefined;
  /** Of the runs of chains only the outermost, or all but the steps, which only stand for their calls. */
  members?: "top-level" | "without-steps" | undefined;
  runIds?: readonly string[] | undefined;
  /** Patterns of LIKE: for names that too many definitions have to be named one by one. */
  names?: readonly { column: "job_name" | "definition_name"; pattern: string }[] | undefined;
  jobNumber?: { jobName: string; jobCount: string } | undefined;
  /** First id that is meant. */
  fromId?: string | undefined;
  /** First id that is no longer meant. */
  untilId?: string | undefined;
}

interface PageRequest {
  selection: RunSelection;
  direction: RunDirection;
  /** The page begins beyond this run; at the end of the list when null. */
  from: string | null;
  limit: number;
}

/**
 * One page of runs; sorted newest first, whichever way it goes. Each combination of tenant, state and definition that is asked for is a branch that
 * reads at most `limit` ids from the index that has them in order; the branches are merged. So no filter that has an
 * index reads more of the history than it shows.
 */
export async function selectRuns(db: Queryable, request: PageRequest): Promise<RunRow[]> {
  const { selection, direction, from, limit } = request;
  if (isEmpty(selection)) return [];
  const where = new SqlConditions();
  const branches = branchesSql(where, selection);
  addConditions(where, selection);
  if (from !== null) where.and(`r.id ${direction === "older" ? "<" : ">"} $?`, from);
  const order = direction === "newer" ? "ASC" : "DESC";
  const most = where.place("$?", [limit]);
  const { rows } = await db.query<RunRow>(
    `WITH page AS MATERIALIZED (
       SELECT b.tenant_id, h.id FROM ${branches} CROSS JOIN LATERAL (
         SELECT r.id FROM run r WHERE ${where.text} ORDER BY r.id ${order} LIMIT ${most}
       ) h ORDER BY h.id ${order} LIMIT ${most}
     )
     SELECT ${RUN_COLUMNS} FROM page JOIN run r ON r.tenant_id = page.tenant_id AND r.id = page.id
     JOIN tenant n ON n.id = r.tenant_id ORDER BY r.id DESC`,
    where.values,
  );
  return rows;
}

/** How many runs a selection has, at most `most`. */
export async function countSelected(
  db: Queryable,
  selection: RunSelection,
  most: number,
): Promise<number> {
  if (isEmpty(selection)) return 0;
  const where = new SqlConditions();
  const branches = branchesSql(where, selection);
  addConditions(where, selection);
  const limit = where.place("$?", [most]);
  const { rows } = await db.query<{ runs: number }>(
    `SELECT count(*)::int AS runs FROM (
       SELECT 1 FROM ${branches} CROSS JOIN LATERAL (SELECT 1 FROM run r WHERE ${where.text} LIMIT ${limit}) h LIMIT ${limit}
     ) AS counted`,
    where.values,
  );
  return rows[0]?.runs ?? 0;
}

function isEmpty({ tenantIds, states, definitions, runIds }: RunSelection): boolean {
  return [tenantIds, states, definitions, runIds].some((list) => list?.length === 0);
}

function branchesSql(where: SqlConditions, selection: RunSelection): string {
  const { tenantIds, states, definitions } = selection;
  where.and("r.tenant_id = b.tenant_id");
  if (definitions) where.and("r.definition_id = b.definition_id");
  if (states) where.and("r.state = b.state");
  const owners = definitions
    ? where.place("unnest($?::uuid[], $?::uuid[]) AS o(tenant_id, definition_id)", [
        definitions.map((definition) => definition.tenantId),
        definitions.map((definition) => definition.id),
      ])
    : where.place("unnest($?::uuid[]) AS o(tenant_id)", [tenantIds]);
  if (!states) return `(SELECT * FROM ${owners}) AS b`;
  const stateList = where.place("unnest($?::run_state[]) AS s(state)", [states]);
  return `(SELECT * FROM ${owners} CROSS JOIN ${stateList}) AS b`;
}

function addConditions(where: SqlConditions, selection: RunSelection): void {
  const { scheduleId, parentId, members, runIds, jobNumber, fromId, untilId } = selection;
  if (scheduleId) where.and("r.schedule_id = $?", scheduleId);
  if (parentId) where.and("r.parent_id = $?", parentId);
  if (members === "top-level") where.and("r.parent_id IS NULL");
  if (members === "without-steps") where.and("r.role <> 'step'");
  if (runIds) where.and("r.id = ANY($?::uuid[])", runIds);
  for (const { column, pattern } of selection.names ?? []) {
    where.and(column === "job_name" ? "r.job_name LIKE $?" : "r.definition_name ILIKE $?", pattern);
  }
  if (jobNumber)
    where.and("r.job_name = $? AND r.job_count = $?", jobNumber.jobName, jobNumber.jobCount);
  if (fromId) where.and("r.id >= $?", fromId);
  if (untilId) where.and("r.id < $?", untilId);
}

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
