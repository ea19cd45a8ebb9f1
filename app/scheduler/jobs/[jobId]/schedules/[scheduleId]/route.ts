import { scheduleLogView } from "@/lib/domain/scheduling-api/run-view";
import { scheduleListView, scheduleView } from "@/lib/domain/scheduling-api/schedule-view";
import { scheduleChangeRequest } from "@/lib/domain/scheduling-api/schedule-wire";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import { latestRunLogs } from "@/lib/queries/scheduling-api/run-logs";
import { deleteSchedule } from "@/lib/services/schedules/delete-schedule";
import { updateSchedule } from "@/lib/services/schedules/update-schedule";
import { type ApiAnswer, SUCCESS } from "../../../../_http/api-answer";
import { jobIdOf } from "../../../../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../../../../_http/scheduler-routes";

function keyOf({ path }: SchedulerRequest) {
  return { definition: { jobId: jobIdOf(path.jobId) }, scheduleId: path.scheduleId ?? "" };
}

async function fetchOne(request: SchedulerRequest): Promise<ApiAnswer> {
  const showsLogs = request.query.flag("displayLogs", false);
  const { definition, schedule } = await getSchedule(request.ctx, keyOf(request));
  const view = { ...scheduleListView(schedule), jobId: definition.jobId };
  if (!showsLogs) return { body: view };
  const runs = await latestRunLogs(request.ctx, schedule);
  return { body: { ...view, logs: runs.map(scheduleLogView) } };
}

async function change(request: SchedulerRequest): Promise<ApiAnswer> {
  const key = keyOf(request);
  const schedule = await updateSchedule(request.ctx, {
    key,
    change: scheduleChangeRequest(request.body),
  });
  return { body: scheduleView(schedule, key.definition.jobId) };
}

async function remove(request: SchedulerRequest): Promise<ApiAnswer> {
  await deleteSchedule(request.ctx, keyOf(request));
  return SUCCESS;
}

const prefix = "Error in Job Scheduler action";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/jobs/{jobId}/schedules/{scheduleId}",
  {
    GET: { permission: "jobs.read", prefix, handle: fetchOne },
    PUT: {
      permission: "jobs.write",
      prefix,
      audit: "JobScheduleConfiguration",
      hasBody: true,
      handle: change,
    },
    DELETE: { permission: "jobs.write", prefix, audit: "JobScheduleDeletion", handle: remove },
  },
);
