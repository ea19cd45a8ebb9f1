type Json = Record<string, unknown>;

/** One call of the compatible API as its reference shows it. */
interface Call {
  summary: string;
  query?: Readonly<Record<string, Json>>;
  body?: Json;
  /** Status of success, and the shape of the answer; null where it is `{ "success": true }`. */
  status?: 200 | 201;
  answer?: Json | null;
}

const text = (description?: string): Json => ({
  type: "string",
  ...(description ? { description } : {}),
});
const integer = (description?: string): Json => ({
  type: "integer",
  ...(description ? { description } : {}),
});
const flag = (description?: string): Json => ({
  type: "boolean",
  ...(description ? { description } : {}),
});
const object = (properties: Json, required: readonly string[] = []): Json => ({
  type: "object",
  properties,
  required,
});
const listOf = (items: Json): Json => ({ type: "array", items });

const instant = text("YYYY-MM-DD HH:mm:ss in UTC, or null");
const date = text(
  "ISO 8601 or RFC 2822 text, or an object { date, format }; UTC without an offset",
);
const paging = {
  page_size: integer("Entries on a page"),
  offset: integer("Entries passed over, from 0"),
};
const page = (item: Json): Json =>
  object({
    total: integer(),
    results: listOf(item),
    prev_url: text("or null"),
    next_url: text("or null"),
  });

const scheduleFields = {
  cron: text("Year Month Day DayOfWeek Hour Minute Second"),
  time: text("English, e.g. “tomorrow at 4pm”, or a date"),
  repeatInterval: text("e.g. “2 hours”"),
  repeatAt: text("e.g. “4.40pm”"),
  active: flag("false when left out"),
  description: text(),
  data: { type: "object", description: "Passed to the endpoint" },
  startTime: date,
  endTime: date,
};
const jobFields = {
  description: text(),
  action: text("Absolute http or https URL of the endpoint"),
  active: flag("false when left out"),
  httpMethod: { enum: ["GET", "POST", "PUT", "DELETE"], description: "POST when left out" },
  startTime: date,
  endTime: date,
  user: text("For Basic authentication at the endpoint"),
  password: text("Never returned"),
  ansConfig: object({ onError: flag(), onSuccess: flag() }),
  calmConfig: object({ enabled: flag() }, ["enabled"]),
};
const newJob = object(
  {
    name: text("Letters, digits, _ - . and inner blanks; not digits only"),
    ...jobFields,
    schedules: listOf(object(scheduleFields)),
  },
  ["name", "action"],
);
const schedule = object({
  ...scheduleFields,
  ...{
    scheduleId: text(),
    type: { enum: ["recurring", "one-time"] },
    jobId: integer(),
    nextRunAt: instant,
  },
  data: text("JSON as text, or null"),
  startTime: instant,
  endTime: instant,
});
const job = object({
  ...{ _id: integer(), name: text(), ...jobFields, startTime: instant, endTime: instant },
  ...{ signatureVersion: integer(), schedules: listOf(schedule) },
});
const run = object({
  runId: text(),
  runStatus: { enum: ["SCHEDULED", "RUNNING", "COMPLETED"] },
  runState: text(
    "SCHEDULED, TRIGGERED, ACK_RECVD, ACK_NOT_RECVD, SUCCESS, ERROR, REQUEST_ERROR, TIMEOUT, UNKNOWN",
  ),
  httpStatus: integer("or null"),
  scheduleTimestamp: text(),
  executionTimestamp: text("or null"),
  completionTimestamp: text("or null"),
  runText: text(),
});

const CALLS: Readonly<Record<string, Call>> = {
  "POST /jobs": {
    summary: "Creates a job with its schedules",
    body: newJob,
    status: 201,
    answer: job,
  },
  "GET /jobs": {
    summary: "Jobs; one job when jobId or name is given",
    query: {
      page_size: integer("1 to 100, 10 when left out"),
      offset: integer("From 0"),
      jobId: integer(),
      name: text(),
      filter: text("contains(name, 'text') and tenantId eq 'text'"),
      sort_by: text("name, _id, createdAt or active"),
      sort_order: { enum: ["ASC", "DESC"] },
      jobType: { enum: ["HTTP_ENDPOINT", "CF_TASK"] },
      tenantId: text("Provider credentials only"),
      displaySchedules: flag("Adds the schedules of a single job"),
    },
    answer: page(job),
  },
  "GET /jobs/{jobId}": { summary: "One job", query: { displaySchedules: flag() }, answer: job },
  "PUT /jobs/{jobId}": {
    summary: "Changes what is given of a job; with a name in the address, creates or replaces it",
    body: object(jobFields),
  },
  "DELETE /jobs/{jobId}": { summary: "Deletes a job with its schedules and run logs" },
  "GET /jobCount": {
    summary: "Active and inactive jobs",
    answer: object({ active: integer(), inactive: integer() }),
  },
  "POST /jobs/{jobId}/schedules": {
    summary: "Creates a schedule",
    body: object(scheduleFields),
    status: 201,
    answer: schedule,
  },
  "GET /jobs/{jobId}/schedules": {
    summary: "Schedules of a job",
    query: paging,
    answer: page(schedule),
  },
  "DELETE /jobs/{jobId}/schedules": { summary: "Deletes all schedules of a job" },
  "POST /jobs/{jobId}/schedules/activationStatus": {
    summary: "Activates or deactivates all schedules of a job",
    body: object({ activationStatus: flag() }, ["activationStatus"]),
  },
  "GET /jobs/{jobId}/schedules/{scheduleId}": {
    summary: "One schedule, with its latest run logs when asked for",
    query: { displayLogs: flag("Adds up to 200 run logs") },
    answer: schedule,
  },
  "PUT /jobs/{jobId}/schedules/{scheduleId}": {
    summary: "Changes what is given of a schedule; its mode can’t change",
    body: object(scheduleFields),
    answer: schedule,
  },
  "DELETE /jobs/{jobId}/schedules/{scheduleId}": {
    summary: "Deletes a schedule with its run logs",
  },
  "GET /jobs/{jobId}/schedules/{scheduleId}/runs": {
    summary: "Run logs of a schedule, newest first",
    query: {
      ...paging,
      next: text("The page after this run"),
      prev: text("The page before this run"),
    },
    answer: object({ total: integer(), results: listOf(run), next_url: text(), prev_url: text() }),
  },
  "GET /jobs/{jobId}/schedules/{scheduleId}/runs/{runId}": { summary: "One run log", answer: run },
  "PUT /jobs/{jobId}/schedules/{scheduleId}/runs/{runId}": {
    summary: "Callback of an asynchronous run: its final result, once",
    body: object({ success: flag(), message: text("Goes to the run log") }, ["success"]),
  },
  "GET /actionLogs": {
    summary: "What was done to a job or schedule",
    query: { jobId: integer("Required"), scheduleId: text() },
    answer: object({ total: integer(), results: listOf({ type: "object" }) }),
  },
  "GET /search/jobs": {
    summary: "Jobs by words and qualifiers",
    query: {
      q: text("Required, e.g. “order active:true startTime:>2026-01-01”"),
      ...paging,
      displaySchedules: flag(),
    },
    answer: page(job),
  },
  "GET /search/schedules": {
    summary: "Schedules by words and qualifiers",
    query: { q: text("Required"), ...paging },
    answer: page(schedule),
  },
  "GET /globalParameters": {
    summary: "The configuration",
    answer: object({ config: listOf(object({ CONFIG_NAME: text(), CONFIG_VALUE: text() })) }),
  },
  "PUT /globalParameters": {
    summary: "Changes the configuration (provider credentials)",
    body: object({ ASYNC_EXEC_TIMEOUT: text("Seconds, 1 to 604800") }, ["ASYNC_EXEC_TIMEOUT"]),
  },
};

const ERROR = object({ code: integer(), message: text(), type: text(), detailedError: text() });
const SUCCESS = object({ success: flag() });

/** The description of the compatible API (OpenAPI 3.1): the calls of job-scheduling-api 4. */
export function schedulingApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, call] of Object.entries(CALLS)) {
    const [method = "", path = ""] = name.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(path, call) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Job Scheduling Service, compatible", version: "1" },
    servers: [{ url: "/scheduler" }],
    security: [{ basic: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        basic: { type: "http", scheme: "basic" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
  };
}

function operationOf(
  path: string,
  { summary, query = {}, body, status = 200, answer = null }: Call,
): Json {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
  return {
    summary,
    parameters: [
      ...inPath.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...Object.entries(query).map(([name, schema]) => ({
        name,
        in: "query",
        required: false,
        schema,
      })),
    ],
    ...(body ? { requestBody: { required: true, content: jsonContent(body) } } : {}),
    responses: {
      [status]: { description: "Done", content: jsonContent(answer ?? SUCCESS) },
      default: { description: "Refused", content: jsonContent(ERROR) },
    },
  };
}

function jsonContent(schema: Json): Json {
  return { "application/json": { schema } };
}
