import { AppError } from "@/lib/domain/errors";
import { optionalPage, searchEnvelope } from "@/lib/domain/scheduling-api/paging";
import { scheduleSearchView } from "@/lib/domain/scheduling-api/schedule-view";
import { searchApiSchedules } from "@/lib/queries/scheduling-api/search";
import type { ApiAnswer } from "../../_http/api-answer";
import { type SchedulerRequest, schedulerRoutes } from "../../_http/scheduler-routes";

async function search({ ctx, query }: SchedulerRequest): Promise<ApiAnswer> {
  if (query.has("displaySchedules")) {
    throw new AppError("invalid", "displaySchedules is not supported", {
      field: "displaySchedules",
    });
  }
  const q = query.text("q");
  const page = optionalPage(query);
  const { total, schedules } = await searchApiSchedules(ctx, { q, page });
  const results = schedules.map(({ schedule, job }) => ({
    ...scheduleSearchView(schedule),
    parent: { _id: job.jobId, name: job.name, jobUrl: `/scheduler/jobs/${job.jobId}` },
  }));
  return {
    body: searchEnvelope(results, {
      path: "/scheduler/search/schedules",
      page,
      total,
      kept: { q: q ?? "" },
    }),
  };
}

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/search/schedules",
  {
    GET: { permission: "jobs.read", prefix: "Error in Job Scheduler action", handle: search },
  },
);
