"use client";

import { useNow } from "@/components/layout/now-provider";
import { cn } from "@/lib/format/cn";
import {
  formatDuration,
  formatDurationExact,
  formatLiveDuration,
} from "@/lib/format/format-duration";

type DurationTextProps =
  | { from: Date; until: Date | null; ms?: undefined; className?: string }
  | { ms: number; from?: undefined; until?: undefined; className?: string };

/** A duration; it counts while `until` is null. Exact value on hover. */
export function DurationText(props: DurationTextProps) {
  const isLive = props.ms === undefined && props.until === null;
  const now = useNow(isLive ? 1_000 : null);
  const ms = props.ms ?? (props.until ?? now).getTime() - props.from.getTime();
  return (
    <span
      className={cn("whitespace-nowrap tabular-nums", props.className)}
      title={isLive ? "So far" : formatDurationExact(ms)}
      suppressHydrationWarning
    >
      {isLive ? formatLiveDuration(ms) : formatDuration(ms)}
    </span>
  );
}
