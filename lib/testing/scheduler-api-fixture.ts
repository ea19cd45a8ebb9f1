import { CREDENTIAL_SCOPES, PERMISSIONS, type Permission } from "@/lib/domain/access/access";
import type { Context } from "@/lib/services/context";
import { createCredential } from "@/lib/services/credentials/create-credential";
import { createTenant } from "@/lib/services/tenants/create-tenant";
import { vi } from "vitest";
import { TEST_API_LOGIN, TEST_PUBLIC_URL, TEST_SECRET_KEY } from "./access-fixture";
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
  close(): Promise<void>;
}

function authorization({ user, password }: ApiLogin): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

function requestOf(method: string, path: string, { body, raw, headers = {}, as = TEST_API_LOGIN }: Call): Request {
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

async function call(method: string, path: string, options: Call = {}): Promise<Answer> {
  const request = requestOf(method, path, options);
  const address = new URL(request.url).pathname.slice("/scheduler".length).replace(/\/+$/, "");
  const [, load] = ROUTES.find(([pattern]) => pattern.test(address)) ?? [];
  const handlers = (await load?.()) as Record<string, Handler>;
  const response = await handlers[method]?.(request);
  if (!response) throw new Error(`No handler for ${method} ${path}`);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
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
  const contextOf = (login: ApiLogin = TEST_API_LOGIN) => requestContext(requestOf("GET", "/jobs", { as: login }));
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
    async close() {
      const { db } = await contextOf();
      await db.close();
      globalThis.__stellwerkNode = undefined;
      vi.unstubAllEnvs();
      await test.drop();
    },
  };
}
