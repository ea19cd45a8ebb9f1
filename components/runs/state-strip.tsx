"use client";

import { useNow } from "@/components/layout/now-provider";
import { RUN_STATE_APPEARANCE, TRANSITIONAL_STATES } from "@/components/runs/run-state-appearance";
import { StateFillPatch } from "@/components/runs/state-fill";
import { isFinal } from "@/lib/domain/run/run-state";
import {
  foldSegments,
  type StateSegment,
  segmentMs,
  segmentsFromTransitions,
  type TransitionView,
} from "@/lib/domain/run/timeline-segments";
import { cn } from "@/lib/format/cn";
import { formatDuration } from "@/lib/format/format-duration";

const MAX_PATCHES = 24;

/** The life of a run in one table cell: its stays side by side, as long as they lasted. */
export function StateStrip({
  transitions,
  className,
}: {
  transitions: readonly TransitionView[];
  className?: string;
}) {
  const segments = foldSegments(segmentsFromTransitions(transitions), TRANSITIONAL_STATES);
  const isLive = segments.at(-1)?.until === null;
  const now = useNow(isLive ? 1_000 : null);
  if (segments.length === 0) return null;
  const shown = segments.slice(-MAX_PATCHES);
  return (
    <span
      role="img"
      aria-label={shown.map((segment) => staySummary(segment, now)).join(", ")}
      title={shown.map((segment) => staySummary(segment, now)).join(" › ")}
      className={cn("flex h-3 w-32 min-w-20 gap-px overflow-hidden", className)}
    >
      {shown.map((segment) => (
        <StateFillPatch
          key={`${segment.from.getTime()}-${segment.state}`}
          state={segment.state}
          className={isFinal(segment.state) ? "w-2 shrink-0" : "min-w-1"}
          {...(isFinal(segment.state)
            ? {}
            : { style: { flexGrow: Math.max(1, segmentMs(segment, now)), flexBasis: 0 } })}
        />
      ))}
    </span>
  );
}

function staySummary(segment: StateSegment, now: Date): string {
  const { word } = RUN_STATE_APPEARANCE[segment.state];
  return isFinal(segment.state) ? word : `${word} ${formatDuration(segmentMs(segment, now))}`;
}
