import { type FrequencyRow, frequencyRows } from "@/lib/domain/report/frequency";
import type { FrequencyQuery } from "@/lib/domain/report/frequency-query";
import { columnOf, rowKey, sortValue } from "@/lib/domain/report/order-rows";
import type { KeysetPage } from "@/lib/queries/keyset-page";
import type { Context } from "@/lib/services/context";
import { type ReportScope, selectStateFigures } from "@/lib/store/report-figures";
import { reportPage, sortedRows } from "./report-page";
import { withPercentiles } from "./report-percentiles";
import { reportScope } from "./report-scope";
import { withTenants } from "./with-tenants";

/** One page of the frequency report, and what is told of all its rows. */
export interface FrequencyPage extends KeysetPage<FrequencyRow & { tenant: string }> {
  jobs: number;
  runs: number;
  /** The jobs with the most runs. */
  top: FrequencyRow[];
}

const TOP = 12;

/**
 * The frequency report (background-jobs N2). Exact at the moment of reading, for any window: p95 alone comes from
 * histograms, see lib/domain/report/histogram.ts. It counts the runs that are kept: what retention removes leaves it too.
 */
export async function readFrequency(ctx: Context, query: FrequencyQuery): Promise<FrequencyPage> {
  const scope = await reportScope(ctx, query);
  const rows = await allRows(ctx, scope);
  const isByP95 = columnOf(query.sort) === "p95DurationMs";
  const known = isByP95 ? await withP95(ctx, scope, rows) : rows;
  const page = reportPage(known, { ...query, placeOf: placeBy(query.sort) });
  const shown = isByP95 ? page.items : await withP95(ctx, scope, page.items);
  const items = await withTenants(ctx, shown);
  const top = sortedRows(rows, { sort: "-runs", placeOf: placeBy("-runs") }).slice(0, TOP);
  const runs = rows.reduce((sum, row) => sum + row.runs, 0);
  return { ...page, items, jobs: rows.length, runs, top };
}

/** All rows of the report in its order: what is exported. */
export async function readWholeFrequency(
  ctx: Context,
  query: FrequencyQuery,
): Promise<(FrequencyRow & { tenant: string })[]> {
  const scope = await reportScope(ctx, query);
  const rows = await withP95(ctx, scope, await allRows(ctx, scope));
  return withTenants(ctx, sortedRows(rows, { sort: query.sort, placeOf: placeBy(query.sort) }));
}

async function allRows(ctx: Context, scope: ReportScope): Promise<FrequencyRow[]> {
  const sums = await selectStateFigures(ctx.db.pool, scope);
  return frequencyRows(sums, { window: scope, now: ctx.now });
}

function placeBy(sort: FrequencyQuery["sort"]) {
  const column = columnOf(sort);
  return (row: FrequencyRow) => ({
    value: sortValue(Object.entries(row).find(([name]) => name === column)?.[1]),
    key: rowKey(row),
  });
}

function withP95(ctx: Context, scope: ReportScope, rows: readonly FrequencyRow[]) {
  return withPercentiles(ctx, scope, {
    rows,
    metric: "duration",
    set: (row, p95DurationMs) => ({ ...row, p95DurationMs }),
    max: (row) => row.maxDurationMs ?? 0,
  });
}
