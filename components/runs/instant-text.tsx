"use client";

import { useNow } from "@/components/layout/now-provider";
import { useShownZone } from "@/components/layout/shown-zone";
import { cn } from "@/lib/format/cn";
import { formatRelative, formatTimeMs, formatWhen } from "@/lib/format/format-when";
import { bothZones, fullInstant, shownInstant } from "@/lib/format/time-zone-shift";

type InstantTextProps = {
  at: Date | null | undefined;
  /** "when": `14:02:31`, the day only where it is not today; "relative": `in 5 m`; "full". */
  form?: "when" | "relative" | "full";
  /** Adds the milliseconds: for transitions, which may share a second. */
  precise?: boolean;
  className?: string;
};

/** A moment in the zone the browser shows, both zones in full on hover; an en dash where there is none. */
export function InstantText({ at, form = "when", precise = false, className }: InstantTextProps) {
  const now = useNow(form === "relative" ? 1_000 : 60_000);
  const zone = useShownZone();
  if (at === null || at === undefined) return <span className="text-ink-faint">–</span>;
  const shown = shownInstant(at, zone);
  const text =
    form === "full"
      ? fullInstant(at, zone)
      : form === "relative"
        ? formatRelative(at, now)
        : `${formatWhen(shown, shownInstant(now, zone))}${precise ? formatTimeMs(shown).slice(8) : ""}`;
  const both = bothZones(at);
  return (
    <time
      dateTime={at.toISOString()}
      title={form === "relative" ? both : `${both}, ${formatRelative(at, now)}`}
      className={cn("whitespace-nowrap tabular-nums", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
