import { gateNotFound, possibleGateName } from "@/lib/domain/native-api/gate-name";
import type { CalendarView } from "@/lib/domain/native-api/window-resource";
import { authorise, type Context } from "@/lib/services/context";
import { findCalendar } from "@/lib/store/calendar-store";
import { loadWindows } from "@/lib/store/window-store";
import { calendarView } from "./calendar-view";

/** One calendar of the caller's tenant; throws `not_found` when there is none of that name. */
export async function getCalendar(ctx: Context, given: string): Promise<CalendarView> {
  authorise(ctx, "jobs.read");
  const name = possibleGateName("calendar", given);
  const { pool } = ctx.db;
  const { tenantId } = ctx.scope;
  const row = await findCalendar(pool, { tenantId, name });
  if (row === null) {
    throw gateNotFound("calendar", name);
  }
  return calendarView(row, (await loadWindows(pool, tenantId)).windows);
}
