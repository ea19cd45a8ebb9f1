import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Permission, permissionsOfRole } from "@/lib/domain/access/access";
import {
  type ApiLogin,
  type SchedulerApi,
  startSchedulerApi,
} from "@/lib/testing/scheduler-api-fixture";

interface Place {
  jobId: number;
  scheduleId: string;
  runId: string;
}

interface EndpointCase {
  method: string;
  path: (place: Place) => string;
  body?: unknown;
  permission: Permission;
  /** Status for a caller who may do it and owns what is named. */
  ok: number;
  /** Names nothing of anyone, so that every tenant gets its own answer. */
  isOwn?: true;
  /** Only the provider may do it. */
  isProviderOnly?: true;
}

const schedule = { cron: "* * * * 9 0 0" };
const job = () => ({ name: `job_${crypto.randomUUID()}`, action: "https://example.com/" });
const jobPath = ({ jobId }: Place) => `/jobs/${jobId}`;
const schedulePath = (place: Place) => `${jobPath(place)}/schedules/${place.scheduleId}`;

/** All 23 endpoints (job-scheduling-api 4); those that remove something come last. */
const ENDPOINTS: readonly EndpointCase[] = [
  {
    method: "POST",
    path: () => "/jobs",
    body: job(),
    permission: "jobs.write",
    ok: 201,
    isOwn: true,
  },
  { method: "GET", path: () => "/jobs", permission: "jobs.read", ok: 200, isOwn: true },
  { method: "GET", path: ({ jobId }) => `/jobs?jobId=${jobId}`, permission: "jobs.read", ok: 200 },
  { method: "GET", path: jobPath, permission: "jobs.read", ok: 200 },
  { method: "PUT", path: jobPath, body: { description: "x" }, permission: "jobs.write", ok: 200 },
  {
    method: "PUT",
    path: () => "/jobs/upserted",
    body: { ...job(), name: "upserted" },
    permission: "jobs.write",
    ok: 201,
    isOwn: true,
  },
  { method: "GET", path: () => "/jobCount", permission: "jobs.read", ok: 200, isOwn: true },
  {
    method: "POST",
    path: (at) => `${jobPath(at)}/schedules`,
    body: schedule,
    permission: "jobs.write",
    ok: 201,
  },
  { method: "GET", path: (at) => `${jobPath(at)}/schedules`, permission: "jobs.read", ok: 200 },
  {
    method: "POST",
    path: (at) => `${jobPath(at)}/schedules/activationStatus`,
    body: { activationStatus: false },
    permission: "jobs.write",
    ok: 200,
  },
  { method: "GET", path: schedulePath, permission: "jobs.read", ok: 200 },
  {
    method: "PUT",
    path: schedulePath,
    body: { description: "x" },
    permission: "jobs.write",
    ok: 200,
  },
  { method: "GET", path: (at) => `${schedulePath(at)}/runs`, permission: "jobs.read", ok: 200 },
  {
    method: "GET",
    path: (at) => `${schedulePath(at)}/runs/${at.runId}`,
    permission: "jobs.read",
    ok: 200,
  },
  {
    method: "PUT",
    path: (at) => `${schedulePath(at)}/runs/${at.runId}`,
    body: { success: true },
    permission: "runs.update",
    ok: 200,
  },
  {
    method: "GET",
    path: ({ jobId }) => `/actionLogs?jobId=${jobId}`,
    permission: "jobs.read",
    ok: 200,
  },
  {
    method: "GET",
    path: () => "/search/jobs?q=job",
    permission: "jobs.read",
    ok: 200,
    isOwn: true,
  },
  {
    method: "GET",
    path: () => "/search/schedules?q=job",
    permission: "jobs.read",
    ok: 200,
    isOwn: true,
  },
  { method: "GET", path: () => "/globalParameters", permission: "jobs.read", ok: 200, isOwn: true },
  {
    method: "PUT",
    path: () => "/globalParameters",
    body: { ASYNC_EXEC_TIMEOUT: "600" },
    permission: "config.write",
    ok: 200,
    isOwn: true,
    isProviderOnly: true,
  },
  { method: "DELETE", path: schedulePath, permission: "jobs.write", ok: 200 },
  { method: "DELETE", path: (at) => `${jobPath(at)}/schedules`, permission: "jobs.write", ok: 200 },
  { method: "DELETE", path: jobPath, permission: "jobs.write", ok: 200 },
];

const ROLES = {
  viewer: permissionsOfRole("viewer"),
  operator: permissionsOfRole("operator"),
  writer: ["jobs.read", "jobs.write"],
  administrator: ["jobs.read", "jobs.write", "runs.operate", "runs.update", "config.write"],
} as const satisfies Record<string, readonly Permission[]>;
type RoleName = keyof typeof ROLES;
const TENANTS = ["provider", "owner", "stranger"] as const;

let api: SchedulerApi;
let owner: ApiLogin & { tenantId: string };
const logins = new Map<string, ApiLogin>();

beforeAll(async () => {
  api = await startSchedulerApi();
  owner = await api.createSubscriber();
  const stranger = await api.createSubscriber();
  for (const role of Object.keys(ROLES) as RoleName[]) {
    logins.set(`provider ${role}`, await api.createLogin(ROLES[role]));
    logins.set(`owner ${role}`, await api.createLogin(ROLES[role], owner.tenantId));
    logins.set(`stranger ${role}`, await api.createLogin(ROLES[role], stranger.tenantId));
  }
}, 120_000);
afterAll(() => api.close());

async function ownersJob(): Promise<Place> {
  const { body } = await api.call("POST", "/jobs", {
    as: owner,
    body: { ...job(), schedules: [schedule] },
  });
  const scheduleId = body.schedules[0].scheduleId;
  const runId = await api.submitRun(body._id, scheduleId);
  await api.startRun(runId);
  return { jobId: body._id, scheduleId, runId };
}

function expectedStatus(
  tenant: (typeof TENANTS)[number],
  role: RoleName,
  endpoint: EndpointCase,
): number {
  if (!(ROLES[role] as readonly Permission[]).includes(endpoint.permission)) return 403;
  if (endpoint.isProviderOnly && tenant !== "provider") return 403;
  if (!endpoint.isOwn && tenant === "stranger") return 404;
  return endpoint.ok;
}

describe.each(TENANTS)("a credential of the %s", (tenant) => {
  describe.each(Object.keys(ROLES) as RoleName[])("as %s", (role) => {
    it.each(ENDPOINTS.map((endpoint, index) => ({ endpoint, index })))(
      "is answered as its rights say: endpoint $index $endpoint.method",
      async ({ endpoint }) => {
        const place = await ownersJob();
        const as = logins.get(`${tenant} ${role}`) ?? null;
        const unique = endpoint.path(place) === "/jobs" ? job() : endpoint.body;
        const body =
          endpoint.path(place) === "/jobs/upserted"
            ? { ...job(), name: `n_${crypto.randomUUID()}` }
            : unique;
        const path = endpoint
          .path(place)
          .replace("upserted", (body as { name?: string } | undefined)?.name ?? "upserted");
        const sent = endpoint.body === undefined ? {} : { body };
        const answer = await api.call(endpoint.method, path, { as, ...sent });
        expect(answer.status).toBe(expectedStatus(tenant, role, endpoint));
        expect((await api.call(endpoint.method, path, { as: null, ...sent })).status).toBe(401);
      },
    );
  });
});

describe("the jobs of a tenant", () => {
  it("are listed, counted and found by their tenant and the provider only", async () => {
    const place = await ownersJob();
    const ids = async (path: string, as?: ApiLogin) => {
      const { body } = await api.call("GET", path, as === undefined ? {} : { as });
      return body.results.map(
        (entry: { _id?: number; parent?: { _id: number } }) => entry._id ?? entry.parent?._id,
      );
    };
    const stranger = logins.get("stranger viewer");
    for (const path of [
      `/jobs?page_size=100&sort_by=_id&sort_order=DESC`,
      "/search/jobs?q=job",
      "/search/schedules?q=job",
    ]) {
      expect(await ids(path, owner)).toContain(place.jobId);
      expect(await ids(path)).toContain(place.jobId);
      expect(await ids(path, stranger)).not.toContain(place.jobId);
    }
  });

  it("belong to the tenant that upserts them, though the provider has one of that name", async () => {
    const body = job();
    const provider = await api.call("PUT", `/jobs/${body.name}`, { body });
    const own = await api.call("PUT", `/jobs/${body.name}`, { body, as: owner });
    expect([provider.status, own.status]).toEqual([201, 201]);
    expect(own.body._id).not.toBe(provider.body._id);
    expect((await api.call("GET", `/jobs?name=${body.name}`, { as: owner })).body._id).toBe(
      own.body._id,
    );
    expect((await api.call("GET", `/jobs?name=${body.name}`)).body._id).toBe(provider.body._id);
  });
});
