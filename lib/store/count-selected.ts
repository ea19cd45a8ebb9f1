import type pg from "pg";
import { isNothing, type RunSelection, type RunSource, runSources } from "./run-sources";
import { answerInTime, isTooSlow } from "./time-limit";

/** How many runs were counted; more of them may follow when it is not all. */
export interface SelectedCount {
  count: number;
  /** False: the count went up to its limit, or as far as can be looked in a moment. */
  isAll: boolean;
}

/** Runs that are looked at where an index does not know all that is asked, and least of each branch. */
const MOST_LOOKED = 100_000;
const LEAST_PER_BRANCH = 1000;

/** How many runs a selection has; counts to `most`, and looks no further than is possible in a moment. */
export async function countSelected(
  pool: pg.Pool,
  selection: RunSelection,
  most: number,
): Promise<SelectedCount> {
  if (isNothing(selection)) return { count: 0, isAll: true };
  const values: unknown[] = [];
  const counts = runSources(values, selection).map((source) => countSql(source, { values, most }));
  const text = `SELECT sum(hits)::int AS count, bool_or(is_cut) AS "isCut" FROM (${counts.join(" UNION ALL ")}) AS counted`;
  try {
    const { rows } = await answerInTime(pool, (db) =>
      db.query<{ count: number | null; isCut: boolean | null }>(text, values),
    );
    const count = Math.min(rows[0]?.count ?? 0, most);
    return { count, isAll: count < most && !rows[0]?.isCut };
  } catch (error) {
    if (isTooSlow(error)) return { count: 0, isAll: false };
    throw error;
  }
}

function countSql(
  source: RunSource,
  { values, most }: { values: unknown[]; most: number },
): string {
  const { branches, size, indexed, checked } = source;
  const place = (value: number) => `$${values.push(value)}`;
  if (checked === null) {
    const limit = place(most);
    // The branches are gone through only until there are enough; in order, so that an index is used.
    return `SELECT count(*) AS hits, false AS is_cut FROM (
      SELECT 1 FROM ${branches} CROSS JOIN LATERAL (
        SELECT r.id FROM run r WHERE ${indexed} ORDER BY r.id DESC LIMIT ${limit}
      ) h LIMIT ${limit}
    ) AS first_ones`;
  }
  const share = place(Math.max(LEAST_PER_BRANCH, Math.ceil(MOST_LOOKED / size)));
  return `SELECT sum(h.hits) AS hits, bool_or(h.looked >= ${share}) AS is_cut FROM ${branches} CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE k.hit) AS hits, count(*) AS looked FROM (
        SELECT (${checked}) IS TRUE AS hit FROM run r WHERE ${indexed} ORDER BY r.id DESC LIMIT ${share}
      ) k) h`;
}
