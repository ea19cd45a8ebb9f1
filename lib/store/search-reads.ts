import type { TenantScope } from "@/lib/domain/access/access";
import type { Definition } from "@/lib/domain/definition/definition";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import type { SearchQuery } from "@/lib/domain/scheduling-api/search-query";
import { DEFINITION_COLUMNS } from "./definition-store";
import { jobsInScope } from "./job-reads";
import type { Queryable } from "./queryable";
import { SCHEDULE_COLUMNS } from "./schedule-store";
import type { SqlConditions } from "./sql-conditions";

export interface Search {
  scope: TenantScope;
  kinds: readonly string[];
  query: SearchQuery;
  limit: number;
  offset: number;
}

/** Columns the words of a search look into; each word must be in one of them, whatever its case. */
const JOB_TEXT = "concat_ws(' ', d.name, d.description, d.url, d.endpoint_user)";
const SCHEDULE_TEXT =
  "concat_ws(' ', s.description, s.name, s.expression, s.parameters::text, d.name)";

/** Jobs that match, oldest first, and how many there are in all. */
export async function searchJobs(
  db: Queryable,
  search: Search,
): Promise<{ total: number; jobs: Definition[] }> {
  const where = jobsInScope(search.scope, search.kinds);
  addQuery(where, search.query, { alias: "d", text: JOB_TEXT });
  const from = `FROM definition d WHERE ${where.text}`;
  const total = await countOf(db, from, where.values);
  const page = where.place("ORDER BY d.job_id LIMIT $? OFFSET $?", [search.limit, search.offset]);
  const { rows } = await db.query<Definition>(
    `SELECT ${DEFINITION_COLUMNS} ${from} ${page}`,
    where.values,
  );
  return { total, jobs: rows };
}

/** A schedule with the job it belongs to. */
export interface FoundSchedule {
  schedule: Schedule;
  job: { jobId: number; name: string };
}

/** Schedules that match, by job and age, and how many there are in all. */
export async function searchSchedules(
  db: Queryable,
  search: Search,
): Promise<{ total: number; schedules: FoundSchedule[] }> {
  const where = jobsInScope(search.scope, search.kinds);
  addQuery(where, search.query, { alias: "s", text: SCHEDULE_TEXT });
  const from = `FROM schedule s JOIN definition d ON d.id = s.definition_id WHERE ${where.text}`;
  const total = await countOf(db, from, where.values);
  const page = where.place("ORDER BY d.job_id, s.created_at, s.id LIMIT $? OFFSET $?", [
    search.limit,
    search.offset,
  ]);
  const { rows } = await db.query<Schedule & { jobId: number; jobName: string }>(
    `SELECT ${SCHEDULE_COLUMNS}, d.job_id AS "jobId", d.name AS "jobName" ${from} ${page}`,
    where.values,
  );
  const schedules = rows.map(({ jobId, jobName, ...schedule }) => ({
    schedule,
    job: { jobId, name: jobName },
  }));
  return { total, schedules };
}

function addQuery(
  where: SqlConditions,
  query: SearchQuery,
  { alias, text }: { alias: "d" | "s"; text: string },
): void {
  for (const word of query.words) where.and(`position(lower($?) IN lower(${text})) > 0`, word);
  if (query.active !== null) where.and(`${alias}.active = $?`, query.active);
  for (const { field, comparison, at } of query.times) {
    where.and(`${alias}.${field === "startTime" ? "start_at" : "end_at"} ${comparison} $?`, at);
  }
}

async function countOf(db: Queryable, from: string, values: readonly unknown[]): Promise<number> {
  const result = await db.query<{ count: string }>(`SELECT count(*) AS count ${from}`, [...values]);
  return Number(result.rows[0]?.count ?? 0);
}
