import { windowsReferringTo } from "@/lib/domain/gate/affected-windows";
import { windowResource } from "@/lib/domain/gate/resource";
import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import type { WindowDetail } from "@/lib/domain/native-api/window-resource";
import { SECONDS_PER_DAY } from "@/lib/domain/schedule/date/civil-day";
import type { TimeWindow, WindowLookup } from "@/lib/domain/schedule/time-window";
import { dayOfIsoDate } from "@/lib/domain/schedule/window/iso-date";
import { wallClock } from "@/lib/domain/schedule/window/wall-clock";
import { weekPicture, weekStartOf } from "@/lib/domain/schedule/window-week";
import { authorise, type Context } from "@/lib/services/context";
import { queuesOfWindows } from "@/lib/store/queue-store";
import { findWindow, loadWindows, lookupOf, timeWindowFrom } from "@/lib/store/window-store";
import { waitingCounts, waitingRuns } from "./waiting-counts";
import { windowView } from "./window-view";

const QUEUES_NAMED = 100;
const HALF_A_DAY = SECONDS_PER_DAY / 2;

/**
 * One time window of the caller's tenant with the picture of a week, by default the current one, and those that use
 * it; throws `not_found` when there is none of that name.
 */
export async function getWindow(
  ctx: Context,
  given: string,
  { week }: { week?: string | undefined } = {},
): Promise<WindowDetail> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("time window", given);
  const { pool } = ctx.db;
  const { tenantId } = ctx.scope;
  const row = await findWindow(pool, { tenantId, name });
  if (row === null) {
    throw gateNotFound("time window", name);
  }
  const all = await loadWindows(pool, tenantId);
  const lookup = lookupOf(all);
  const resource = windowResource(name);
  const waiting = await waitingCounts(ctx, [resource]);
  const around = { now: ctx.now, lookup, waiting };
  const at = noonOf(week, row.timeZone) ?? ctx.now;
  return {
    ...windowView(row, around),
    week: weekOf(timeWindowFrom(row), at, lookup),
    queues: await queuesOfWindows(pool, { tenantId, windows: [name], limit: QUEUES_NAMED }),
    windows: windowsReferringTo(all.windows, name),
    waitingRuns: await waitingRuns(ctx, resource),
  };
}

function weekOf(window: TimeWindow, at: Date, lookup: WindowLookup): WindowDetail["week"] {
  const weekStart = weekStartOf(at, window.timeZone);
  const days = weekPicture(window, { weekStart, lookup });
  return {
    start: days[0]?.day ?? "",
    days: days.map(({ day, weekday, spans }) => ({ day, weekday, spans: [...spans] })),
  };
}

/** Noon of a day in a zone: an instant that no clock change moves to another day. */
function noonOf(day: string | undefined, timeZone: string): Date | null {
  const dayCount = day === undefined ? null : dayOfIsoDate(day);
  if (dayCount === null) return null;
  return new Date(wallClock(timeZone).opensAt(dayCount * SECONDS_PER_DAY + HALF_A_DAY) * 1000);
}
