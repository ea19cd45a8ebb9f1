import Link from "next/link";
import { monitorHref } from "@/app/(dashboard)/monitor/search-params";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { plusDays } from "@/lib/domain/report/forecast-calendar";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import { formatTime, formatWeekday } from "@/lib/format/format-when";
import type { CalendarDay, ScheduleCalendar } from "@/lib/queries/reports/forecast-calendar";

const SHOWN = 100;

type DayJobsProps = { day: Date; calendar: ScheduleCalendar; now: Date };

/** The jobs of the day that is chosen: what ended on it, and what is still to start. */
export function DayJobs({ day, calendar, now }: DayJobsProps) {
  const known = calendar.days.get(day.getTime());
  const entries = known?.entries ?? [];
  const shown = entries.slice(0, SHOWN);
  return (
    <Card flush title={formatWeekday(day, now)} description={<Ended day={day} known={known} />}>
      {shown.length === 0 ? (
        <EmptyState
          className="py-8"
          title={plusDays(day, 1) <= now ? "This day is past" : "Nothing is to start"}
          description={
            plusDays(day, 1) <= now
              ? "What ran on it is in the monitor."
              : "No active schedule starts anything on this day any more."
          }
        />
      ) : (
        <Table
          caption={`Starts of this day, ${formatCount(entries.length, "schedule")}`}
          className="table-fixed"
        >
          <thead>
            <tr>
              <Th className="w-20">First at</Th>
              <Th>Job</Th>
              <Th numeric className="w-20">
                Starts
              </Th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ scheduleId, firstAt, starts }) => {
              const schedule = calendar.schedules.get(scheduleId);
              if (schedule === undefined) return null;
              return (
                <Tr key={scheduleId}>
                  <Td mono>{formatTime(firstAt)}</Td>
                  <Td className="py-1">
                    <Link
                      href={`/schedules/${scheduleId}`}
                      className="block truncate font-medium hover:underline"
                    >
                      {schedule.definitionName}
                    </Link>
                    <span className="block truncate text-xs text-ink-muted">
                      {explainSchedule(schedule.spec)}
                    </span>
                  </Td>
                  <Td numeric className="text-ink-muted">
                    {formatNumber(starts)}
                  </Td>
                </Tr>
              );
            })}
          </tbody>
        </Table>
      )}
      {entries.length > shown.length && (
        <p className="border-t border-line px-3 py-1.5 text-xs text-ink-muted">
          and {formatCount(entries.length - shown.length, "further schedule")}
        </p>
      )}
    </Card>
  );
}

function Ended({ day, known }: { day: Date; known: CalendarDay | undefined }) {
  if (known === undefined) return null;
  const { starts, ended, failed } = known;
  const period = { endedFrom: day.toISOString(), endedTo: plusDays(day, 1).toISOString() };
  const from = plusDays(day, -1).toISOString();
  return (
    <>
      {starts > 0 && <>{formatCount(starts, "start")} to come. </>}
      {ended > 0 && (
        <Link href={monitorHref({ ...period, from })} className="underline underline-offset-2">
          {formatCount(ended, "run")} ended
        </Link>
      )}
      {failed > 0 && (
        <>
          ,{" "}
          <Link
            href={monitorHref({ ...period, from, state: ["failed"] })}
            className="text-danger-text underline underline-offset-2"
          >
            {formatNumber(failed)} failed
          </Link>
        </>
      )}
    </>
  );
}
