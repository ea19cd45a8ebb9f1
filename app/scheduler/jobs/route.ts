import { AppError } from "@/lib/domain/errors";
import {
  createdJobView,
  jobDetailsView,
  listedJobView,
} from "@/lib/domain/scheduling-api/job-view";
import { jobRequest } from "@/lib/domain/scheduling-api/job-wire";
import { jobListPage, pageUrls } from "@/lib/domain/scheduling-api/paging";
import { fetchApiJob } from "@/lib/queries/scheduling-api/fetch-job";
import { listApiJobs } from "@/lib/queries/scheduling-api/list-jobs";
import { createDefinition } from "@/lib/services/definitions/create-definition";
import type { ApiAnswer } from "../_http/api-answer";
import { jobIdOf } from "../_http/path-parameters";
import { type SchedulerRequest, schedulerRoutes } from "../_http/scheduler-routes";

const ONE_JOB = ["jobId", "name"] as const;

function asksForOneJob(search: URLSearchParams): boolean {
  return ONE_JOB.some((name) => !["", "undefined", null].includes(search.get(name)));
}

async function fetchOne({ ctx, query }: SchedulerRequest): Promise<ApiAnswer> {
  if (query.has("page_size") || query.has("offset")) throw new AppError("invalid", "Invalid query");
  const jobId = query.text("jobId");
  const { definition, schedules } = await fetchApiJob(ctx, {
    jobId: jobId === null ? null : jobIdOf(jobId),
    name: query.text("name"),
    withSchedules: query.flag("displaySchedules", false),
  });
  return { body: jobDetailsView(definition, schedules) };
}

async function list({ ctx, query }: SchedulerRequest): Promise<ApiAnswer> {
  const page = jobListPage(query);
  const { total, jobs } = await listApiJobs(ctx, {
    ...page,
    jobType: query.word("jobType", ["HTTP_ENDPOINT", "CF_TASK"]),
    filter: query.text("filter"),
    tenantId: query.text("tenantId"),
    sortBy: query.word("sort_by", ["_id", "name", "createdAt", "active"]) ?? "_id",
    descending: query.word("sort_order", ["ASC", "DESC"]) === "DESC",
  });
  const results = jobs.map((job) => listedJobView(job, { showsTenant: ctx.scope.allTenants }));
  return { body: { total, results, ...pageUrls("/scheduler/jobs", page, { total }) } };
}

async function create({ ctx, body }: SchedulerRequest): Promise<ApiAnswer> {
  const { definition, schedules } = await createDefinition(ctx, jobRequest(body));
  const headers = { location: `/scheduler/jobs/${definition.jobId}` };
  return { status: 201, body: createdJobView(definition, schedules), headers };
}

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = schedulerRoutes("/jobs", {
  GET: {
    permission: "jobs.read",
    prefix: (search) =>
      asksForOneJob(search)
        ? "Error while fetching job details"
        : "Error while fetching list of jobs",
    handle: (request) =>
      ONE_JOB.some((name) => request.query.has(name)) ? fetchOne(request) : list(request),
  },
  POST: {
    permission: "jobs.write",
    prefix: "Error while creating job",
    audit: "JobCreation",
    hasBody: true,
    handle: create,
  },
});
