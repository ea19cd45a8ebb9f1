import { rowKey } from "./order-rows";

interface OfJob {
  jobName: string;
  tenantId: string;
}

/** Rows of the same job together, by {@link rowKey}. */
export function byJob<T extends OfJob>(rows: readonly T[]): Map<string, T[]> {
  return groupBy(rows, rowKey);
}

/** Rows of the same key together, in the order they come. */
export function groupBy<T, Key>(rows: readonly T[], keyOf: (row: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const row of rows) {
    const known = groups.get(keyOf(row));
    if (known) known.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
