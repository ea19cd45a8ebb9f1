import type pg from "pg";

/** A pool or a connection inside a transaction. */
export type Queryable = Pick<pg.Pool | pg.PoolClient, "query">;

/** Runs `work` in one transaction on one connection; rolls back when it throws. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // After an answer that never came nothing else will come over this connection either.
    if (isAnswerMissing(error)) broken = error;
    else {
      await client.query("ROLLBACK").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

function isAnswerMissing(error: unknown): error is Error {
  return error instanceof Error && error.message === "Query read timeout";
}

/** Whether the database refused a statement for what is in it (SQLSTATE class 22), so that repeating it is no use. */
export function isDataError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("22");
}
