import type { Definition } from "@/lib/domain/definition/definition";
import { formatUtc } from "@/lib/domain/schedule/date-input";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { scheduleListView, scheduleSearchView, scheduleView, shownInstant } from "./schedule-view";

/** Kinds of definitions that are jobs of this API; `program` is what it calls a task. */
export const JOB_KINDS = ["http", "program"] as const;

/** Kind of definition of each `jobType`. */
export const KIND_OF_JOB_TYPE = { HTTP_ENDPOINT: "http", CF_TASK: "program" } as const;

function configuration(definition: Definition) {
  return {
    ansConfig: { onError: definition.alertOnError, onSuccess: definition.alertOnSuccess },
    calmConfig: { enabled: definition.almEnabled },
  };
}

function core(definition: Definition) {
  return {
    name: definition.name,
    description: definition.description,
    action: definition.url,
    active: definition.active,
    httpMethod: definition.httpMethod,
    startTime: shownInstant(definition.startAt),
    endTime: shownInstant(definition.endAt),
    signatureVersion: 0,
    ...configuration(definition),
  };
}

/** The answer to creating and replacing a job (job-scheduling-api 5.2). */
export function createdJobView(definition: Definition, schedules: readonly Schedule[]) {
  return {
    ...core(definition),
    schedules: schedules.map((schedule) => scheduleView(schedule, definition.jobId)),
    _id: definition.jobId,
  };
}

/** One job that was asked for; its schedules only when wanted (job-scheduling-api 5.3). */
export function jobDetailsView(definition: Definition, schedules: readonly Schedule[] | null) {
  return {
    ...core(definition),
    user: definition.endpointUser,
    jobType: jobType(definition),
    _id: definition.jobId,
    jobId: definition.jobId,
    ...(schedules === null ? {} : { schedules: schedules.map(scheduleListView) }),
  };
}

/** A job of a list with what the list adds to it. */
export interface ListedJob {
  definition: Definition;
  subdomain: string | null;
  activeSchedules: number;
  inactiveSchedules: number;
}

/** An entry of `GET /jobs` (job-scheduling-api 5.6); the tenant is named to callers that see several. */
export function listedJobView(
  { definition, ...listed }: ListedJob,
  { showsTenant }: { showsTenant: boolean },
) {
  return {
    ...core(definition),
    jobId: definition.jobId,
    _id: definition.jobId,
    user: definition.endpointUser,
    jobType: jobType(definition),
    subDomain: listed.subdomain,
    ...(showsTenant ? { tenantId: definition.tenantId } : {}),
    createdAt: formatUtc(definition.createdAt),
    ACTIVECOUNT: listed.activeSchedules,
    INACTIVECOUNT: listed.inactiveSchedules,
  };
}

/** A job that was searched for (job-scheduling-api 7.5). */
export function jobSearchView(definition: Definition, schedules: readonly Schedule[] | null) {
  return {
    _id: definition.jobId,
    name: definition.name,
    description: definition.description,
    action: definition.url,
    user: definition.endpointUser,
    jobActive: definition.active,
    httpMethod: definition.httpMethod,
    jobStartTime: shownInstant(definition.startAt),
    jobEndTime: shownInstant(definition.endAt),
    signatureVersion: 0,
    ...(schedules === null ? {} : { schedules: schedules.map(scheduleSearchView) }),
  };
}

function jobType({ kind }: Definition): keyof typeof KIND_OF_JOB_TYPE {
  return kind === "program" ? "CF_TASK" : "HTTP_ENDPOINT";
}
