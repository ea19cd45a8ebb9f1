import { byJob } from "@/lib/domain/report/by-job";
import { rowKey } from "@/lib/domain/report/order-rows";
import type { ReportFilter } from "@/lib/domain/report/report-query";
import { firstDay, type RunDay, runDays } from "@/lib/domain/report/run-days";
import type { Context } from "@/lib/services/context";
import { selectPeriodFigures } from "@/lib/store/report-figures";
import { reportScope } from "./report-scope";

/** Gives rows their last seven days, whatever the window of the report; its other filters hold. */
export async function withRunDays<Row extends { tenantId: string; jobName: string }>(
  ctx: Context,
  filter: ReportFilter,
  rows: readonly Row[],
): Promise<(Row & { days: RunDay[] })[]> {
  if (rows.length === 0) return [];
  const scope = await reportScope(ctx, { ...filter, from: undefined, to: undefined });
  const jobNames = rows.map(({ jobName }) => jobName);
  const recent = { ...scope, from: firstDay(ctx.now), jobNames };
  const ofJob = byJob(await selectPeriodFigures(ctx.db.pool, recent, "day"));
  return rows.map((row) => ({ ...row, days: runDays(ofJob.get(rowKey(row)) ?? [], ctx.now) }));
}
