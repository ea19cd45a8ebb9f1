import { AppError } from "@/lib/domain/errors";
import { type Logger, logger } from "@/lib/platform/logger";

/** Codes of PostgreSQL and the network that mean: not now. */
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
  "40001",
  "40P01",
]);
const AWAY_TEXT =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error)/;

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

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string" && (AWAY.has(code) || code.startsWith("08"))) return true;
  return (
    AWAY_TEXT.test(error.message) || (error.cause !== undefined && isDatabaseAway(error.cause))
  );
}
