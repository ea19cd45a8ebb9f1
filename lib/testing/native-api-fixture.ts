import { readdirSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { CREDENTIAL_SCOPES, PERMISSIONS, type Permission } from "@/lib/domain/access/access";
import type { Context } from "@/lib/services/context";
import { createCredential } from "@/lib/services/credentials/create-credential";
import { createTenant } from "@/lib/services/tenants/create-tenant";
import { TEST_API_LOGIN, TEST_PUBLIC_URL, TEST_SECRET_KEY } from "./access-fixture";
import { createTestDatabase } from "./test-database";

type Handler = (request: Request) => Promise<Response>;

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
  signal?: AbortSignal;
}

/** What came back, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field in the tests
  body: any;
}

/** The native API over a database of its own, spoken to like over HTTP; its engine stands still. */
export interface NativeApi {
  call(method: string, path: string, options?: Call): Promise<Answer>;
  /** The answer as it is, unread: for streams. */
  open(method: string, path: string, options?: Call): Promise<Response>;
  /** The answer to a request for any of the application's APIs. */
  deliver(request: Request): Promise<Response>;
  /** A tenant with a credential of the given scopes. */
  createSubscriber(scopes?: readonly Permission[]): Promise<ApiLogin & { tenantId: string }>;
  /** The context a credential's requests have. */
  contextOf(login?: ApiLogin): Promise<Context>;
  close(): Promise<void>;
}

const APP = join(import.meta.dirname, "../../app");
const FOLDER = join(APP, "api/v1");

/** Addresses as the router knows them, those without places first. */
function routeFolders(): string[][] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" });
  const folders = files
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => file.split("/").slice(0, -1));
  const places = (folder: string[]) => folder.filter((part) => part.startsWith("[")).length;
  return folders.sort((one, other) => places(one) - places(other));
}

const ROUTES = routeFolders();

async function handlersOf(pathname: string): Promise<Record<string, Handler>> {
  const segments = pathname.slice("/api/v1/".length).split("/");
  const fits = (folder: string[]) =>
    folder.length === segments.length &&
    folder.every((part, index) => part.startsWith("[") || part === segments[index]);
  const folder = ROUTES.find((route) => route[0] !== "[[...path]]" && fits(route)) ?? [
    "[[...path]]",
  ];
  return import(`${FOLDER}/${folder.join("/")}/route.ts`) as Promise<Record<string, Handler>>;
}

function requestOf(method: string, path: string, call: Call): Request {
  const { body, raw, headers = {}, as = TEST_API_LOGIN, signal } = call;
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const login = as && Buffer.from(`${as.user}:${as.password}`).toString("base64");
  return new Request(`${TEST_PUBLIC_URL}/api/v1${path}`, {
    method,
    headers: {
      ...(login === null ? {} : { authorization: `Basic ${login}` }),
      ...(content === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(signal ? { signal } : {}),
    ...(content === undefined ? {} : { body: content, duplex: "half" }),
  } as RequestInit);
}

async function deliver(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const handlers: Record<string, Handler> = pathname.startsWith("/api/v1/")
    ? await handlersOf(pathname)
    : await import(`${APP}${pathname}/route.ts`);
  const response = await handlers[request.method]?.(request);
  if (!response) throw new Error(`No handler for ${request.method} ${pathname}`);
  return response;
}

function open(method: string, path: string, options: Call = {}): Promise<Response> {
  return deliver(requestOf(method, path, options));
}

async function call(method: string, path: string, options: Call = {}): Promise<Answer> {
  const response = await open(method, path, options);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : null,
  };
}

/** Starts the application's own composition root over a new database. */
export async function startNativeApi(): Promise<NativeApi> {
  const test = await createTestDatabase();
  const settings = {
    DATABASE_URL: test.url,
    STELLWERK_SECRET_KEY: TEST_SECRET_KEY,
    STELLWERK_PUBLIC_URL: TEST_PUBLIC_URL,
    STELLWERK_API_USER: TEST_API_LOGIN.user,
    STELLWERK_API_PASSWORD: TEST_API_LOGIN.password,
    LOG_LEVEL: "error",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { requestContext } = await import("@/lib/server");
  const contextOf = (login: ApiLogin = TEST_API_LOGIN) =>
    requestContext(requestOf("GET", "/runs", { as: login }));
  return {
    call,
    open,
    deliver,
    contextOf,
    async createSubscriber(scopes = CREDENTIAL_SCOPES) {
      const subdomain = `sub-${crypto.randomUUID().slice(0, 8)}`;
      const ctx: Context = {
        ...(await contextOf()),
        actor: { kind: "system", name: "test", permissions: PERMISSIONS },
      };
      const { id: tenantId } = await createTenant(ctx, { subdomain, name: subdomain });
      const credential = await createCredential(ctx, {
        name: subdomain,
        scopes,
        isProvider: false,
        tenantId,
      });
      return { tenantId, user: credential.clientId, password: credential.secret };
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
