"use client";

import { useId } from "react";
import { useNow } from "@/components/layout/now-provider";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { lifeMs } from "@/components/runs/strip-scale";
import { withoutPassing } from "@/components/timeline/drawn-lanes";
import { isHatched, PALE, PATTERN_TILES } from "@/components/timeline/pattern-tiles";
import { type StripBar, stripBars } from "@/components/timeline/strip-layout";
import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import {
  type StateSegment,
  segmentMs,
  segmentsFromTransitions,
  type TransitionView,
} from "@/lib/domain/run/timeline-segments";
import { cn } from "@/lib/format/cn";
import { formatDuration } from "@/lib/format/format-duration";

const MOST_BARS = 24;

type StateStripProps = {
  transitions: readonly TransitionView[];
  /** Milliseconds the full width stands for, the same in every strip of a list; its own life when left out. */
  scaleMs?: number | null;
  /** Says whose life it is, before the states: `CLOSE_BOOKS / 02140501`. */
  label?: string;
  className?: string;
};

/**
 * The life of a run in one table cell: its stays side by side, as long as they lasted; what lasts grows. One drawing
 * without listeners, so that a list may have hundreds.
 */
export function StateStrip({ transitions, scaleMs = null, label, className }: StateStripProps) {
  const id = useId().replace(/\W/g, "_");
  const segments = withoutPassing(segmentsFromTransitions(transitions));
  const isLive = segments.at(-1)?.until === null;
  const now = useNow(isLive ? 1_000 : null);
  if (segments.length === 0) return null;
  const shown = segments.slice(-MOST_BARS);
  const share = scaleMs === null ? 1 : lifeMs(segments, now) / scaleMs;
  const bars = stripBars(shown, { now, share });
  const hatched = new Set(
    shown.map(({ state }) => state).filter((state) => isHatched(RUN_STATE_APPEARANCE[state].fill)),
  );
  const sentence = stripSentence(shown, now, label);
  return (
    <svg
      role="img"
      aria-label={sentence}
      className={cn("block h-3 w-32 min-w-20 overflow-hidden", className)}
    >
      <title>{sentence}</title>
      <defs>
        {[...hatched].map((state) => (
          <Hatch key={state} state={state} id={`${id}-${state}`} />
        ))}
      </defs>
      {bars.map((bar) => (
        <Bar key={bar.x} bar={bar} patternId={`${id}-${bar.state}`} />
      ))}
      {share > 1 && (
        <line
          x1="98%"
          x2="98%"
          y1="0"
          y2="100%"
          stroke="var(--surface)"
          strokeWidth="2"
          strokeDasharray="2 2"
        />
      )}
    </svg>
  );
}

function Bar({ bar, patternId }: { bar: StripBar; patternId: string }) {
  const { tone, fill } = RUN_STATE_APPEARANCE[bar.state];
  const pale = `color-mix(in oklab, var(--tone) ${PALE * 100}%, var(--surface))`;
  const ground = fill === "solid" ? "var(--tone)" : fill === "dashed" ? "var(--surface)" : pale;
  return (
    <rect
      data-tone={tone}
      data-state={bar.state}
      style={{
        x: `calc(${bar.x.toFixed(2)}% + 0.5px)`,
        width: `calc(${bar.width.toFixed(2)}% - 1.5px)`,
        fill: isHatched(fill) ? `url(#${patternId})` : ground,
        stroke: "var(--tone)",
      }}
      y="0.5"
      height="11"
      rx="1.5"
      strokeWidth={fill === "frame" ? 2 : 1}
      {...(fill === "dashed" ? { strokeDasharray: "3 2" } : {})}
    />
  );
}

function Hatch({ state, id }: { state: RunState; id: string }) {
  const { tone, fill } = RUN_STATE_APPEARANCE[state];
  const { size, filled, stroked } = PATTERN_TILES[fill];
  const [width, height] = size;
  return (
    <pattern
      id={id}
      data-tone={tone}
      width={width}
      height={height}
      patternUnits="userSpaceOnUse"
      style={{ color: "var(--tone)" }}
    >
      <rect width={width} height={height} fill="var(--surface)" />
      <rect width={width} height={height} fill="currentColor" fillOpacity={PALE} />
      {filled !== undefined && <path d={filled} fill="currentColor" />}
      {stroked !== undefined && (
        <path d={stroked.path} fill="none" stroke="currentColor" strokeWidth={stroked.width} />
      )}
    </pattern>
  );
}

/** The life in one sentence: `Scheduled for 3 m 00 s, LockWait for 12 s, Running for 4.0 s, then Completed`. */
function stripSentence(
  segments: readonly StateSegment[],
  now: Date,
  label: string | undefined,
): string {
  const words = segments.map((segment, index) => {
    const { word } = RUN_STATE_APPEARANCE[segment.state];
    if (isFinal(segment.state)) return index === 0 ? word : `then ${word}`;
    const length = formatDuration(segmentMs(segment, now));
    return segment.until === null ? `${word} for ${length} so far` : `${word} for ${length}`;
  });
  return `${label === undefined ? "" : `${label}: `}${words.join(", ")}`;
}
