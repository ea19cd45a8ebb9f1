import type { TenantScope } from "@/lib/domain/access/access";
import type { Definition } from "@/lib/domain/definition/definition";
import type { FilterTerm, JobFilter } from "@/lib/domain/scheduling-api/filter-language";
import type { ListedJob } from "@/lib/domain/scheduling-api/job-view";
import { DEFINITION_COLUMNS } from "./definition-store";
import type { Queryable } from "./queryable";
import { SqlConditions } from "./sql-conditions";

/** Orders of the job list; ties are broken by the id. */
export const JOB_ORDERS = {
  _id: "d.job_id",
  name: "d.name",
  createdAt: "d.created_at",
  active: "d.active",
} as const;

export interface JobListQuery {
  scope: TenantScope;
  kinds: readonly string[];
  filter: JobFilter | null;
  tenantId: string | null;
  sortBy: keyof typeof JOB_ORDERS;
  descending: boolean;
  pageSize: number;
  offset: number;
}

/** Conditions every read of jobs begins with. */
export function jobsInScope(scope: TenantScope, kinds: readonly string[]): SqlConditions {
  const where = new SqlConditions().and("d.kind = ANY($?::text[])", kinds);
  return scope.allTenants ? where : where.and("d.tenant_id = $?", scope.tenantId);
}

const FILTER_COLUMN: Record<FilterTerm["property"], string> = {
  name: "d.name",
  subDomain: "t.subdomain",
  tenantId: "t.id::text",
};

function filterSql(where: SqlConditions, filter: JobFilter): string {
  const termSql = ({ property, operator, text }: FilterTerm) => {
    const column = FILTER_COLUMN[property];
    const wanted = property === "tenantId" ? text.toLowerCase() : text;
    return where.place(operator === "eq" ? `${column} = $?` : `position($? IN ${column}) > 0`, [
      wanted,
    ]);
  };
  return filter.map((terms) => `(${terms.map(termSql).join(" AND ")})`).join(" OR ");
}

/** One page of jobs with the number of their schedules, and how many there are in all. */
export async function listJobs(
  db: Queryable,
  query: JobListQuery,
): Promise<{ total: number; jobs: ListedJob[] }> {
  const where = jobsInScope(query.scope, query.kinds);
  if (query.tenantId !== null) where.and("t.id::text = $?", query.tenantId.toLowerCase());
  if (query.filter !== null) where.and(filterSql(where, query.filter));
  const from = `FROM definition d JOIN tenant t ON t.id = d.tenant_id WHERE ${where.text}`;
  const total = await db.query<{ count: string }>(`SELECT count(*) AS count ${from}`, [
    ...where.values,
  ]);
  const direction = query.descending ? "DESC" : "ASC";
  const order = `${JOB_ORDERS[query.sortBy]} ${direction}, d.job_id ${direction}`;
  const page = where.place(`ORDER BY ${order} LIMIT $? OFFSET $?`, [query.pageSize, query.offset]);
  const { rows } = await db.query<Definition & Omit<ListedJob, "definition">>(
    `SELECT p.*, c.* FROM (SELECT ${DEFINITION_COLUMNS}, t.subdomain AS subdomain ${from} ${page}) AS p,
       LATERAL (SELECT count(*) FILTER (WHERE s.active)::int AS "activeSchedules",
         count(*) FILTER (WHERE NOT s.active)::int AS "inactiveSchedules" FROM schedule s WHERE s.definition_id = p.id) AS c`,
    where.values,
  );
  return {
    total: Number(total.rows[0]?.count ?? 0),
    jobs: rows.map((row) => ({ ...row, definition: row })),
  };
}

/** Number of active and of inactive jobs. */
export async function countJobs(
  db: Queryable,
  scope: TenantScope,
  kinds: readonly string[],
): Promise<{ active: number; inactive: number }> {
  const where = jobsInScope(scope, kinds);
  const result = await db.query<{ active: number; inactive: number }>(
    `SELECT count(*) FILTER (WHERE d.active)::int AS active, count(*) FILTER (WHERE NOT d.active)::int AS inactive
     FROM definition d WHERE ${where.text}`,
    where.values,
  );
  return result.rows[0] ?? { active: 0, inactive: 0 };
}
