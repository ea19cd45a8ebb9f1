import type pg from "pg";
import { MAX_SORTED } from "@/lib/domain/run/selection";
import { ORDER_SQL } from "./run-filters";
import { RUN_COLUMNS, type RunRow } from "./run-row";
import { isNothing, type RunSelection, runSources } from "./run-sources";
import { lookedSql } from "./selected-runs";
import { answerInTime, isTooSlow } from "./time-limit";

/** What runs are put in order by, other than their submission. */
export type RunOrder = keyof typeof ORDER_SQL;

/** A run with the number it is ordered by; infinite where it has none, which comes last. */
export type OrderedRun = RunRow & { value: number };

export interface SortedRequest {
  selection: RunSelection;
  by: RunOrder;
  isDescending: boolean;
  /** The page begins beyond the run with this number and id. */
  from: { value: number; id: string; isBackwards: boolean } | null;
  limit: number;
  now: Date;
}

/** Runs that are looked at for those that are meant. */
const MOST_LOOKED = 2 * MAX_SORTED;

/**
 * One page of runs in another order than that of their submission, in the order it is read: backwards for a page before
 * a run. Null when there are too many of them, or too many had to be looked at: they are put in order anew for each
 * page.
 */
export async function findSortedRuns(
  pool: pg.Pool,
  request: SortedRequest,
): Promise<OrderedRun[] | null> {
  if (isNothing(request.selection)) return [];
  const { text, values } = statementOf(request);
  try {
    const { rows } = await answerInTime(pool, (db) =>
      db.query<OrderedRun & { isTooMany: boolean; isFound: boolean | null }>(text, values),
    );
    if (rows[0]?.isTooMany) return null;
    return rows.filter(({ isFound }) => isFound);
  } catch (error) {
    if (isTooSlow(error)) return null;
    throw error;
  }
}

function statementOf(request: SortedRequest): { text: string; values: unknown[] } {
  const { selection, by, isDescending, from, limit, now } = request;
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const looked = runSources(values, selection).map((source) =>
    lookedSql(source, {
      ...{ values, beyond: "true", order: "DESC" as const },
      ...{ limit: MAX_SORTED + 1, look: MOST_LOOKED },
    }),
  );
  // Of what is read backwards, the end comes first.
  const isFalling = isDescending !== (from?.isBackwards ?? false);
  const order = isFalling ? "DESC" : "ASC";
  const none = isDescending ? "-infinity" : "infinity";
  const told = ORDER_SQL[by].replace("$now", () => `${place(now)}::timestamptz`);
  const value = `COALESCE((${told})::float8, '${none}')`;
  const beyond =
    from === null
      ? "true"
      : `(value, id) ${isFalling ? "<" : ">"} (${place(from.value)}::float8, ${place(from.id)}::uuid)`;
  const text = `WITH looked AS MATERIALIZED (${looked.join(" UNION ALL ")}),
     page AS MATERIALIZED (
       SELECT * FROM (
         SELECT r.tenant_id, r.id, ${value} AS value FROM looked l JOIN run r ON r.tenant_id = l.tenant_id AND r.id = l.id WHERE l.hit
       ) AS valued WHERE ${beyond} ORDER BY value ${order}, id ${order} LIMIT ${place(limit)}
     )
     SELECT (SELECT bool_or(is_last) OR count(*) FILTER (WHERE hit) > ${MAX_SORTED} FROM looked) AS "isTooMany", found.*
     FROM (SELECT 1) AS always LEFT JOIN (
       SELECT true AS "isFound", page.value, ${RUN_COLUMNS} FROM page
       JOIN run r ON r.tenant_id = page.tenant_id AND r.id = page.id JOIN tenant n ON n.id = r.tenant_id
     ) AS found ON true ORDER BY found.value ${order}, found.id ${order}`;
  return { text, values };
}
