import type pg from "pg";
import type { Queryable } from "./queryable";
import { RUN_COLUMNS, type RunRow } from "./run-row";
import { isNothing, type RunSelection, type RunSource, runSources } from "./run-sources";
import { answerInTime, isTooSlow } from "./time-limit";

/** Which way a page goes: to older runs, the usual one, or to newer ones. */
export type RunDirection = "older" | "newer";

export interface PageRequest {
  selection: RunSelection;
  direction: RunDirection;
  /** The page begins beyond this run; at the end of the list when null. */
  from: string | null;
  limit: number;
}

/** Runs that were found; `lookedTo` is the last run that was looked at when there may be more beyond it. */
export interface FoundRuns<T> {
  /** In the direction of the page. */
  rows: T[];
  /** Null when everything was looked at, or the page is full. */
  lookedTo: string | null;
}

/** How many runs are looked at first where an index does not know all that is asked, and at most at a time and in all. */
const FIRST_LOOK = 500;
const GROWTH = 5;
const MOST_AT_ONCE = 25_000;
const MOST_LOOKED = 200_000;
const LEAST_PER_BRANCH = 20;

/**
 * One page of runs, in the direction of the page. Each source is read in the order of ids, no further than is shown
 * where an index knows all that is asked. Elsewhere so many runs are looked at, and more when they were too few; after
 * a limited number the page ends where the look ended, with what was found.
 */
export function findRuns(pool: pg.Pool, request: PageRequest): Promise<FoundRuns<RunRow>> {
  return find<RunRow>(pool, request, {
    columns: RUN_COLUMNS,
    joins: "JOIN tenant n ON n.id = r.tenant_id",
  });
}

/** As {@link findRuns}, of each run only its id. */
export function findRunIds(
  pool: pg.Pool,
  request: PageRequest,
): Promise<FoundRuns<{ id: string; tenantId: string }>> {
  return find(pool, request, { columns: 'r.id, r.tenant_id AS "tenantId"', joins: "" });
}

interface Shape {
  columns: string;
  joins: string;
}

async function find<T extends { id: string }>(
  pool: pg.Pool,
  request: PageRequest,
  shape: Shape,
): Promise<FoundRuns<T>> {
  if (isNothing(request.selection)) return { rows: [], lookedTo: null };
  const rows: T[] = [];
  let { from } = request;
  let looked = 0;
  for (let look = FIRST_LOOK; ; look = Math.min(look * GROWTH, MOST_AT_ONCE)) {
    const rest = { ...request, from, limit: request.limit - rows.length };
    const slice = await sliceOf<T>(pool, rest, { ...shape, look }).catch((error: unknown) => {
      // What was found before is worth more than nothing.
      if (isTooSlow(error) && looked > 0) return null;
      throw error;
    });
    if (slice === null) return { rows, lookedTo: from };
    rows.push(...slice.rows);
    looked += slice.looked;
    if (rows.length >= request.limit || slice.edge === null) return { rows, lookedTo: null };
    from = slice.edge;
    if (looked >= MOST_LOOKED) return { rows, lookedTo: from };
  }
}

interface Slice<T> {
  rows: T[];
  /** How many runs were looked at. */
  looked: number;
  /** Up to which run everything was looked at; null when that is everything. */
  edge: string | null;
}

async function sliceOf<T>(
  pool: pg.Pool,
  request: PageRequest,
  shape: Shape & { look: number },
): Promise<Slice<T>> {
  const { direction, limit, selection } = request;
  const values: unknown[] = [];
  const sources = runSources(values, selection);
  const isBounded = sources.some(({ checked }) => checked !== null);
  const beyond = beyondSql(values, request);
  const order = orderOf(direction);
  const within = direction === "older" ? ">=" : "<=";
  const looks = sources.map((source) => lookedSql(source, { ...beyond, values, limit, ...shape }));
  const text = `WITH looked AS MATERIALIZED (${looks.join(" UNION ALL ")}),
     edge AS MATERIALIZED (SELECT id FROM looked WHERE is_last ORDER BY id ${order} LIMIT 1),
     page AS MATERIALIZED (SELECT tenant_id, id FROM looked WHERE hit AND (id ${within} (SELECT id FROM edge) OR NOT EXISTS (SELECT FROM edge))
       ORDER BY id ${order} LIMIT ${placed(values, limit)})
     SELECT (SELECT id FROM edge) AS "lookedTo", (SELECT count(*)::int FROM looked) AS looked, found.*
     FROM (SELECT 1) AS always LEFT JOIN (
       SELECT true AS "isFound", ${shape.columns} FROM page JOIN run r ON r.tenant_id = page.tenant_id AND r.id = page.id ${shape.joins}
     ) AS found ON true ORDER BY found.id ${order}`;
  const rows = await queried<SliceRow & T>(pool, { text, values, isBounded });
  return {
    rows: rows.filter(({ isFound }) => isFound),
    looked: rows[0]?.looked ?? 0,
    edge: rows[0]?.lookedTo ?? null,
  };
}

interface SliceRow {
  lookedTo: string | null;
  looked: number;
  isFound: boolean | null;
}

/** Only what looks at runs that are not shown may take long. */
async function queried<T extends pg.QueryResultRow>(
  pool: pg.Pool,
  { text, values, isBounded }: { text: string; values: unknown[]; isBounded: boolean },
): Promise<T[]> {
  const ask = async (db: Queryable) => (await db.query<T>(text, values)).rows;
  return isBounded ? answerInTime(pool, ask) : ask(pool);
}

interface Look {
  values: unknown[];
  /** Condition on ids: beyond which run the look begins. */
  beyond: string;
  order: "ASC" | "DESC";
  /** How many runs are shown at most: enough of each branch where all of them are meant. */
  limit: number;
  /** How many are looked at, all branches of a source together, where not all are meant. */
  look: number;
}

/** The runs of a source that are looked at: whether each is meant, and whether its branch may go on beyond it. */
export function lookedSql(source: RunSource, { values, beyond, order, limit, look }: Look): string {
  const { branches, size, indexed, checked } = source;
  const share = Math.max(LEAST_PER_BRANCH, Math.ceil(look / size));
  const most = placed(values, checked === null ? limit : share);
  const hit = checked === null ? "true" : `(${checked}) IS TRUE`;
  return `(SELECT h.* FROM ${branches} CROSS JOIN LATERAL (
       SELECT k.tenant_id, k.id, k.hit, row_number() OVER (ORDER BY k.id ${order}) = ${most} AS is_last FROM (
         SELECT r.tenant_id, r.id, ${hit} AS hit FROM run r WHERE ${indexed} AND ${beyond} ORDER BY r.id ${order} LIMIT ${most}
       ) k) h)`;
}

function beyondSql(
  values: unknown[],
  { direction, from }: PageRequest,
): Pick<Look, "beyond" | "order"> {
  const order = orderOf(direction);
  if (from === null) return { order, beyond: "true" };
  return { order, beyond: `r.id ${direction === "older" ? "<" : ">"} ${placed(values, from)}` };
}

function orderOf(direction: RunDirection): "ASC" | "DESC" {
  return direction === "newer" ? "ASC" : "DESC";
}

function placed(values: unknown[], value: unknown): string {
  values.push(value);
  return `$${values.length}`;
}
