import { createRequire } from "node:module";

type Done = (error: (Error & { statusCode?: number }) | null, result?: unknown) => void;
type Options = Record<string, unknown>;

/** Every method of the reference client (job-scheduling-api 21). */
export const CLIENT_METHODS = [
  "createJob",
  "updateJob",
  "upsertJob",
  "deleteJob",
  "fetchJob",
  "fetchJobs",
  "fetchAllJobs",
  "createJobSchedule",
  "updateJobSchedule",
  "deleteJobSchedule",
  "deleteAllJobSchedules",
  "fetchJobSchedule",
  "fetchJobSchedules",
  "activateAllSchedules",
  "deactivateAllSchedules",
  "getRunLogs",
  "getRunLogsById",
  "updateJobRunLog",
  "getJobCount",
  "getJobActionLogs",
  "getScheduleActionLogs",
  "searchJobs",
  "searchSchedules",
] as const;
type ClientMethod = (typeof CLIENT_METHODS)[number];

/** The reference client with promises in place of callbacks. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field in the tests
export type JobsClient = Record<ClientMethod, (options: Options) => Promise<any>>;

interface ClientOptions {
  baseURL: string;
  user?: string;
  password?: string;
  token?: string;
}

type Scheduler = Record<ClientMethod, (options: Options, done: Done) => void>;

/** The client as an application would make it; it does not retry, so that a refusal is seen at once. */
export function createJobsClient(options: ClientOptions): JobsClient {
  const { Scheduler } = createRequire(import.meta.url)("@sap/jobs-client") as {
    Scheduler: new (options: object) => Scheduler;
  };
  const scheduler = new Scheduler({ ...options, retry: { count: 1 } });
  const promised = (method: ClientMethod) => (request: Options) =>
    new Promise((resolve, reject) => {
      scheduler[method](request, (error, result) => (error ? reject(error) : resolve(result)));
    });
  return Object.fromEntries(
    CLIENT_METHODS.map((method) => [method, promised(method)]),
  ) as JobsClient;
}
