import { createHash } from "node:crypto";
import type { z } from "zod";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { OPERATIONS, type Operation, type OperationName } from "@/lib/domain/native-api/operations";
import { requestContext } from "@/lib/server";
import type { Context } from "@/lib/services/context";
import { runIdempotently } from "@/lib/services/idempotency/run-idempotently";
import { recordRequest } from "@/lib/services/metrics/record-request";
import { toShowableError } from "@/lib/services/unexpected-error";
import { type ApiAnswer, refusal, toResponse } from "./api-answer";
import { readBody } from "./read-body";
import { pathParameters, queryParameters } from "./request-parts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type RouteHandler = (request: Request) => Promise<Response>;

type Operations = typeof OPERATIONS;
type OutputOf<Op, Part extends string> = Op extends { [P in Part]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** A request as an operation sees it: authenticated, its parts decoded and checked. */
export interface ApiCall<Name extends OperationName> {
  ctx: Context;
  request: Request;
  /** Values of the address's places. */
  path: Record<string, string>;
  query: OutputOf<Operations[Name], "query">;
  /** Undefined where an optional one was left out. */
  body: Operations[Name] extends { isBodyOptional: true }
    ? OutputOf<Operations[Name], "body"> | undefined
    : OutputOf<Operations[Name], "body">;
}

type Handler<Name extends OperationName> = (call: ApiCall<Name>) => Promise<ApiAnswer | Response>;
type Handlers<Address extends string> = {
  [M in Method as `${M} ${Address}` extends OperationName
    ? M
    : never]: `${M} ${Address}` extends OperationName ? Handler<`${M} ${Address}`> : never;
};

/**
 * Route handlers of one address below `/api/v1`: for each of its operations authentication, decoding, checking, errors
 * and the Idempotency-Key; for every other method 405.
 */
export function apiRoutes<Address extends string>(
  address: Address,
  handlers: Handlers<Address>,
): Record<Method, RouteHandler> {
  const byMethod = handlers as Partial<Record<Method, Handler<OperationName>>>;
  const allow = METHODS.filter((method) => byMethod[method] !== undefined).join(", ");
  const routeOf = (method: Method): RouteHandler => {
    const handle = byMethod[method];
    const name = `${method} ${address}`;
    if (!handle || !isOperation(name)) return async () => notAllowed(allow);
    return (request) => answer({ name, address, operation: OPERATIONS[name], handle, request });
  };
  return Object.fromEntries(METHODS.map((method) => [method, routeOf(method)])) as Record<
    Method,
    RouteHandler
  >;
}

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

function notAllowed(allow: string): Response {
  const message = `Method not allowed; allowed: ${allow}`;
  return toResponse({
    status: 405,
    body: { error: { code: "method_not_allowed", message } },
    headers: { allow },
  });
}

/** The route handlers of every address this API does not have. */
export function unknownAddress(): Record<Method, RouteHandler> {
  const notFound: RouteHandler = async () =>
    toResponse(refusal(new AppError("not_found", "There is no such address.")));
  return Object.fromEntries(METHODS.map((method) => [method, notFound])) as Record<
    Method,
    RouteHandler
  >;
}

interface Serving {
  name: OperationName;
  address: string;
  operation: Operation;
  handle: Handler<OperationName>;
  request: Request;
}

async function answer(serving: Serving): Promise<Response> {
  const startedAt = performance.now();
  const response = await respond(serving);
  const { method } = serving.request;
  recordRequest({ method, route: `/api/v1${serving.address}`, status: response.status, startedAt });
  return response;
}

async function respond(serving: Serving): Promise<Response> {
  try {
    const answered = await serve(serving);
    return answered instanceof Response ? answered : toResponse(answered);
  } catch (error) {
    const refused = refusal(toShowableError(error, serving.name));
    return toResponse(isBrowser(serving.request) ? withoutChallenge(refused) : refused);
  }
}

/** True for requests of a page, which has a sign-in of its own: a challenge would make the browser ask for a password. */
function isBrowser(request: Request): boolean {
  return request.headers.has("sec-fetch-site");
}

function withoutChallenge({ headers = {}, ...answered }: ApiAnswer): ApiAnswer {
  const { "www-authenticate": _challenge, ...others } = headers;
  return { ...answered, headers: others };
}

async function serve({
  address,
  operation,
  handle,
  request,
}: Serving): Promise<ApiAnswer | Response> {
  const ctx = await requestContext(request);
  const url = new URL(request.url);
  const path = pathParameters(address, url);
  const query = operation.query && parseInput(operation.query, queryParameters(url.searchParams));
  const raw = operation.body && (await readBody(request, operation));
  const body = operation.body && parseBody(operation, raw);
  // The operation's own schemas have made these parts, so they have the types its handler names.
  const call = { request, path, query, body } as Omit<ApiCall<OperationName>, "ctx">;
  const key = operation.creates ? request.headers.get("idempotency-key") : null;
  if (key === null) return handle({ ...call, ctx });
  const requestHash = hashOf(request.method, `${url.pathname}${url.search}`, raw);
  return runIdempotently(ctx, { key, requestHash }, async (inner) => {
    const answered = await handle({ ...call, ctx: inner });
    if (answered instanceof Response)
      throw new AppError("internal", "A streamed answer cannot be repeated.");
    return { status: 200, headers: {}, ...answered };
  });
}

function parseBody(operation: Operation, raw: unknown): unknown {
  if (raw === undefined && operation.isBodyOptional) return undefined;
  if (raw === undefined) throw new AppError("invalid", "The request body is missing");
  return operation.body ? parseInput(operation.body, raw) : undefined;
}

function hashOf(method: string, address: string, body: unknown): string {
  return createHash("sha256")
    .update(`${method} ${address}\n`)
    .update(body === undefined ? "" : JSON.stringify(body))
    .digest("hex");
}
