import type { ForecastSchedule } from "@/lib/domain/report/forecast";
import { intersectWindows } from "@/lib/domain/schedule/occurrences";
import { type ScheduleSpec, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { type NextOpening, nextOpening } from "@/lib/domain/schedule/window-openings";
import type { Context } from "@/lib/services/context";
import {
  type ComingScheduleRow,
  meanDurations,
  selectComingSchedules,
} from "@/lib/store/forecast-reads";
import { tenantIdsOf } from "@/lib/store/run-reads";
import { loadWindowLookup } from "@/lib/store/window-store";

/** A schedule that starts something in a period, with what is known of the runs it starts. */
export interface ComingSchedule extends ForecastSchedule {
  readonly name: string | null;
  readonly description: string;
  readonly definitionId: string;
  readonly definitionName: string;
  readonly spec: ScheduleSpec;
}

/** Schedules looked at, those due first. */
export const MOST_SCHEDULES = 1000;
const MEAN_OF_DAYS = 28;

/**
 * The active schedules of the scope that are due before an instant, with the mean duration of the last four weeks and
 * the openings of their time windows; `isCut` when there are more than are looked at.
 */
export async function comingSchedules(
  ctx: Context,
  until: Date,
): Promise<{ schedules: ComingSchedule[]; isCut: boolean }> {
  const { pool } = ctx.db;
  const tenantIds = await tenantIdsOf(pool, ctx.scope);
  const found = await selectComingSchedules(pool, { tenantIds, until, limit: MOST_SCHEDULES + 1 });
  const rows = found.slice(0, MOST_SCHEDULES);
  const since = new Date(ctx.now.getTime() - MEAN_OF_DAYS * 86_400_000);
  const [means, openings] = await Promise.all([
    meanDurations(pool, rows, since),
    openingsOf(ctx, rows),
  ]);
  const schedules = rows.flatMap((row) => comingSchedule(row, means, openings));
  return { schedules, isCut: found.length > rows.length };
}

type StartOf = (tick: Date) => Date | null;

/** Nothing for a schedule whose stored expression can no longer be read: the planner reports it. */
function comingSchedule(
  row: ComingScheduleRow,
  means: Map<string, number>,
  openings: Map<string, StartOf>,
): ComingSchedule[] {
  const { id, mode, expression: text, timeZone, oneTimeAt: at, nextRunAt } = row;
  const stored = storedScheduleSpec({ mode, text, timeZone, at });
  if (!stored.ok || nextRunAt === null) return [];
  const bounds = { startAt: row.definitionStartAt, endAt: row.definitionEndAt };
  const { name, description, definitionId, definitionName } = row;
  return [
    {
      ...{ id, name, description, definitionId, definitionName, nextRunAt, spec: stored.spec },
      window: intersectWindows(bounds, row),
      meanDurationMs: means.get(definitionId) ?? null,
      startOf: openings.get(openingKey(row)),
    },
  ];
}

function openingKey({ tenantId, timeWindow, minimumOpenSeconds }: ComingScheduleRow): string {
  return JSON.stringify([tenantId, timeWindow, minimumOpenSeconds]);
}

/** For each time window in use, what turns a tick into the instant it may start at. */
async function openingsOf(
  ctx: Context,
  rows: readonly ComingScheduleRow[],
): Promise<Map<string, StartOf>> {
  const windowed = rows.filter((row) => row.timeWindow !== null);
  const tenants = [...new Set(windowed.map((row) => row.tenantId))];
  const lookups = new Map(
    await Promise.all(
      tenants.map(async (id) => [id, await loadWindowLookup(ctx.db.pool, id)] as const),
    ),
  );
  const starts = new Map<string, StartOf>();
  for (const row of windowed) {
    const lookup = lookups.get(row.tenantId);
    const window = row.timeWindow === null ? null : lookup?.window(row.timeWindow);
    if (!lookup || !window) continue;
    const minimumOpenSeconds = row.minimumOpenSeconds ?? undefined;
    starts.set(
      openingKey(row),
      startIn(
        (from) => nextOpening(window, { from, minimumOpenSeconds, lookup }),
        minimumOpenSeconds,
      ),
    );
  }
  return starts;
}

/** Looks for an opening only where a tick lies outside the one found last: ticks come in the order of time. */
function startIn(openingFrom: (tick: Date) => NextOpening | null, minimumOpenSeconds = 0): StartOf {
  let last: NextOpening | null = null;
  return (tick) => {
    const isInside =
      last !== null &&
      tick >= last.at &&
      (last.until === null || last.until.getTime() - tick.getTime() > minimumOpenSeconds * 1000);
    if (isInside) return tick;
    last = openingFrom(tick);
    return last?.at ?? null;
  };
}
