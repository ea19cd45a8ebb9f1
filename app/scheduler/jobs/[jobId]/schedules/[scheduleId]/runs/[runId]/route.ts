import { parseCallback } from "@/lib/domain/scheduling-api/callback";
import { runLogView } from "@/lib/domain/scheduling-api/run-view";
import { getRunLog } from "@/lib/queries/scheduling-api/run-logs";
import { reportCallback } from "@/lib/services/runs/report-callback";
import { type ApiAnswer, SUCCESS } from "../../../../../../_http/api-answer";
import { jobIdOf } from "../../../../../../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../../../../../../_http/scheduler-routes";

function addressOf({ path }: SchedulerRequest) {
  return { jobId: jobIdOf(path.jobId), scheduleId: path.scheduleId ?? "", runId: path.runId ?? "" };
}

async function fetchOne(request: SchedulerRequest): Promise<ApiAnswer> {
  return { body: runLogView(await getRunLog(request.ctx, addressOf(request))) };
}

async function report(request: SchedulerRequest): Promise<ApiAnswer> {
  await reportCallback(request.ctx, { ...addressOf(request), ...parseCallback(request.body) });
  return SUCCESS;
}

const prefix = "Error in Job Scheduler action";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/jobs/{jobId}/schedules/{scheduleId}/runs/{runId}",
  {
    GET: { permission: "jobs.read", prefix, handle: fetchOne },
    PUT: { permission: "runs.update", prefix, audit: "RunCallback", hasBody: true, handle: report },
  },
);
