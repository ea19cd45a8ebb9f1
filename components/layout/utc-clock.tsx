"use client";

import { useNow } from "@/components/layout/now-provider";
import { formatInstant, formatTime, formatWeekday } from "@/lib/format/format-when";

/** The server's time in UTC, to the second. */
export function UtcClock() {
  const now = useNow(1_000);
  return (
    <time
      dateTime={now.toISOString()}
      title={formatInstant(now)}
      className="hidden items-baseline gap-2 px-2 text-xs whitespace-nowrap text-ink-muted sm:flex"
      suppressHydrationWarning
    >
      <span className="max-lg:hidden" suppressHydrationWarning>
        {formatWeekday(now, now)}
      </span>
      <span className="font-mono text-ink" suppressHydrationWarning>
        {formatTime(now)}
      </span>
      <span>UTC</span>
    </time>
  );
}
