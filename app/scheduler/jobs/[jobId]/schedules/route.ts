import { optionalPage, pageUrls } from "@/lib/domain/scheduling-api/paging";
import { scheduleListView, scheduleView } from "@/lib/domain/scheduling-api/schedule-view";
import { scheduleRequest } from "@/lib/domain/scheduling-api/schedule-wire";
import { listJobSchedules } from "@/lib/queries/scheduling-api/job-schedules";
import { createSchedule } from "@/lib/services/schedules/create-schedule";
import { deleteAllSchedules } from "@/lib/services/schedules/delete-all-schedules";
import { type ApiAnswer, SUCCESS } from "../../../_http/api-answer";
import { jobIdOf } from "../../../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../../../_http/scheduler-routes";

async function list({ ctx, path, query }: SchedulerRequest): Promise<ApiAnswer> {
  const jobId = jobIdOf(path.jobId);
  const page = optionalPage(query);
  const { total, schedules } = await listJobSchedules(ctx, { jobId, page });
  const urls =
    page === null
      ? { prev_url: null, next_url: null }
      : pageUrls(`/scheduler/jobs/${jobId}/schedules`, page, { total });
  return { body: { total, results: schedules.map(scheduleListView), ...urls } };
}

async function create({ ctx, path, body }: SchedulerRequest): Promise<ApiAnswer> {
  const jobId = jobIdOf(path.jobId);
  const schedule = await createSchedule(ctx, {
    definition: { jobId },
    schedule: scheduleRequest(body),
  });
  const headers = { location: `/scheduler/jobs/${jobId}/schedules/${schedule.id}` };
  return { status: 201, body: scheduleView(schedule, jobId), headers };
}

async function removeAll({ ctx, path }: SchedulerRequest): Promise<ApiAnswer> {
  await deleteAllSchedules(ctx, { jobId: jobIdOf(path.jobId) });
  return SUCCESS;
}

const prefix = "Error in Job Scheduler action";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/jobs/{jobId}/schedules",
  {
    GET: { permission: "jobs.read", prefix, handle: list },
    POST: { permission: "jobs.write", prefix, audit: "JobCreation", hasBody: true, handle: create },
    DELETE: { permission: "jobs.write", prefix, audit: "JobScheduleRemoval", handle: removeAll },
  },
);
