import { AppError } from "@/lib/domain/errors";
import { logger } from "@/lib/platform/logger";

/** What a server action tells its form; `null` before the first submission. */
export type FormResult<T = void> =
  | { ok: true; value: T }
  | { ok: false; message: string; field: string | null };

/**
 * Runs the work of a server action. Refusals become words for the form, unknown errors a general
 * sentence and a log line; the framework's own signals, such as a redirect, pass through.
 */
export async function formResult<T>(work: () => Promise<T>): Promise<FormResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal") {
      return { ok: false, message: error.message, field: error.field ?? null };
    }
    if (isFrameworkSignal(error)) throw error;
    logger.error({ err: error }, "a server action failed");
    const message = "This did not succeed because of an error on the server. Try again shortly.";
    return { ok: false, message, field: null };
  }
}

function isFrameworkSignal(error: unknown): boolean {
  return error instanceof Error && "digest" in error && `${error.digest}`.startsWith("NEXT_");
}
