import { jobSearchView } from "@/lib/domain/scheduling-api/job-view";
import { optionalPage, searchEnvelope } from "@/lib/domain/scheduling-api/paging";
import { searchApiJobs } from "@/lib/queries/scheduling-api/search";
import type { ApiAnswer } from "../../_http/api-answer";
import { type SchedulerRequest, schedulerRoutes } from "../../_http/scheduler-routes";

async function search({ ctx, query }: SchedulerRequest): Promise<ApiAnswer> {
  const q = query.text("q");
  const page = optionalPage(query);
  const withSchedules = query.flag("displaySchedules", true);
  const { total, jobs } = await searchApiJobs(ctx, { q, page, withSchedules });
  const results = jobs.map(({ definition, schedules }) => jobSearchView(definition, schedules));
  const kept = { q: q ?? "", ...(withSchedules ? {} : { displaySchedules: "false" }) };
  return { body: searchEnvelope(results, { path: "/scheduler/search/jobs", page, total, kept }) };
}

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes("/search/jobs", {
  GET: { permission: "jobs.read", prefix: "Error in Job Scheduler action", handle: search },
});
