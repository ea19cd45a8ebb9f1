import { windowsOfCalendar } from "@/lib/domain/gate/affected-windows";
import type { CalendarView } from "@/lib/domain/native-api/window-resource";
import type { TimeWindow } from "@/lib/domain/schedule/time-window";
import type { CalendarRow } from "@/lib/store/calendar-store";

/** A calendar as it is shown. */
export function calendarView(
  row: CalendarRow,
  windows: ReadonlyMap<string, TimeWindow>,
): CalendarView {
  return {
    name: row.name,
    description: row.description,
    holidays: row.holidays,
    weekend: row.weekend,
    windows: windowsOfCalendar(windows, row.name),
    updatedAt: row.updatedAt.toISOString(),
  };
}
