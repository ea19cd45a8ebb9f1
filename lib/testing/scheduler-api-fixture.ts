import { vi } from "vitest";
import { CREDENTIAL_SCOPES, PERMISSIONS, type Permission } from "@/lib/domain/access/access";
import type { Context } from "@/lib/services/context";
import { createCredential } from "@/lib/services/credentials/create-credential";
import { createTenant } from "@/lib/services/tenants/create-tenant";
import { moveRuns } from "@/lib/store/move-runs";
import { submitRuns } from "@/lib/store/submit-runs";
import { TEST_API_LOGIN, TEST_PUBLIC_URL, TEST_SECRET_KEY } from "./access-fixture";
import { type Endpoint, httpEndpoint } from "./endpoints";
import { createTestDatabase } from "./test-database";

type Handler = (request: Request) => Promise<Response>;

/** Addresses of the compatible API in the order the router prefers them. */
const ROUTES: readonly [RegExp, () => Promise<Record<string, unknown>>][] = [
  [/^\/jobs$/, () => import("@/app/scheduler/jobs/route")],
  [/^\/jobs\/[^/]+$/, () => import("@/app/scheduler/jobs/[jobId]/route")],
  [/^\/jobs\/[^/]+\/schedules$/, () => import("@/app/scheduler/jobs/[jobId]/schedules/route")],
  [
    /^\/jobs\/[^/]+\/schedules\/activationStatus$/,
    () => import("@/app/scheduler/jobs/[jobId]/schedules/activationStatus/route"),
  ],
  [
    /^\/jobs\/[^/]+\/schedules\/[^/]+$/,
    () => import("@/app/scheduler/jobs/[jobId]/schedules/[scheduleId]/route"),
  ],
  [
    /^\/jobs\/[^/]+\/schedules\/[^/]+\/runs$/,
    () => import("@/app/scheduler/jobs/[jobId]/schedules/[scheduleId]/runs/route"),
  ],
  [
    /^\/jobs\/[^/]+\/schedules\/[^/]+\/runs\/[^/]+$/,
    () => import("@/app/scheduler/jobs/[jobId]/schedules/[scheduleId]/runs/[runId]/route"),
  ],
  [/^\/jobCount$/, () => import("@/app/scheduler/jobCount/route")],
  [/^\/actionLogs$/, () => import("@/app/scheduler/actionLogs/route")],
  [/^\/search\/jobs$/, () => import("@/app/scheduler/search/jobs/route")],
  [/^\/search\/schedules$/, () => import("@/app/scheduler/search/schedules/route")],
  [/^\/globalParameters$/, () => import("@/app/scheduler/globalParameters/route")],
  [/.*/, () => import("@/app/scheduler/[[...path]]/route")],
];

/** Name and password of an API credential. */
export interface ApiLogin {
  user: string;
  password: string;
}

interface Call {
  body?: unknown;
  /** The body as it stands, instead of JSON made of `body`. */
  raw?: BodyInit;
  headers?: Record<string, string>;
  /** Null sends no credentials. */
  as?: ApiLogin | null;
}

/** What came back, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field in the tests
  body: any;
}

/** The compatible API over a database of its own, spoken to like over HTTP. */
export interface SchedulerApi {
  call(method: string, path: string, options?: Call): Promise<Answer>;
  /** A tenant with a credential of the given scopes. */
  createSubscriber(scopes?: readonly Permission[]): Promise<ApiLogin & { tenantId: string }>;
  /** Another credential, of the provider or a tenant. */
  createLogin(scopes: readonly Permission[], tenantId?: string): Promise<ApiLogin>;
  /** The context a credential's requests have. */
  contextOf(login?: ApiLogin): Promise<Context>;
  /** A run of a schedule that waits for its start, or one without a schedule; answers its id. */
  submitRun(jobId: number, scheduleId: string | null): Promise<string>;
  /** Takes a waiting run to Running, as a process server does. */
  startRun(runId: string): Promise<void>;
  /** Serves the API over HTTP on a free port, for clients that speak nothing else. */
  listen(): Promise<Endpoint>;
  close(): Promise<void>;
}

function authorization({ user, password }: ApiLogin): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

function requestOf(
  method: string,
  path: string,
  { body, raw, headers = {}, as = TEST_API_LOGIN }: Call,
): Request {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(`${TEST_PUBLIC_URL}/scheduler${path}`, {
    method,
    headers: {
      ...(as === null ? {} : { authorization: authorization(as) }),
      ...(content === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(content === undefined ? {} : { body: content, duplex: "half" }),
  } as RequestInit);
}

/** Hands a request to the route handler of its address. */
async function dispatch(request: Request): Promise<Response> {
  const address = new URL(request.url).pathname.slice("/scheduler".length).replace(/\/+$/, "");
  const [, load] = ROUTES.find(([pattern]) => pattern.test(address)) ?? [];
  const handlers = (await load?.()) as Record<string, Handler>;
  const response = await handlers[request.method]?.(request);
  if (!response) throw new Error(`No handler for ${request.method} ${address}`);
  return response;
}

async function call(method: string, path: string, options: Call = {}): Promise<Answer> {
  const response = await dispatch(requestOf(method, path, options));
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? null : JSON.parse(text),
  };
}

async function submitRun(ctx: Context, jobId: number, scheduleId: string | null): Promise<string> {
  const { rows } = await ctx.db.pool.query("SELECT * FROM definition WHERE job_id = $1", [jobId]);
  const id = ctx.newId(ctx.now);
  const run = {
    tenantId: rows[0].tenant_id,
    id,
    definitionId: rows[0].id,
    definitionName: rows[0].name,
    kind: "http",
    jobName: rows[0].job_name,
    queue: "Default",
    priority: 50,
    startAt: ctx.now,
    plannedAt: scheduleId === null ? null : new Date(ctx.now.getTime() - 1000),
    scheduleId,
    restartOf: null,
    origin: rows[0].origin,
    parameters: null,
    submittedBy: "test",
    path: ["Scheduled"] as const,
    reason: null,
    ready: true,
    ended: false,
    gate: null,
    place: null,
  };
  await submitRuns(ctx.db.pool, [run], ctx.now);
  return id;
}

async function startRun(ctx: Context, runId: string): Promise<void> {
  const { rows } = await ctx.db.pool.query("SELECT tenant_id FROM run WHERE id = $1", [runId]);
  const path = ["Dispatched", "Assigned", "Running"] as const;
  const move = {
    tenantId: rows[0].tenant_id,
    runId,
    from: ["Scheduled"] as const,
    path,
    reason: null,
    detail: null,
  };
  await moveRuns(ctx.db.pool, [move], { actor: "test", now: ctx.now });
  await ctx.db.pool.query("UPDATE run SET started_at = $2 WHERE id = $1", [runId, ctx.now]);
}

function listen(): Promise<Endpoint> {
  return httpEndpoint(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [
      name,
      values?.join(", ") ?? "",
    ]);
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
    const init = {
      method: incoming.method ?? "GET",
      headers: headers as [string, string][],
      ...body,
    };
    const response = await dispatch(new Request(`${TEST_PUBLIC_URL}${incoming.url}`, init));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
}

/** Starts the application's own composition root over a new database; its engine stands still. */
export async function startSchedulerApi(env: Record<string, string> = {}): Promise<SchedulerApi> {
  const test = await createTestDatabase();
  const settings = {
    DATABASE_URL: test.url,
    STELLWERK_SECRET_KEY: TEST_SECRET_KEY,
    STELLWERK_PUBLIC_URL: TEST_PUBLIC_URL,
    STELLWERK_API_USER: TEST_API_LOGIN.user,
    STELLWERK_API_PASSWORD: TEST_API_LOGIN.password,
    LOG_LEVEL: "error",
    ...env,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { requestContext } = await import("@/lib/server");
  const contextOf = (login: ApiLogin = TEST_API_LOGIN) =>
    requestContext(requestOf("GET", "/jobs", { as: login }));
  const administrator = async (): Promise<Context> => {
    const ctx = await contextOf();
    return { ...ctx, actor: { kind: "system", name: "test", permissions: PERMISSIONS } };
  };
  const createLogin = async (scopes: readonly Permission[], tenantId?: string) => {
    const ctx = await administrator();
    const isProvider = tenantId === undefined;
    const credential = await createCredential(ctx, {
      name: `test ${scopes.join(" ")}`,
      scopes,
      isProvider,
      ...(isProvider ? {} : { tenantId }),
    });
    return { user: credential.clientId, password: credential.secret };
  };
  return {
    call,
    contextOf,
    createLogin,
    async createSubscriber(scopes = CREDENTIAL_SCOPES) {
      const subdomain = `sub-${crypto.randomUUID().slice(0, 8)}`;
      const tenant = await createTenant(await administrator(), { subdomain, name: subdomain });
      return { tenantId: tenant.id, ...(await createLogin(scopes, tenant.id)) };
    },
    submitRun: async (jobId, scheduleId) => submitRun(await contextOf(), jobId, scheduleId),
    startRun: async (runId) => startRun(await contextOf(), runId),
    listen,
    async close() {
      const { db } = await contextOf();
      await db.close();
      globalThis.__stellwerkNode = undefined;
      vi.unstubAllEnvs();
      await test.drop();
    },
  };
}
