import { AppError } from "@/lib/domain/errors";

/** Name of the one setting of job-scheduling-api 7.6. */
export const ASYNC_EXEC_TIMEOUT = "ASYNC_EXEC_TIMEOUT";
/** Most seconds a run may wait for its callback. */
export const MAX_ASYNC_EXEC_TIMEOUT = 604_800;

const REFUSED = `Incorrect ${ASYNC_EXEC_TIMEOUT} value - `;

/** Reads a change of the configuration; throws `invalid` with the documented texts. */
export function parseConfigurationInput(input: unknown): { [ASYNC_EXEC_TIMEOUT]: number } {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw new AppError("invalid", "The body must be an object");
  const keys = Object.keys(input);
  if (keys.some((key) => key !== ASYNC_EXEC_TIMEOUT)) throw refusedValue("Unallowed Configuration");
  if (keys.length === 0) throw refusedValue(`'${ASYNC_EXEC_TIMEOUT}' is required`);
  return {
    [ASYNC_EXEC_TIMEOUT]: readSeconds((input as Record<string, unknown>)[ASYNC_EXEC_TIMEOUT]),
  };
}

function readSeconds(value: unknown): number {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^\s*[+-]?\d+\s*$/.test(text)) {
    throw refusedValue(`${REFUSED}${ASYNC_EXEC_TIMEOUT} must be a number`);
  }
  const seconds = Number(text);
  if (seconds <= 0) {
    throw refusedValue(
      `${REFUSED}value for ${ASYNC_EXEC_TIMEOUT} must be positive (provided ${text.trim().slice(0, 32)})`,
    );
  }
  if (seconds > MAX_ASYNC_EXEC_TIMEOUT) {
    throw refusedValue(
      `${REFUSED}maximum value for ${ASYNC_EXEC_TIMEOUT} is ${MAX_ASYNC_EXEC_TIMEOUT}`,
    );
  }
  return seconds;
}

function refusedValue(message: string): AppError {
  return new AppError("invalid", message, { field: ASYNC_EXEC_TIMEOUT });
}
