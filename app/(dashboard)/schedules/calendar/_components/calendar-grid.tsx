"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Table } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { cn } from "@/lib/format/cn";
import { formatCompact } from "@/lib/format/format-number";
import { dayReachedBy } from "../calendar-keys";
import type { GridDay } from "../calendar-weeks";

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** The busiest day; more colour would take the contrast from its figures. */
const MOST_COLOUR = 20;

/** The days in weeks. The arrow keys go from day to day, beyond the page too; Enter shows the jobs of a day. */
export function CalendarGrid({ weeks }: { weeks: readonly (readonly GridDay[])[] }) {
  const box = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const days = weeks.flat();
  const chosen = days.find((day) => day.isChosen)?.text;
  // After an arrow key has led to another page, its chosen day has the focus the day before it had.
  const isLedByKey = useRef(false);
  useEffect(() => {
    if (!isLedByKey.current) return;
    isLedByKey.current = false;
    box.current?.querySelector<HTMLElement>(`[data-day="${chosen}"]`)?.focus();
  }, [chosen]);
  function move(event: KeyboardEvent, day: GridDay) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const reached = dayReachedBy(event.key, { days, from: day });
    if (reached === null) return;
    event.preventDefault();
    if ("href" in reached) {
      isLedByKey.current = true;
      router.push(reached.href);
    } else box.current?.querySelector<HTMLElement>(`[data-day="${reached.day}"]`)?.focus();
  }
  return (
    <div ref={box} className="rounded-lg border border-line bg-surface">
      <Table caption="Starts by day; arrow keys go from day to day" className="table-fixed">
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <Th key={weekday}>{weekday}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.text}>
              {week.map((day) => (
                <td
                  key={day.text}
                  className="border border-line p-0 align-top"
                  style={{ backgroundColor: tintOf(day.share) }}
                >
                  <DayLink day={day} onKeyDown={(event) => move(event, day)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

type DayLinkProps = { day: GridDay; onKeyDown: (event: KeyboardEvent) => void };

function DayLink({ day, onKeyDown }: DayLinkProps) {
  return (
    <Link
      href={day.href}
      scroll={false}
      prefetch={false}
      data-day={day.text}
      tabIndex={day.isChosen ? 0 : -1}
      aria-current={day.isToday ? "date" : undefined}
      onKeyDown={onKeyDown}
      className={cn(
        "flex min-h-16 flex-col gap-0.5 p-1.5 text-xs hover:bg-hover sm:min-h-20 sm:p-2",
        day.isChosen && "shadow-[inset_0_0_0_2px_var(--accent)]",
      )}
    >
      <span className="sr-only">{wordsOf(day)}</span>
      <span
        aria-hidden="true"
        className={cn(
          "font-mono",
          !day.isInside && "text-ink-faint",
          day.isInside && !day.isToday && "font-medium",
          day.isToday && "font-semibold text-accent-text",
        )}
      >
        {day.dayOfMonth}
      </span>
      {day.starts > 0 && (
        <span className="truncate">
          <span className="font-medium">{formatCompact(day.starts)}</span>
          <span className="text-ink-muted max-sm:sr-only"> to start</span>
        </span>
      )}
      {day.ended > 0 && (
        <span className="truncate text-ink-muted">
          {formatCompact(day.ended)}
          <span className="max-sm:sr-only"> ended</span>
        </span>
      )}
      {day.failed > 0 && (
        <span className="truncate text-danger-text">
          {formatCompact(day.failed)}
          <span className="max-sm:sr-only"> failed</span>
        </span>
      )}
    </Link>
  );
}

function wordsOf({ text, starts, ended, isToday }: GridDay): string {
  const words = isToday ? `${text}, today: ` : `${text}: `;
  return starts === 0 && ended === 0 ? `${words}nothing` : words;
}

function tintOf(share: number): string | undefined {
  if (share <= 0) return undefined;
  return `color-mix(in oklab, var(--accent) ${Math.max(4, Math.round(share * MOST_COLOUR))}%, transparent)`;
}
