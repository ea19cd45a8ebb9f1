import { byJob } from "@/lib/domain/report/by-job";
import { BASELINE_RUNS, type DurationRow, durationRow } from "@/lib/domain/report/durations";
import { type DurationQuery, USUAL_TREND_FROM } from "@/lib/domain/report/durations-query";
import { frequencyRows } from "@/lib/domain/report/frequency";
import { columnOf, rowKey, sortValue } from "@/lib/domain/report/order-rows";
import type { TrendPoint } from "@/lib/domain/report/trend";
import type { KeysetPage } from "@/lib/queries/keyset-page";
import type { Context } from "@/lib/services/context";
import { type ReportScope, selectStateFigures } from "@/lib/store/report-figures";
import { selectLatestDurations } from "@/lib/store/report-latest-durations";
import { readTrend } from "./read-trend";
import { reportPage, sortedRows } from "./report-page";
import { withPercentiles } from "./report-percentiles";
import { reportScope } from "./report-scope";
import { withTenants } from "./with-tenants";

/** One page of the report on durations, and the course of the job that was asked for. */
export interface DurationPage extends KeysetPage<DurationRow & { tenant: string }> {
  jobs: number;
  /** Jobs whose last run took unusually long. */
  slow: number;
  /** Null when no job was asked for. */
  trend: TrendPoint[] | null;
}

/** How long the completed runs of each job took; the last seven days when the query names no beginning. */
export async function readDurations(ctx: Context, query: DurationQuery): Promise<DurationPage> {
  const scope = await scopeOf(ctx, query);
  const rows = await allRows(ctx, scope);
  const isByP95 = columnOf(query.sort) === "p95DurationMs";
  const known = isByP95 ? await withP95(ctx, scope, rows) : rows;
  const page = reportPage(known, { ...query, placeOf: placeBy(query.sort) });
  const shown = isByP95 ? page.items : await withP95(ctx, scope, page.items);
  const items = await withTenants(ctx, shown);
  const { job, unit = "day" } = query;
  const trend =
    job === undefined ? null : await readTrend(ctx, scope, { metric: "duration", unit, job });
  return { ...page, items, jobs: rows.length, slow: rows.filter((r) => r.isSlow).length, trend };
}

/** All rows in the order of the query: what is exported. */
export async function readWholeDurations(
  ctx: Context,
  query: DurationQuery,
): Promise<(DurationRow & { tenant: string })[]> {
  const scope = await scopeOf(ctx, query);
  const rows = await withP95(ctx, scope, await allRows(ctx, scope));
  return withTenants(ctx, sortedRows(rows, { sort: query.sort, placeOf: placeBy(query.sort) }));
}

function scopeOf(ctx: Context, query: DurationQuery): Promise<ReportScope> {
  return reportScope(ctx, { ...query, from: query.from ?? USUAL_TREND_FROM });
}

async function allRows(ctx: Context, scope: ReportScope): Promise<DurationRow[]> {
  const { pool } = ctx.db;
  const sums = await selectStateFigures(pool, scope);
  const rows = frequencyRows(sums, { window: scope, now: ctx.now }).filter(
    (row) => row.completed > 0,
  );
  const latest = byJob(await selectLatestDurations(pool, rows, BASELINE_RUNS + 1));
  return rows.flatMap((row) => durationRow(row, latest.get(rowKey(row)) ?? []) ?? []);
}

function placeBy(sort: DurationQuery["sort"]) {
  const column = columnOf(sort);
  return (row: DurationRow) => ({
    value: sortValue(Object.entries(row).find(([name]) => name === column)?.[1]),
    key: rowKey(row),
  });
}

function withP95(ctx: Context, scope: ReportScope, rows: readonly DurationRow[]) {
  return withPercentiles(ctx, scope, {
    rows,
    metric: "duration",
    set: (row, p95DurationMs) => ({ ...row, p95DurationMs }),
    max: (row) => row.maxDurationMs,
  });
}
