import { AppError } from "@/lib/domain/errors";

type OrRefusal<T> = { ok: true; value: T } | { ok: false; message: string };

/** What a query answers, or why it refuses its input; every other failure is the error page's. */
export async function orRefusal<T>(work: Promise<T>): Promise<OrRefusal<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid")
      return { ok: false, message: error.message };
    throw error;
  }
}
