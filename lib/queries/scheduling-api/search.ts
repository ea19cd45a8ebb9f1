import type { Definition } from "@/lib/domain/definition/definition";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { JOB_KINDS } from "@/lib/domain/scheduling-api/job-view";
import type { Page } from "@/lib/domain/scheduling-api/paging";
import { parseSearchQuery } from "@/lib/domain/scheduling-api/search-query";
import { authorise, type Context } from "@/lib/services/context";
import { schedulesOfAll } from "@/lib/store/schedule-store";
import { type FoundSchedule, searchJobs, searchSchedules } from "@/lib/store/search-reads";

/** Most results of a search without paging; the total is exact all the same. */
export const MAX_UNPAGED_RESULTS = 1000;

interface SearchRequest {
  q: string | null;
  page: Page | null;
}

function searchOf(ctx: Context, { q, page }: SearchRequest) {
  return {
    scope: ctx.scope,
    kinds: JOB_KINDS,
    query: parseSearchQuery(q),
    limit: page?.pageSize ?? MAX_UNPAGED_RESULTS,
    offset: page?.offset ?? 0,
  };
}

/** Jobs that match the search, with their schedules when wanted. */
export async function searchApiJobs(
  ctx: Context,
  request: SearchRequest & { withSchedules: boolean },
): Promise<{ total: number; jobs: { definition: Definition; schedules: Schedule[] | null }[] }> {
  authorise(ctx, "jobs.read");
  const { total, jobs } = await searchJobs(ctx.db.pool, searchOf(ctx, request));
  const schedules = request.withSchedules
    ? await schedulesOfAll(
        ctx.db.pool,
        jobs.map((job) => job.id),
      )
    : null;
  const found = jobs.map((definition) => ({
    definition,
    schedules: schedules === null ? null : (schedules.get(definition.id) ?? []),
  }));
  return { total, jobs: found };
}

/** Schedules that match the search, with the job each belongs to. */
export async function searchApiSchedules(
  ctx: Context,
  request: SearchRequest,
): Promise<{ total: number; schedules: FoundSchedule[] }> {
  authorise(ctx, "jobs.read");
  return searchSchedules(ctx.db.pool, searchOf(ctx, request));
}
