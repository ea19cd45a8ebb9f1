import type { Dispatcher } from "undici";
import { headerFault, isReservedHeader } from "@/lib/domain/http/request-headers";
import { parseTarget, type RequestTarget, withQuery } from "@/lib/domain/http/request-target";
import type { TokenSigner } from "@/lib/platform/token-signer";
import type { HttpAttempt } from "./http-attempt";

export type PreparedRequest =
  | { readonly ok: true; readonly options: Dispatcher.DispatchOptions }
  | { readonly ok: false; readonly reason: string };

export type RunTokenSigner = Pick<TokenSigner, "signRunToken">;

const MAX_CACHED_TARGETS = 1000;
const USER_AGENT = "Stellwerk";

/** Makes requests out of attempts as job-scheduling-api section 13 describes them. */
export function createRequestPreparer(
  signer: RunTokenSigner,
  publicUrl: string,
): (attempt: HttpAttempt) => PreparedRequest {
  const host = publicUrl.replace(/\/+$/, "").replace(/\/scheduler$/, "");
  const targetOf = cachedTargets();
  return (attempt) => {
    const target = targetOf(attempt.url);
    if (!target.ok) return target;
    const content = contentOf(attempt, target.path);
    if (!content) return { ok: false, reason: "the data cannot be written as JSON" };
    const headers = fixedHeaders(attempt, host);
    const own = addOwnHeaders(headers, attempt.headers);
    if (own.fault !== null) return { ok: false, reason: own.fault };
    if (content.body !== null && !own.hasContentType) {
      headers.push("content-type", "application/json");
    }
    if (attempt.basicAuth?.user.includes(":")) return { ok: false, reason: INVALID_USER };
    const authorization = authorizationOf(attempt, own.hasAuthorization, signer);
    if (authorization !== null) headers.push("authorization", authorization);
    return {
      ok: true,
      options: { origin: target.origin, method: attempt.method, headers, ...content },
    };
  };
}

const INVALID_USER = "the user name must not contain a colon";

function fixedHeaders(attempt: HttpAttempt, host: string): string[] {
  const headers = [
    "x-sap-job-id",
    String(attempt.jobId),
    "x-sap-job-run-id",
    attempt.runId,
    "x-sap-scheduler-host",
    host,
    "x-sap-run-at",
    attempt.plannedAt.toISOString().slice(0, 19).replace("T", " "),
    "idempotency-key",
    attempt.runId,
    // Stored answers are text; a compressed one would have to be unpacked under a size limit of its own.
    "accept-encoding",
    "identity",
    "user-agent",
    USER_AGENT,
  ];
  if (attempt.scheduleId !== null) headers.push("x-sap-job-schedule-id", attempt.scheduleId);
  return headers;
}

interface OwnHeaders {
  hasAuthorization: boolean;
  hasContentType: boolean;
  fault: string | null;
}

/** Adds the definition's own headers, except those that the scheduler alone sets. */
function addOwnHeaders(headers: string[], own: Readonly<Record<string, string>>): OwnHeaders {
  const found: OwnHeaders = { hasAuthorization: false, hasContentType: false, fault: null };
  for (const [name, value] of Object.entries(own)) {
    found.fault ??= headerFault(name, value);
    if (isReservedHeader(name)) continue;
    const lower = name.toLowerCase();
    if (lower === "authorization") found.hasAuthorization = true;
    if (lower === "content-type") found.hasContentType = true;
    headers.push(lower, value);
  }
  return found;
}

/** Where the data goes, or null for data too deep to be written (JSON.stringify gives up on those). */
function contentOf(
  attempt: HttpAttempt,
  path: string,
): { path: string; body: string | null } | null {
  const { method, data } = attempt;
  try {
    if (method === "GET" || method === "DELETE") return { path: withQuery(path, data), body: null };
    return { path, body: data === null || data === undefined ? null : JSON.stringify(data) };
  } catch {
    return null;
  }
}

/** Basic authentication before the definition's own header before the run's bearer token; null leaves it as it is. */
function authorizationOf(
  attempt: HttpAttempt,
  hasOwn: boolean,
  signer: RunTokenSigner,
): string | null {
  if (attempt.basicAuth) {
    const { user, password } = attempt.basicAuth;
    return `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
  }
  return hasOwn ? null : `Bearer ${signer.signRunToken(attempt)}`;
}

function cachedTargets(): (url: string) => RequestTarget {
  const cache = new Map<string, RequestTarget>();
  return (url) => {
    const known = cache.get(url);
    if (known) return known;
    const target = parseTarget(url);
    if (cache.size >= MAX_CACHED_TARGETS) cache.clear();
    cache.set(url, target);
    return target;
  };
}
