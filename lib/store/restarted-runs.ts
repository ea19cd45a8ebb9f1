import type { Queryable } from "./queryable";

/** Of some runs those that were started again since, whoever did it; found by the index of restarts. */
export async function restartedAmong(
  db: Queryable,
  runIds: readonly string[],
): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>({
    name: "restarted-among",
    text: `SELECT i.id FROM unnest($1::uuid[]) AS i(id)
      WHERE EXISTS (SELECT FROM run r WHERE r.restart_of = i.id)`,
    values: [runIds],
  });
  return new Set(rows.map((row) => row.id));
}
