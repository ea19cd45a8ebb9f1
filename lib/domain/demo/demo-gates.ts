import type { z } from "zod";
import type { putEventSchema } from "@/lib/domain/native-api/event-resource";
import type { putLockSchema } from "@/lib/domain/native-api/lock-resource";
import type { putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import type { putCalendarSchema } from "@/lib/domain/schedule/calendar";
import type { putWindowSchema } from "@/lib/domain/schedule/time-window";

type Named<Schema extends z.ZodType> = { name: string; input: z.input<Schema> };

/** The gates of the demo, in the order in which they refer to each other. */
interface DemoGates {
  calendars: Named<typeof putCalendarSchema>[];
  windows: Named<typeof putWindowSchema>[];
  queues: Named<typeof putQueueSchema>[];
  locks: Named<typeof putLockSchema>[];
  events: Named<typeof putEventSchema>[];
}

/** Years whose holidays the calendar of the demo knows, the present one included. */
const CALENDAR_YEARS = 3;
const HOLIDAYS = ["01-01", "05-01", "12-25", "12-26"];

/** The calendar, windows, queues, locks and events of the demo; `year` is the present one. */
export function demoGates(year: number): DemoGates {
  const years = Array.from({ length: CALENDAR_YEARS }, (_, after) => year + after);
  return {
    calendars: [
      {
        name: "COMPANY_CALENDAR",
        input: {
          description: "New Year, May Day and Christmas; Saturdays and Sundays are free.",
          holidays: years.flatMap((of) => HOLIDAYS.map((day) => `${of}-${day}`)),
        },
      },
    ],
    windows: [
      {
        name: "OFFICE_HOURS",
        input: {
          description: "Working days from eight to six.",
          calendar: "COMPANY_CALENDAR",
          elements: [{ workday: true, from: "08:00", to: "18:00" }],
        },
      },
      {
        name: "NIGHT",
        input: {
          description: "From eight in the evening to six in the morning.",
          elements: [{ from: "20:00", to: "06:00" }],
        },
      },
      {
        name: "MONTH_END",
        input: { description: "The last day of the month.", elements: [{ days: [-1] }] },
      },
    ],
    queues: [
      {
        name: "NIGHT",
        input: {
          description: "The nightly close: two runs at a time.",
          size: 2,
          countConsole: false,
        },
      },
      {
        name: "MAINTENANCE",
        input: { description: "Held until somebody has time for it.", held: true },
      },
    ],
    locks: [
      {
        name: "LEDGER",
        input: { description: "Whoever writes to the general ledger.", type: "simple" },
      },
      {
        name: "TAPE_DRIVES",
        input: { description: "Three drives in the library.", type: "counted", size: 3 },
      },
    ],
    events: [{ name: "INVOICES_IN", input: { description: "The invoices of the day are here." } }],
  };
}
