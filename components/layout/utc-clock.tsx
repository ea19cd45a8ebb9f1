"use client";

import { useNow } from "@/components/layout/now-provider";
import { showTimesIn, useShownZone } from "@/components/layout/shown-zone";
import { formatInstant, formatTime, formatWeekday } from "@/lib/format/format-when";
import { shownInstant, zoneLabel } from "@/lib/format/time-zone-shift";

/** The server's time to the second; a press shows all times of the page in the other zone. */
export function UtcClock() {
  const now = useNow(1_000);
  const zone = useShownZone();
  const shown = shownInstant(now, zone);
  const other = zone === "utc" ? "local" : "utc";
  return (
    <button
      type="button"
      onClick={() => showTimesIn(other)}
      title={`${formatInstant(now)}. Press to show times in ${other === "utc" ? "UTC" : "local time"}.`}
      className="hidden h-8 items-center gap-2 rounded-md px-2 text-xs whitespace-nowrap text-ink-muted hover:bg-hover sm:flex"
      suppressHydrationWarning
    >
      <span className="max-lg:hidden" suppressHydrationWarning>
        {formatWeekday(shown, shown)}
      </span>
      <time
        dateTime={now.toISOString()}
        className="font-mono text-ink tabular-nums"
        suppressHydrationWarning
      >
        {formatTime(shown)}
      </time>
      <span>{zoneLabel(now, zone)}</span>
      <span className="sr-only">. Show times in {other === "utc" ? "UTC" : "local time"}</span>
    </button>
  );
}
