import type { GateListQuery, GatePage } from "@/lib/domain/native-api/gate-resources";
import type { CalendarView } from "@/lib/domain/native-api/window-resource";
import { authorise, type Context } from "@/lib/services/context";
import { selectCalendars } from "@/lib/store/calendar-store";
import { loadWindows } from "@/lib/store/window-store";
import { calendarView } from "./calendar-view";
import { namedPage } from "./named-page";

/** Calendars of the caller's tenant by name. */
export async function listCalendars(
  ctx: Context,
  query: GateListQuery = {},
): Promise<GatePage<CalendarView>> {
  authorise(ctx, "jobs.read");
  const { pool } = ctx.db;
  const page = await namedPage(ctx, query, (rows) => selectCalendars(pool, rows));
  const { windows } = await loadWindows(pool, ctx.scope.tenantId);
  return { ...page, items: page.items.map((row) => calendarView(row, windows)) };
}
