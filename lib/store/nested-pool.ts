import type pg from "pg";

const NESTED: Record<string, "open" | "keep" | "undo"> = {
  BEGIN: "open",
  COMMIT: "keep",
  ROLLBACK: "undo",
};

/**
 * A pool whose every connection is the one connection given, inside its open transaction: transactions begun on it
 * become savepoints, so work that manages its own transactions becomes part of a larger one. One at a time.
 */
export function nestedPool(client: pg.PoolClient): pg.Pool {
  let depth = 0;
  const nest = (kind: "open" | "keep" | "undo") => {
    if (kind === "open") {
      depth += 1;
      return client.query(`SAVEPOINT nested_${depth}`);
    }
    const name = `nested_${depth}`;
    depth -= 1;
    if (kind === "keep") return client.query(`RELEASE SAVEPOINT ${name}`);
    return client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`);
  };
  const query = (first: string | object, values?: unknown[]) => {
    const kind = typeof first === "string" ? NESTED[first] : undefined;
    if (kind) return nest(kind);
    return client.query(first as string, values);
  };
  const connection = { query, release: () => undefined };
  // Stores and services use a pool by `query` and `connect` alone, and a connection by `query` and `release`.
  return { query, connect: async () => connection } as unknown as pg.Pool;
}
