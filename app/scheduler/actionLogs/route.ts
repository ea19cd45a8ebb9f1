import { AppError } from "@/lib/domain/errors";
import { actionLogView } from "@/lib/domain/scheduling-api/action-log";
import { listActionLog } from "@/lib/queries/action-log/list-action-log";
import type { ApiAnswer } from "../_http/api-answer";
import { jobIdOf } from "../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../_http/scheduler-routes";

async function list({ ctx, query }: SchedulerRequest): Promise<ApiAnswer> {
  const jobId = query.text("jobId");
  if (jobId === null) throw new AppError("invalid", "'jobId' is required", { field: "jobId" });
  const { total, entries } = await listActionLog(ctx, {
    definition: { jobId: jobIdOf(jobId) },
    scheduleId: query.text("scheduleId"),
  });
  return { body: { total, results: entries.map(actionLogView) } };
}

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes("/actionLogs", {
  GET: { permission: "jobs.read", prefix: "Error in Job Scheduler action", handle: list },
});
