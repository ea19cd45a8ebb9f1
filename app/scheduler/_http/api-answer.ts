import type { AppError } from "@/lib/domain/errors";
import { errorBody, errorStatus, type MessagePrefix } from "@/lib/domain/scheduling-api/error-body";

/** What an endpoint answers; status 200 unless it says otherwise. */
export interface ApiAnswer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** The answer to every change that has nothing to tell. */
export const SUCCESS: ApiAnswer = { body: { success: true } };

const CHALLENGE = 'Basic realm="Stellwerk", charset="UTF-8", Bearer realm="Stellwerk"';

/** An answer as it goes out. */
export function toResponse({ status = 200, body, headers = {} }: ApiAnswer): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

/** The answer to a refused request (job-scheduling-api 2.1). */
export function refusal(
  error: AppError,
  prefix: MessagePrefix,
  headers: Record<string, string> = {},
): ApiAnswer {
  const status = errorStatus(error.code);
  return {
    status,
    body: errorBody(status, prefix, error.message),
    headers: status === 401 ? { ...headers, "www-authenticate": CHALLENGE } : headers,
  };
}
