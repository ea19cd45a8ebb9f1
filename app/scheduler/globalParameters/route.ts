import { ASYNC_EXEC_TIMEOUT } from "@/lib/domain/scheduling-api/configuration-input";
import { getConfiguration } from "@/lib/queries/configuration/get-configuration";
import { updateConfiguration } from "@/lib/services/configuration/update-configuration";
import { type ApiAnswer, SUCCESS } from "../_http/api-answer";
import { type SchedulerRequest, schedulerRoutes } from "../_http/scheduler-routes";

async function read({ ctx }: SchedulerRequest): Promise<ApiAnswer> {
  const values = await getConfiguration(ctx);
  const config = [
    { CONFIG_NAME: ASYNC_EXEC_TIMEOUT, CONFIG_VALUE: String(values[ASYNC_EXEC_TIMEOUT]) },
  ];
  return { body: { config } };
}

async function change({ ctx, body }: SchedulerRequest): Promise<ApiAnswer> {
  await updateConfiguration(ctx, body);
  return SUCCESS;
}

const prefix = "Error in Job Scheduler action";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes(
  "/globalParameters",
  {
    GET: { permission: "jobs.read", prefix, handle: read },
    PUT: {
      permission: "config.write",
      prefix,
      audit: "GlobalConfigUpdate",
      hasBody: true,
      handle: change,
    },
  },
);
