import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import type { NextSchedule } from "@/lib/domain/run/overview";
import { toDate } from "../_lib/run-view";

/** The schedules that are due next, with when they run in words. */
export function NextUp({ schedules }: { schedules: readonly NextSchedule[] }) {
  return (
    <Card
      flush
      title="Next up"
      actions={
        <>
          <Link
            href="/reports/forecast"
            className="text-xs text-accent-text underline underline-offset-2"
          >
            Forecast
          </Link>
          <Link href="/schedules" className="text-xs text-accent-text underline underline-offset-2">
            All schedules
          </Link>
        </>
      }
    >
      {schedules.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-muted">No active schedule has a start ahead.</p>
      ) : (
        <ul className="divide-y divide-line">
          {schedules.map((schedule) => (
            <li
              key={schedule.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-1.5 text-sm hover:bg-hover"
            >
              <Link
                href={`/schedules/${schedule.id}`}
                className="truncate font-medium hover:underline"
              >
                {schedule.definition}
                {schedule.name !== null && (
                  <span className="font-normal text-ink-muted"> · {schedule.name}</span>
                )}
              </Link>
              <InstantText at={toDate(schedule.nextRunAt)} className="font-mono text-xs" />
              <span className="truncate text-xs text-ink-muted" title={schedule.text}>
                {schedule.text}
              </span>
              <InstantText
                at={toDate(schedule.nextRunAt)}
                form="relative"
                className="text-right text-xs text-ink-muted"
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
