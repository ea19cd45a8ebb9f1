import type { AppError, AppErrorCode } from "@/lib/domain/errors";

/** What an operation answers; status 200 unless it says otherwise, without content when `body` is undefined. */
export interface ApiAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const STATUS: Record<AppErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit: 429,
  too_large: 413,
  unavailable: 503,
  internal: 500,
};

const NEVER_KEPT = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
const CHALLENGE = 'Basic realm="Stellwerk", charset="UTF-8", Bearer realm="Stellwerk"';

/** An answer as it goes out. */
export function toResponse({ status = 200, body, headers = {} }: ApiAnswer): Response {
  if (body === undefined)
    return new Response(null, { status, headers: { ...NEVER_KEPT, ...headers } });
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...NEVER_KEPT, ...headers },
  });
}

/** The answer to a refused request: `{ error: { code, message, field?, details? } }`. */
export function refusal(error: AppError): ApiAnswer {
  const { code, message, field, details } = error;
  const headers: Record<string, string> = {};
  if (code === "unauthenticated") headers["www-authenticate"] = CHALLENGE;
  if (code === "unavailable") headers["retry-after"] = "5";
  return {
    status: STATUS[code],
    body: {
      error: {
        code,
        message,
        ...(field === undefined ? {} : { field }),
        ...(details === undefined ? {} : { details }),
      },
    },
    headers,
  };
}
