import type { Queryable } from "./queryable";

/** Names of the process servers that take runs: those that run, not those that drain. */
export async function liveServerNames(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    "SELECT DISTINCT name FROM process_server WHERE state = 'running' ORDER BY name",
  );
  return rows.map((row) => row.name);
}
