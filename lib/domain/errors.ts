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

const BRAND = Symbol.for("stellwerk.AppError");

/**
 * The one error family of the application; its message is written for the caller and may be shown.
 * `instanceof` goes by a brand: Next loads this module several times in one process, and an error made
 * by one copy must be known to the others.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
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
