import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { CalendarView } from "@/lib/domain/native-api/window-resource";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import { GateLink, GateLinks } from "../../_components/gate-link";
import { nextHolidays } from "../next-holidays";

type CalendarTableProps = {
  calendars: readonly CalendarView[];
  /** `YYYY-MM-DD` */
  today: string;
};

/** Calendars with their next holidays. */
export function CalendarTable({ calendars, today }: CalendarTableProps) {
  return (
    <Table caption={formatCount(calendars.length, "calendar")} density="comfortable">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th numeric>Holidays</Th>
          <Th>Next</Th>
          <Th>Used by time windows</Th>
        </tr>
      </thead>
      <tbody>
        {calendars.map((calendar) => (
          <Tr key={calendar.name}>
            <Td className="font-medium">
              <GateLink tab="calendars" name={calendar.name} />
              <span className="block text-xs font-normal text-ink-muted">
                {calendar.description}
              </span>
            </Td>
            <Td numeric>{formatNumber(calendar.holidays.length)}</Td>
            <Td mono>{nextHolidays(calendar.holidays, today, 2).join(", ") || "none"}</Td>
            <Td>
              <GateLinks tab="windows" names={calendar.windows} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
