import { runLogRequest, runLogUrls } from "@/lib/domain/scheduling-api/run-log-request";
import { runLogView } from "@/lib/domain/scheduling-api/run-view";
import { listRunLogs } from "@/lib/queries/scheduling-api/run-logs";
import type { ApiAnswer } from "../../../../../_http/api-answer";
import { jobIdOf } from "../../../../../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../../../../../_http/scheduler-routes";

async function list({ ctx, path, query }: SchedulerRequest): Promise<ApiAnswer> {
  const range = runLogRequest(query);
  const jobId = jobIdOf(path.jobId);
  const scheduleId = path.scheduleId ?? "";
  const { total, runs, hasNewer, hasOlder } = await listRunLogs(ctx, { jobId, scheduleId, range });
  const urls = runLogUrls({
    path: `/scheduler/jobs/${jobId}/schedules/${scheduleId}/runs`,
    pageSize: range.pageSize,
    newestRunId: runs[0]?.id,
    oldestRunId: runs.at(-1)?.id,
    hasNewer,
    hasOlder,
  });
  return { body: { total, results: runs.map(runLogView), ...urls } };
}

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/jobs/{jobId}/schedules/{scheduleId}/runs",
  { GET: { permission: "jobs.read", prefix: "Error in Job Scheduler action", handle: list } },
);
