import { firstIdAt } from "@/lib/domain/ids";
import { DAY_MS, HOUR_MS, hourOf, type LoadPeriod } from "@/lib/domain/report/load-hours";
import type { Context } from "@/lib/services/context";
import { type LoadRunRow, selectLoadPage, selectLongRunning } from "@/lib/store/load-reads";
import { tenantIdsOf } from "@/lib/store/run-reads";

/** An execution with its end, which of one that runs is the end of the period. */
export interface LoadRun {
  startedAt: Date;
  endedAt: Date;
  queue: string;
  server: string | null;
}

/** The executions of a period; it begins later than asked where there are too many. */
export interface LoadRuns {
  from: Date;
  runs: LoadRun[];
  /** Even the one hour that is left has more runs than are looked at. */
  isCut: boolean;
}

/** A run is looked for so long before its period: some are submitted ahead of their start. */
const SUBMITTED_BEFORE_MS = DAY_MS;
const PAGE = 5000;
/** Runs looked at in one report. */
const MOST = 100_000;
const MOST_LONG_RUNNING = 1000;

/**
 * The executions that touch a period, read newest first in pages by id. Those submitted more than a day before it count
 * only while they are still under way; when there are too many, the period begins later.
 */
export async function readLoadRuns(
  ctx: Context,
  period: LoadPeriod,
  most: number = MOST,
): Promise<LoadRuns> {
  const { pool } = ctx.db;
  const tenantIds = await tenantIdsOf(pool, ctx.scope);
  const fromId = firstIdAt(new Date(period.from.getTime() - SUBMITTED_BEFORE_MS));
  const found: LoadRunRow[] = [];
  let from = period.from;
  let isCut = false;
  let untilId = firstIdAt(new Date(period.until.getTime() + 1));
  for (let read = 0; ; ) {
    const limit = Math.min(PAGE, most - read);
    const range = { tenantIds, fromId, untilId, since: period.from, limit };
    const page = await selectLoadPage(pool, range);
    found.push(...page.rows);
    read += page.read;
    if (page.olderThan === null) break;
    untilId = page.olderThan.id;
    // What is older than the period by its submission is an extra: to lack some of it narrows nothing.
    if (read >= most) {
      const complete = new Date(hourOf(page.olderThan.submittedAt).getTime() + HOUR_MS);
      isCut = complete >= period.until;
      if (complete > from) from = isCut ? hourOf(period.until) : complete;
      break;
    }
  }
  const old = { tenantIds, beforeId: fromId, limit: MOST_LONG_RUNNING };
  found.push(...(await selectLongRunning(pool, old)));
  return { from, isCut, runs: found.flatMap((row) => spanFrom(row, { ...period, from })) };
}

function spanFrom(
  { startedAt, endedAt, queue, server }: LoadRunRow,
  period: LoadPeriod,
): LoadRun[] {
  const end = endedAt ?? period.until;
  if (end < period.from || startedAt >= period.until) return [];
  return [{ startedAt, endedAt: end, queue, server }];
}
