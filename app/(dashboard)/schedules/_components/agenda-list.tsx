import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { AgendaHour } from "@/lib/domain/schedule/agenda";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import { formatTime, formatWeekday } from "@/lib/format/format-when";
import type { Agenda } from "@/lib/queries/schedules/get-agenda";

const SHOWN_PER_HOUR = 12;

/** The planned starts of the coming hours, an hour to a group, with the load of each. */
export function AgendaList({ agenda, now }: { agenda: Agenda; now: Date }) {
  if (agenda.hours.length === 0) {
    return (
      <Card>
        <EmptyState
          title="Nothing is planned for the next 24 hours"
          description="No active schedule of an active definition starts anything in that time."
        />
      </Card>
    );
  }
  const total = agenda.hours.reduce((sum, hour) => sum + hour.starts, 0);
  const busiest = Math.max(...agenda.hours.map((hour) => hour.starts));
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-muted">
        <span className="font-medium text-ink">{formatCount(total, "start")}</span> of{" "}
        {formatCount(agenda.schedules.size, "schedule")} until {formatWeekday(endOf(now), now)}{" "}
        {formatTime(endOf(now))} UTC. The busiest hour has {formatNumber(busiest)}.
      </p>
      {agenda.isCapped && (
        <Alert kind="warning">
          There are more schedules than are shown here; those that start first are taken.
        </Alert>
      )}
      {agenda.hours.map((hour) => (
        <HourCard
          key={hour.hour.toISOString()}
          hour={hour}
          agenda={agenda}
          busiest={busiest}
          now={now}
        />
      ))}
    </div>
  );
}

type HourCardProps = { hour: AgendaHour; agenda: Agenda; busiest: number; now: Date };

function HourCard({ hour, agenda, busiest, now }: HourCardProps) {
  // What starts once in the hour is what one looks for; what starts again and again stands behind it.
  const entries = [...hour.entries].sort((a, b) => Number(a.starts > 1) - Number(b.starts > 1));
  const shown = entries.slice(0, SHOWN_PER_HOUR);
  const title = `${formatWeekday(hour.hour, now)} ${formatTime(hour.hour).slice(0, 5)}`;
  return (
    <Card
      flush
      title={<span className="font-mono text-xs">{title}</span>}
      actions={
        <span className="flex items-center gap-2 text-xs text-ink-muted">
          <span aria-hidden="true" className="hidden h-1.5 w-32 rounded-full bg-sunken sm:block">
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${Math.max(2, (hour.starts / busiest) * 100)}%` }}
            />
          </span>
          {formatCount(hour.starts, "start")}
        </span>
      }
    >
      <Table caption={`Starts from ${title} UTC`} className="table-fixed">
        <colgroup>
          <col className="w-24" />
          <col />
          <col className="hidden sm:table-column sm:w-1/2" />
          <col className="w-16" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <Th>First at</Th>
            <Th>Definition</Th>
            <Th className="hidden sm:table-cell">When</Th>
            <Th>Starts</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => {
            const schedule = agenda.schedules.get(entry.scheduleId);
            if (schedule === undefined) return null;
            return (
              <Tr key={entry.scheduleId}>
                <Td mono>{formatTime(entry.firstAt)}</Td>
                <Td className="truncate">
                  <Link href={`/definitions/${schedule.definitionId}`} className="hover:underline">
                    {schedule.definitionName}
                  </Link>
                </Td>
                <Td className="hidden truncate text-ink-muted sm:table-cell">
                  <Link href={`/schedules/${schedule.id}`} className="hover:underline">
                    {explainSchedule(schedule.spec)}
                  </Link>
                </Td>
                <Td numeric className="text-ink-muted">
                  {entry.starts > 1 && `× ${formatNumber(entry.starts)}`}
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
      {hour.entries.length > shown.length && (
        <p className="border-t border-line px-3 py-1.5 text-xs text-ink-muted">
          and {formatCount(hour.entries.length - shown.length, "further schedule")}
        </p>
      )}
    </Card>
  );
}

function endOf(now: Date): Date {
  return new Date(now.getTime() + 86_400_000);
}
