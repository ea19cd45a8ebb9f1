"use client";

import { useId, useMemo, useRef, useState } from "react";
import { useNow } from "@/components/layout/now-provider";
import { TRANSITIONAL_STATES } from "@/components/runs/run-state-appearance";
import { StateLegend } from "@/components/runs/state-legend";
import { axisTicks, type TimeScale, timeAt, xOf } from "@/components/runs/time-scale";
import { TimelineAxis, TimelineGrid } from "@/components/runs/timeline-axis";
import { TimelineLane, type TimelineLaneView } from "@/components/runs/timeline-lane";
import { TimelineOverview } from "@/components/runs/timeline-overview";
import { TimelinePopover } from "@/components/runs/timeline-popover";
import { TimelineToolbar } from "@/components/runs/timeline-toolbar";
import { useCtrlWheel } from "@/components/runs/use-ctrl-wheel";
import { useElementWidth } from "@/components/runs/use-element-width";
import { useTimelineBrush } from "@/components/runs/use-timeline-brush";
import { useTimelineTarget } from "@/components/runs/use-timeline-target";
import { useTimelineView } from "@/components/runs/use-timeline-view";
import {
  foldSegments,
  segmentsFromTransitions,
  type TransitionView,
} from "@/lib/domain/run/timeline-segments";
import { cn } from "@/lib/format/cn";

export type TimelineLaneInput = {
  id: string;
  label: string;
  sublabel?: string | undefined;
  /** Depth below the first lane: chain 0, step 1, call 2. */
  indent?: number;
  href?: string | undefined;
  /** Why the run is where it is now. */
  why?: string | undefined;
  /** Whether the lanes below it are folded away; absent where there are none. */
  isFolded?: boolean | undefined;
  transitions: readonly TransitionView[];
};

type StateTimelineProps = {
  /** One lane per run, in display order. */
  lanes: readonly TimelineLaneInput[];
  /** A segment was chosen: the moment it began. */
  onSelect?: (at: Date, laneId: string) => void;
  /** The lanes below a lane are to be folded away, or shown. */
  onFold?: (laneId: string, isFolded: boolean) => void;
  className?: string;
};

/** Room at the right for the mark of the outcome. */
const END_MARK_PX = 26;
const LIVE_TICK_MS = 250;

/** The states of one or many runs over one time axis; see also TransitionsTable, its twin. */
export function StateTimeline({ lanes, onSelect, onFold, className }: StateTimelineProps) {
  const [showsTransitional, setShowsTransitional] = useState(false);
  const drawn = useMemo(() => drawnLanes(lanes, showsTransitional), [lanes, showsTransitional]);
  const laneSegments = useMemo(() => drawn.map((lane) => lane.segments), [drawn]);
  const isLive = laneSegments.some((segments) => segments.at(-1)?.until === null);
  const now = useNow(isLive ? LIVE_TICK_MS : null);
  const timeline = useTimelineView(laneSegments, now);

  const figure = useRef<HTMLDivElement>(null);
  const plot = useRef<HTMLDivElement>(null);
  const plotWidth = useElementWidth(plot, 720);
  const { view, whole } = timeline;
  const scale = useMemo<TimeScale>(
    () => ({ from: view.from, to: view.to, width: plotWidth - END_MARK_PX }),
    [view.from, view.to, plotWidth],
  );
  const wholeScale = { ...whole, width: plotWidth - END_MARK_PX };
  const ticks = useMemo(() => axisTicks(scale), [scale]);
  const isZoomed = view.to - view.from < (whole.to - whole.from) * 0.999;

  const brush = useTimelineBrush(plot, (stretch) =>
    timeline.show({ from: timeAt(scale, stretch.from), to: timeAt(scale, stretch.to) }),
  );
  useCtrlWheel(plot, (factor, x) => timeline.zoom(factor, timeAt(scale, x)));
  const helpId = useId();

  const pointing = useTimelineTarget({
    figure,
    lanes: laneSegments,
    timeline,
    wasDragged: brush.wasDragged,
    onChoose: ({ laneIndex, index }) => {
      const lane = drawn[laneIndex];
      const segment = lane?.segments[index];
      if (lane && segment) onSelect?.(segment.from, lane.id);
    },
  });
  const { target, tabStop } = pointing;
  const active = target && drawn[target.laneIndex]?.segments[target.index];
  return (
    <figure
      className={cn("@container", className)}
      aria-label="State timeline"
      aria-describedby={helpId}
    >
      <p id={helpId} className="sr-only">
        Arrow keys move between the states, plus and minus zoom, zero shows the whole life. The same
        data stands in the transitions table.
      </p>
      <TimelineToolbar
        preset={timeline.preset}
        hasExecution={timeline.execution !== null}
        onPreset={timeline.choosePreset}
        onZoom={timeline.zoom}
        showsTransitional={showsTransitional}
        onShowTransitional={setShowsTransitional}
      />
      <div
        ref={figure}
        className="relative mt-2 [--label:0px] @xl:[--label:13rem]"
        {...pointing.handlers}
      >
        <div className="grid @xl:grid-cols-[var(--label)_minmax(0,1fr)]">
          <div className="hidden items-end pb-0.5 pl-2 text-2xs text-ink-muted @xl:flex">UTC</div>
          <TimelineAxis ticks={ticks} scale={scale} />
        </div>
        <div
          className="relative border-y border-line"
          {...brush.handlers}
          style={{ touchAction: "pan-y" }}
        >
          <div
            ref={plot}
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-0 left-[var(--label)] overflow-hidden"
          >
            <TimelineGrid ticks={ticks} scale={scale} />
            {isLive && (
              <div
                className="absolute inset-y-0 border-l border-dashed border-ink-muted"
                style={{ left: xOf(scale, now.getTime()) }}
              />
            )}
          </div>
          <ul>
            {drawn.map((lane, laneIndex) => (
              <TimelineLane
                key={lane.id}
                lane={lane}
                laneIndex={laneIndex}
                scale={scale}
                nowMs={lane.segments.at(-1)?.until === null ? now.getTime() : 0}
                tabStop={tabStop.laneIndex === laneIndex ? tabStop.index : -1}
                onFold={onFold}
              />
            ))}
          </ul>
          {brush.brush !== undefined && (
            <div
              className="pointer-events-none absolute inset-y-0 border-x-2 border-accent bg-accent/15"
              style={{
                left: `calc(var(--label) + ${brush.brush.from}px)`,
                width: brush.brush.to - brush.brush.from,
              }}
            />
          )}
        </div>
        {isZoomed && (
          <div className="mt-1.5 grid @xl:grid-cols-[var(--label)_minmax(0,1fr)]">
            <div className="hidden pl-2 text-2xs leading-5 text-ink-muted @xl:block">
              Whole life
            </div>
            <TimelineOverview
              segments={laneSegments[0] ?? []}
              scale={wholeScale}
              view={view}
              now={now}
              onMove={timeline.show}
            />
          </div>
        )}
        {active !== undefined && target !== undefined && brush.brush === undefined && (
          <TimelinePopover
            segment={active}
            label={drawn[target.laneIndex]?.label ?? ""}
            why={drawn[target.laneIndex]?.why}
            target={target}
            boundsWidth={figure.current?.clientWidth ?? 320}
            now={now}
          />
        )}
      </div>
      <StateLegend
        className="mt-2.5"
        states={laneSegments.flat().map((segment) => segment.state)}
      />
    </figure>
  );
}

function drawnLanes(
  lanes: readonly TimelineLaneInput[],
  showsTransitional: boolean,
): TimelineLaneView[] {
  return lanes.map(({ transitions, ...lane }) => ({
    ...lane,
    segments: foldSegments(
      segmentsFromTransitions(transitions),
      showsTransitional ? [] : TRANSITIONAL_STATES,
    ),
  }));
}
