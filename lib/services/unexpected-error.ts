import { AppError } from "@/lib/domain/errors";
import { type Logger, logger } from "@/lib/platform/logger";

/** Codes of PostgreSQL, of the network and of Prisma that mean: not now. */
const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "ENOENT",
  "EAI_AGAIN",
  "57P01",
  "57P02",
  "57P03",
  "57014",
  "53300",
  "3D000",
  "40001",
  "40P01",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1017",
  "P2024",
  "P2034",
]);
const AWAY_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)|is not currently accepting connections$/;
const MAX_CAUSES = 5;

/**
 * Any error as one whose message may be shown: an {@link AppError} as it is; a database that is away as
 * `unavailable`; everything else, which is logged with its cause, as `internal` without a word about it.
 */
export function toShowableError(
  error: unknown,
  where: string,
  log: Pick<Logger, "warn" | "error"> = logger,
): AppError {
  if (error instanceof AppError && error.code !== "internal") return error;
  if (isDatabaseAway(error)) {
    log.warn({ err: error, where }, "a request failed because the database is away");
    return new AppError("unavailable", "The database is not available at the moment", {
      cause: error,
    });
  }
  log.error({ err: error, where }, "a request failed unexpectedly");
  return new AppError(
    "internal",
    "The request could not be processed because of an internal error",
    { cause: error },
  );
}

interface ErrorLike {
  code?: unknown;
  /** PostgreSQL's code where Prisma's adapter has wrapped the error. */
  originalCode?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** Looks at the error and at what it was caused by, Prisma's way of wrapping included. */
function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > MAX_CAUSES) return false;
  const { code, originalCode, message, cause, meta } = error as ErrorLike;
  if ([code, originalCode].some(isAwayCode)) return true;
  if (typeof message === "string" && AWAY_TEXT.test(message)) return true;
  return [cause, meta?.driverAdapterError].some((inner) => isDatabaseAway(inner, depth + 1));
}

function isAwayCode(code: unknown): boolean {
  return typeof code === "string" && (AWAY.has(code) || code.startsWith("08"));
}
