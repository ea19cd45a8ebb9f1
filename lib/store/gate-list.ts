import { SqlConditions } from "./sql-conditions";

/** Which rows of a list that is sorted by name. */
export interface NamedRows {
  tenantId: string;
  /** Exactly this name. */
  name?: string | undefined;
  /** Only names beyond this one. */
  after?: string | undefined;
  /** Part of the name, whatever its case. */
  part?: string | undefined;
  /** All of them when null. */
  limit: number | null;
}

/** A statement for one page of a table whose key is (tenant_id, name); `$1` is the tenant. */
export function namedRowsSql(
  table: string,
  columns: string,
  { tenantId, name, after, part, limit }: NamedRows,
): { text: string; values: unknown[] } {
  const where = new SqlConditions().and("g.tenant_id = $?", tenantId);
  if (name !== undefined) where.and("g.name = $?", name);
  if (after !== undefined) where.and("g.name > $?", after);
  if (part) where.and("position(lower($?) IN lower(g.name)) > 0", part);
  const page = where.place("ORDER BY g.name LIMIT $?", [limit]);
  return {
    text: `SELECT ${columns} FROM ${table} g WHERE ${where.text} ${page}`,
    values: where.values,
  };
}
