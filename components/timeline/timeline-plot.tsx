"use client";

import type { RefObject } from "react";
import type { AxisTick, TimeScale } from "@/components/runs/time-scale";
import { TimelineAxis, TimelineBreaks, TimelineGrid } from "@/components/runs/timeline-axis";
import type { SegmentPosition } from "@/components/runs/timeline-keys";
import { TimelineLane } from "@/components/runs/timeline-lane";
import type { useTimelineBrush } from "@/components/runs/use-timeline-brush";
import type { TimelineLaneView } from "@/components/timeline/drawn-lanes";
import { TimelineCrosshair } from "@/components/timeline/timeline-crosshair";
import { TimelineNowLine } from "@/components/timeline/timeline-now-line";

type TimelinePlotProps = {
  lanes: readonly TimelineLaneView[];
  scale: TimeScale;
  ticks: readonly AxisTick[];
  /** The box whose width the scale is made for. */
  plot: RefObject<HTMLDivElement | null>;
  brush: ReturnType<typeof useTimelineBrush>;
  tabStop: SegmentPosition;
  isLive: boolean;
  /** The axis counts from the start of each lane. */
  isAligned: boolean;
  onFold?: ((laneId: string, isFolded: boolean) => void) | undefined;
};

const OVER_THE_LANES =
  "pointer-events-none absolute inset-y-0 right-0 left-[var(--label)] overflow-hidden";

/** The axis with the lanes below it, and what lies across them: grid, now, breaks, the pointer and a dragged stretch. */
export function TimelinePlot(props: TimelinePlotProps) {
  const { lanes, scale, ticks, plot, brush, tabStop, isLive, isAligned, onFold } = props;
  return (
    <>
      <div className="grid @xl:grid-cols-[var(--label)_minmax(0,1fr)]">
        <div className="hidden items-end pb-0.5 pl-2 text-2xs text-ink-muted @xl:flex">
          {isAligned ? "Since it began" : "UTC"}
        </div>
        <TimelineAxis ticks={ticks} scale={scale} />
      </div>
      <div
        className="relative border-y border-line"
        {...brush.handlers}
        style={{ touchAction: "pan-y" }}
      >
        <div ref={plot} aria-hidden="true" className={OVER_THE_LANES}>
          <TimelineGrid ticks={ticks} scale={scale} />
          {isLive && !isAligned && <TimelineNowLine scale={scale} />}
        </div>
        <ul>
          {lanes.map((lane, laneIndex) => (
            <TimelineLane
              key={lane.id}
              lane={lane}
              laneIndex={laneIndex}
              scale={scale}
              tabStop={tabStop.laneIndex === laneIndex ? tabStop.index : -1}
              onFold={onFold}
            />
          ))}
        </ul>
        <div aria-hidden="true" className={OVER_THE_LANES}>
          <TimelineBreaks scale={scale} />
        </div>
        {brush.brush === undefined ? (
          <TimelineCrosshair plot={plot} scale={scale} isElapsed={isAligned} />
        ) : (
          <div
            className="pointer-events-none absolute inset-y-0 border-x-2 border-accent bg-accent/15"
            style={{
              left: `calc(var(--label) + ${brush.brush.from}px)`,
              width: brush.brush.to - brush.brush.from,
            }}
          />
        )}
      </div>
    </>
  );
}
