import { AppError } from "@/lib/domain/errors";
import { asObject } from "@/lib/domain/scheduling-api/wire-value";
import { setSchedulesActive } from "@/lib/services/schedules/set-schedules-active";
import { type ApiAnswer, SUCCESS } from "../../../../_http/api-answer";
import { jobIdOf } from "../../../../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../../../../_http/scheduler-routes";

async function setActive({ ctx, path, body }: SchedulerRequest): Promise<ApiAnswer> {
  const { activationStatus, ...others } = asObject(body);
  if (typeof activationStatus !== "boolean") {
    throw new AppError("invalid", "'activationStatus' must be of type boolean", {
      field: "activationStatus",
    });
  }
  const [foreign] = Object.keys(others);
  if (foreign !== undefined)
    throw new AppError("invalid", "Only 'activationStatus' is an allowed property");
  await setSchedulesActive(ctx, {
    definition: { jobId: jobIdOf(path.jobId) },
    active: activationStatus,
  });
  return SUCCESS;
}

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/jobs/{jobId}/schedules/activationStatus",
  {
    POST: {
      permission: "jobs.write",
      prefix: "Error in Job Scheduler action",
      audit: "JobScheduleActivation",
      hasBody: true,
      handle: setActive,
    },
  },
);
