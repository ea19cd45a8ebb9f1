/** The closed set of reasons a request can be refused for; each transport maps every code once. */
export type AppErrorCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "limit"
  | "too_large"
  | "unavailable"
  | "internal";

interface AppErrorOptions {
  /** Path of the offending input field, e.g. `schedules.0.cron`. */
  field?: string | undefined;
  details?: unknown;
  cause?: unknown;
}

/** The one error family of the application; its message is written for the caller and may be shown. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly field: string | undefined;
  readonly details: unknown;

  constructor(code: AppErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.field = options.field;
    this.details = options.details;
  }
}
