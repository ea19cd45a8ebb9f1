import type pg from "pg";
import { AppError } from "@/lib/domain/errors";
import { inTransaction, type Queryable } from "./queryable";

/** How long a statement of a list may take. */
const MOST_MS = 2000;
const CANCELED = "57014";

/** Marks the error of a search that took too long. */
const TOO_SLOW = { tooSlow: true } as const;

/** True for the error of {@link answerInTime}: nothing is wrong with the question but that it asks for too much. */
export function isTooSlow(error: unknown): boolean {
  return error instanceof AppError && error.details === TOO_SLOW;
}

/** Asks the database something that it gives up after two seconds; throws `unavailable`, see {@link isTooSlow}, then. */
export async function answerInTime<T>(
  pool: pg.Pool,
  ask: (db: Queryable) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(pool, async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = ${MOST_MS}; SET LOCAL jit = off`);
      return ask(tx);
    });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === CANCELED)) throw cause;
    const message = "The search took too long: narrow the period or the selection.";
    throw new AppError("unavailable", message, { cause, details: TOO_SLOW });
  }
}
