import type { Permission } from "@/lib/domain/access/access";
import { AppError } from "@/lib/domain/errors";
import { errorBody, type MessagePrefix } from "@/lib/domain/scheduling-api/error-body";
import { QueryParameters } from "@/lib/domain/scheduling-api/query-parameters";
import { nodeEnv, requestContext } from "@/lib/server";
import { requirePermission } from "@/lib/services/access/require-permission";
import { rateLimiterOfNode } from "@/lib/services/configuration/rate-limiter-of-node";
import { authorise, type Context } from "@/lib/services/context";
import { recordRequest } from "@/lib/services/metrics/record-request";
import { toShowableError } from "@/lib/services/unexpected-error";
import { readJsonBody } from "../../_http/read-json-body";
import { type ApiAnswer, refusal, toResponse } from "./api-answer";
import { pathParameters } from "./path-parameters";
import { delayFor, denial } from "./throttle";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type RouteHandler = (request: Request) => Promise<Response>;

/** A request as an endpoint sees it: authenticated, permitted, its parts decoded. */
export interface SchedulerRequest {
  ctx: Context;
  query: QueryParameters;
  /** Values of the template's places. */
  path: Record<string, string>;
  /** Parsed JSON; undefined for endpoints that take none. */
  body: unknown;
}

/** One endpoint of the compatible API. */
export interface Endpoint {
  permission: Permission;
  /** Begin of every message; by the query where one address serves two purposes. */
  prefix: MessagePrefix | ((search: URLSearchParams) => MessagePrefix);
  /** Name of the change in the audit; absent for reads. */
  audit?: string;
  hasBody?: true;
  handle: (request: SchedulerRequest) => Promise<ApiAnswer>;
}

/**
 * Route handlers of one address: those given, and for every other method 405 in the style of this API. `template` is
 * the address below `/scheduler` with its places, e.g. `/jobs/{jobId}`.
 */
export function schedulerRoutes(
  template: string,
  endpoints: Partial<Record<Method, Endpoint>>,
): Record<Method, RouteHandler> {
  const allow = METHODS.filter((method) => endpoints[method] !== undefined).join(", ");
  const handlerOf = (method: Method): [Method, RouteHandler] => {
    const endpoint = endpoints[method];
    return [
      method,
      endpoint ? (request) => answer(endpoint, template, request) : async () => notAllowed(allow),
    ];
  };
  return Object.fromEntries(METHODS.map(handlerOf)) as Record<Method, RouteHandler>;
}

function notAllowed(allow: string): Response {
  const body = errorBody(
    405,
    "Error in Job Scheduler action",
    `Method not allowed; allowed: ${allow}`,
  );
  return toResponse({ status: 405, body, headers: { allow } });
}

/** The route handlers of every address this API does not have. */
export function unknownAddress(): Record<Method, RouteHandler> {
  const notFound: RouteHandler = async () =>
    toResponse({
      status: 404,
      body: errorBody(404, "Error in Job Scheduler action", "There is no such address"),
    });
  return Object.fromEntries(METHODS.map((method) => [method, notFound])) as Record<
    Method,
    RouteHandler
  >;
}

async function answer(endpoint: Endpoint, template: string, request: Request): Promise<Response> {
  const startedAt = performance.now();
  const response = await answered(endpoint, template, request);
  recordRequest({
    method: request.method,
    route: `/scheduler${template}`,
    status: response.status,
    startedAt,
  });
  return response;
}

async function answered(endpoint: Endpoint, template: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const prefix =
    typeof endpoint.prefix === "function" ? endpoint.prefix(url.searchParams) : endpoint.prefix;
  try {
    return toResponse(await serve({ endpoint, template, request, url, prefix }));
  } catch (error) {
    const shown = toShowableError(error, `${request.method} /scheduler${template}`);
    return toResponse(refusal(shown, prefix));
  }
}

interface Serving {
  endpoint: Endpoint;
  template: string;
  request: Request;
  url: URL;
  prefix: MessagePrefix;
}

async function serve(serving: Serving): Promise<ApiAnswer> {
  const { endpoint, request, prefix } = serving;
  const limiter = rateLimiterOfNode((await nodeEnv()).rateLimitPerMinute);
  const caller = await identify(request, prefix);
  if (caller.ctx === null) return caller.denied;
  const { ctx } = caller;
  const everyone = limiter.absolute(ctx.now);
  if (everyone.kind === "deny") return denial("absolute", prefix, everyone);
  const client = limiter.client(ctx.scope.tenantId, ctx.now);
  if (client.kind === "deny") return denial("client", prefix, client);
  const headers = {
    ...(await delayFor([everyone, client])),
    "x-correlation-id": ctx.correlationId,
  };
  try {
    await permit(ctx, endpoint, serving);
    const answered = await endpoint.handle(await decode(serving, ctx));
    return { ...answered, headers: { ...headers, ...answered.headers } };
  } catch (error) {
    return refusal(
      toShowableError(error, `${request.method} /scheduler${serving.template}`),
      prefix,
      headers,
    );
  }
}

/** 100 KB for every body (job-scheduling-api 2). */
const BODY_LIMITS = { maxBytes: 100 * 1024, tooLarge: "request entity too large" };

async function readBody(request: Request): Promise<unknown> {
  const body = await readJsonBody(request, BODY_LIMITS);
  if (body === undefined) throw new AppError("invalid", "The request body is missing");
  return body;
}

const GUESSING_PAUSE_SECONDS = 60;

/** The caller; whoever guesses passwords is asked to wait like one who asks too often. */
async function identify(
  request: Request,
  prefix: MessagePrefix,
): Promise<{ ctx: Context; denied: null } | { ctx: null; denied: ApiAnswer }> {
  try {
    return { ctx: await requestContext(request), denied: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "limit") throw error;
    return {
      ctx: null,
      denied: denial("client", prefix, { retryAfterSeconds: GUESSING_PAUSE_SECONDS }),
    };
  }
}

async function permit(ctx: Context, endpoint: Endpoint, { request, url }: Serving): Promise<void> {
  if (endpoint.audit === undefined) {
    authorise(ctx, endpoint.permission);
    return;
  }
  const details = { method: request.method, path: url.pathname };
  await requirePermission(ctx, endpoint.permission, {
    action: endpoint.audit,
    objectType: "request",
    details,
  });
}

async function decode(
  { endpoint, template, request, url }: Serving,
  ctx: Context,
): Promise<SchedulerRequest> {
  return {
    ctx,
    query: new QueryParameters(url.searchParams),
    path: pathParameters(template, url),
    body: endpoint.hasBody ? await readBody(request) : undefined,
  };
}
