import { AppError } from "@/lib/domain/errors";
import { parseJobFilter } from "@/lib/domain/scheduling-api/filter-language";
import { JOB_KINDS, KIND_OF_JOB_TYPE, type ListedJob } from "@/lib/domain/scheduling-api/job-view";
import { authorise, type Context } from "@/lib/services/context";
import { countJobs, type JobListQuery, listJobs } from "@/lib/store/job-reads";

/** What the job list is asked for; texts as they stand in the query. */
export interface JobListRequest
  extends Pick<JobListQuery, "sortBy" | "descending" | "pageSize" | "offset"> {
  jobType: keyof typeof KIND_OF_JOB_TYPE | null;
  filter: string | null;
  tenantId: string | null;
}

/** One page of the jobs a caller may see; a filter wins over the tenant (job-scheduling-api 5.6). */
export async function listApiJobs(
  ctx: Context,
  request: JobListRequest,
): Promise<{ total: number; jobs: ListedJob[] }> {
  authorise(ctx, "jobs.read");
  if (request.tenantId !== null && !ctx.scope.allTenants) {
    throw new AppError("invalid", "'tenantId' is allowed for provider credentials only", {
      field: "tenantId",
    });
  }
  const filter = request.filter === null ? null : parseJobFilter(request.filter);
  return listJobs(ctx.db.pool, {
    ...request,
    scope: ctx.scope,
    kinds: request.jobType === null ? JOB_KINDS : [KIND_OF_JOB_TYPE[request.jobType]],
    filter,
    tenantId: filter === null ? request.tenantId : null,
  });
}

/** Number of active and of inactive jobs a caller may see. */
export async function countApiJobs(ctx: Context): Promise<{ active: number; inactive: number }> {
  authorise(ctx, "jobs.read");
  return countJobs(ctx.db.pool, ctx.scope, JOB_KINDS);
}
