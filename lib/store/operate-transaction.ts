import type pg from "pg";
import { AppError } from "@/lib/domain/errors";
import { inTransaction } from "./queryable";

/** How often an operator's change is tried when others change the same runs at the same moment. */
const MAX_TRIES = 6;
/** Deadlock, serialization failure. */
const RETRIED_CODES = ["40P01", "40001"];

/** Something has changed since it was looked at: what was decided about it is to be decided anew. */
export class ChangedMeanwhile extends Error {}

/**
 * Runs a change of several runs in one transaction, and again from the start when it met another change half way.
 * Throws `conflict` when that goes on.
 */
export async function retriedTransaction<T>(
  pool: pg.Pool,
  work: (tx: pg.PoolClient) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(pool, work);
    } catch (error) {
      if (!isRetried(error)) throw error;
      if (tries < MAX_TRIES) continue;
      const message = "The run is being changed by others at this moment; try again.";
      throw new AppError("conflict", message, { cause: error });
    }
  }
}

function isRetried(error: unknown): boolean {
  if (error instanceof ChangedMeanwhile) return true;
  return error instanceof Error && "code" in error && RETRIED_CODES.includes(String(error.code));
}
