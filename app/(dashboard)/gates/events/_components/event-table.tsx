import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { EventView } from "@/lib/domain/native-api/event-resource";
import { formatCount } from "@/lib/format/format-number";
import { GateLink } from "../../_components/gate-link";
import { cappedText } from "../../queues/_components/queue-table";
import { EventButtons } from "./event-buttons";
import { EventBadge, EventCause } from "./event-state";

type EventTableProps = { events: readonly EventView[]; mayOperate: boolean };

/** Events with whether they are raised and how many runs wait. */
export function EventTable({ events, mayOperate }: EventTableProps) {
  return (
    <Table caption={formatCount(events.length, "event")} density="comfortable">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>State</Th>
          <Th>Comment</Th>
          <Th numeric>Waiting</Th>
          {mayOperate && (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <Tr key={event.name}>
            <Td className="font-medium">
              <GateLink tab="events" name={event.name} />
              <span className="block text-xs font-normal text-ink-muted">{event.description}</span>
            </Td>
            <Td>
              <EventBadge raised={event.raised} />
              <span className="block text-xs text-ink-muted">
                <EventCause event={event} />
              </span>
            </Td>
            <Td className="max-w-80 truncate" title={event.comment ?? undefined}>
              {event.comment}
            </Td>
            <Td numeric>{cappedText(event.waiting)}</Td>
            {mayOperate && (
              <Td className="text-right">
                <EventButtons event={event} size="sm" />
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
