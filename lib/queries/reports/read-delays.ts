import { type DelayRow, delayRow } from "@/lib/domain/report/delays";
import type { DelayQuery } from "@/lib/domain/report/delays-query";
import { USUAL_TREND_FROM } from "@/lib/domain/report/durations-query";
import { frequencyRows } from "@/lib/domain/report/frequency";
import { columnOf, rowKey, sortValue } from "@/lib/domain/report/order-rows";
import type { TrendPoint } from "@/lib/domain/report/trend";
import type { KeysetPage } from "@/lib/queries/keyset-page";
import type { Context } from "@/lib/services/context";
import { type ReportScope, selectStateFigures } from "@/lib/store/report-figures";
import { readTrend } from "./read-trend";
import { reportPage, sortedRows } from "./report-page";
import { withPercentiles } from "./report-percentiles";
import { reportScope } from "./report-scope";
import { withTenants } from "./with-tenants";

/** One page of the report on delays, with the course of one job or of all together. */
export interface DelayPage extends KeysetPage<DelayRow & { tenant: string }> {
  jobs: number;
  trend: TrendPoint[];
}

/** How late runs started; only lateness counts. The last seven days when the query names no beginning. */
export async function readDelays(ctx: Context, query: DelayQuery): Promise<DelayPage> {
  const scope = await scopeOf(ctx, query);
  const rows = await allRows(ctx, scope);
  const isByP95 = columnOf(query.sort) === "p95DelayMs";
  const known = isByP95 ? await withP95(ctx, scope, rows) : rows;
  const page = reportPage(known, { ...query, placeOf: placeBy(query.sort) });
  const shown = isByP95 ? page.items : await withP95(ctx, scope, page.items);
  const items = await withTenants(ctx, shown);
  const { job, unit = "hour" } = query;
  const trend = await readTrend(ctx, scope, { metric: "delay", unit, job });
  return { ...page, items, jobs: rows.length, trend };
}

/** All rows in the order of the query: what is exported. */
export async function readWholeDelays(
  ctx: Context,
  query: DelayQuery,
): Promise<(DelayRow & { tenant: string })[]> {
  const scope = await scopeOf(ctx, query);
  const rows = await withP95(ctx, scope, await allRows(ctx, scope));
  return withTenants(ctx, sortedRows(rows, { sort: query.sort, placeOf: placeBy(query.sort) }));
}

function scopeOf(ctx: Context, query: DelayQuery): Promise<ReportScope> {
  return reportScope(ctx, { ...query, from: query.from ?? USUAL_TREND_FROM });
}

async function allRows(ctx: Context, scope: ReportScope): Promise<DelayRow[]> {
  const sums = await selectStateFigures(ctx.db.pool, scope);
  return frequencyRows(sums, { window: scope, now: ctx.now }).map(delayRow);
}

function placeBy(sort: DelayQuery["sort"]) {
  const column = columnOf(sort);
  return (row: DelayRow) => ({
    value: sortValue(Object.entries(row).find(([name]) => name === column)?.[1]),
    key: rowKey(row),
  });
}

function withP95(ctx: Context, scope: ReportScope, rows: readonly DelayRow[]) {
  return withPercentiles(ctx, scope, {
    rows,
    metric: "delay",
    set: (row, p95DelayMs) => ({ ...row, p95DelayMs }),
    max: (row) => row.maxDelayMs,
  });
}
