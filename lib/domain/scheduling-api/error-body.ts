import type { AppErrorCode } from "@/lib/domain/errors";

/** What every message of the compatible API begins with (job-scheduling-api 2.1). */
export type MessagePrefix =
  | "Error while creating job"
  | "Error while fetching list of jobs"
  | "Error while fetching job details"
  | "Error in Job Scheduler action";

/** The body of every answer that is not a success. */
export interface ErrorBody {
  code: number;
  message: string;
  type: string;
  detailedError: string;
}

const STATUS: Record<AppErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 400,
  limit: 400,
  too_large: 413,
  unavailable: 503,
  internal: 500,
};

const TYPE: Record<number, string> = {
  400: "Bad Request/Invalid Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Payload Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** HTTP status of a refused request; 409 is not part of this API, so a conflict is a 400. */
export function errorStatus(code: AppErrorCode): number {
  return STATUS[code];
}

/** The four keys of an error; `message` is always a text, which the reference client relies on. */
export function errorBody(status: number, prefix: MessagePrefix, reason: string): ErrorBody {
  const message = `${prefix}: ${reason}`;
  return { code: status, message, type: TYPE[status] ?? "Error", detailedError: message };
}
