import { AppError } from "@/lib/domain/errors";
import { createdJobView, jobDetailsView } from "@/lib/domain/scheduling-api/job-view";
import { jobChangeRequest, jobRequest } from "@/lib/domain/scheduling-api/job-wire";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import { fetchApiJob } from "@/lib/queries/scheduling-api/fetch-job";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { updateDefinition } from "@/lib/services/definitions/update-definition";
import { type ApiAnswer, SUCCESS } from "../../_http/api-answer";
import { jobIdOf } from "../../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../../_http/scheduler-routes";

async function fetchOne({ ctx, path, query }: SchedulerRequest): Promise<ApiAnswer> {
  const { definition, schedules } = await fetchApiJob(ctx, {
    jobId: jobIdOf(path.jobId),
    name: null,
    withSchedules: query.flag("displaySchedules", false),
  });
  return { body: jobDetailsView(definition, schedules) };
}

async function change({ ctx, path, body }: SchedulerRequest): Promise<ApiAnswer> {
  const jobId = jobIdOf(path.jobId);
  const { change: wanted, name } = jobChangeRequest(body);
  if (name !== undefined) {
    const definition = await getDefinition(ctx, { key: { jobId } });
    if (definition.name !== name)
      throw new AppError("invalid", "'name' can't be changed", { field: "name" });
  }
  await updateDefinition(ctx, { key: { jobId }, change: wanted });
  return SUCCESS;
}

async function upsert({ ctx, path, body }: SchedulerRequest): Promise<ApiAnswer> {
  const job = jobRequest(body);
  if (job.name !== path.jobId) {
    throw new AppError("invalid", "'name' must be the name in the address", { field: "name" });
  }
  const { created, definition, schedules } = await replaceDefinition(ctx, job);
  const headers = { location: `/scheduler/jobs/${definition.jobId}` };
  const view = createdJobView(definition, schedules);
  return created ? { status: 201, body: view, headers } : { body: view };
}

async function remove({ ctx, path }: SchedulerRequest): Promise<ApiAnswer> {
  await deleteDefinition(ctx, { jobId: jobIdOf(path.jobId) });
  return SUCCESS;
}

const isJobId = (segment: string | undefined) => /^\d+$/.test(segment ?? "");

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes("/jobs/{jobId}", {
  GET: { permission: "jobs.read", prefix: "Error while fetching job details", handle: fetchOne },
  PUT: {
    permission: "jobs.write",
    prefix: "Error while creating job",
    audit: "JobConfiguration",
    hasBody: true,
    handle: (request) => (isJobId(request.path.jobId) ? change(request) : upsert(request)),
  },
  DELETE: {
    permission: "jobs.write",
    prefix: "Error in Job Scheduler action",
    audit: "JobDeletion",
    handle: remove,
  },
});
