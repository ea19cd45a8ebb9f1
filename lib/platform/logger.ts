import pino from "pino";
import { LOG_LEVELS, processEnv } from "./env";
import { readableLogStream } from "./readable-log-stream";

/** What the parts of the application need of a logger; pino's, so that tests may pass a silent one. */
export type Logger = pino.Logger;

/** Secrets never reach a log line, whatever object was handed to the logger. */
const REDACTED = ["password", "secret", "token", "authorization", "cookie"].flatMap((key) => [
  key,
  `*.${key}`,
  `headers.${key}`,
  `*.headers.${key}`,
]);

interface LoggerOptions {
  level?: string | undefined;
  /** Readable lines instead of JSON. */
  readable?: boolean;
}

/** A logger writing JSON lines, or readable ones for a person at a terminal; an unknown level is `info`. */
export function createLogger({ level = "info", readable = false }: LoggerOptions = {}): Logger {
  const options: pino.LoggerOptions = {
    level: LOG_LEVELS.find((known) => known === level) ?? "info",
    base: null,
    redact: { paths: REDACTED, censor: "[hidden]" },
    serializers: { err: pino.stdSerializers.err },
  };
  return readable ? pino(options, readableLogStream(process.stdout)) : pino(options);
}

/** The logger of this process: one for all, at LOG_LEVEL. */
export const logger: Logger = createLogger({
  level: processEnv().LOG_LEVEL,
  readable: processEnv().NODE_ENV !== "production" || process.stdout.isTTY === true,
});
