"use client";

import { useNow } from "@/components/layout/now-provider";
import { cn } from "@/lib/format/cn";
import { formatInstant, formatRelative, formatTimeMs, formatWhen } from "@/lib/format/format-when";

type InstantTextProps = {
  at: Date | null | undefined;
  /** "when": `14:02:31`, the day only where it is not today; "relative": `in 5 m`; "full". */
  form?: "when" | "relative" | "full";
  /** Adds the milliseconds: for transitions, which may share a second. */
  precise?: boolean;
  className?: string;
};

/** A moment in UTC, the full instant on hover; an en dash where there is none. */
export function InstantText({ at, form = "when", precise = false, className }: InstantTextProps) {
  const now = useNow(form === "relative" ? 1_000 : 60_000);
  if (at === null || at === undefined) return <span className="text-ink-faint">–</span>;
  const text =
    form === "full"
      ? formatInstant(at)
      : form === "relative"
        ? formatRelative(at, now)
        : `${formatWhen(at, now)}${precise ? formatTimeMs(at).slice(8) : ""}`;
  return (
    <time
      dateTime={at.toISOString()}
      title={
        form === "relative" ? formatInstant(at) : `${formatInstant(at)}, ${formatRelative(at, now)}`
      }
      className={cn("whitespace-nowrap tabular-nums", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
