import type { Queryable } from "./queryable";

/** Names of tenants by their ids. */
export async function selectTenantNames(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; name: string }>({
    name: "tenant-names",
    text: "SELECT id, name FROM tenant WHERE id = ANY($1::uuid[])",
    values: [ids],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
