"use client";

import { useId, useMemo, useRef } from "react";
import { StateLegend } from "@/components/runs/state-legend";
import { drawnTimeAt } from "@/components/runs/time-scale";
import { TimelineOverview } from "@/components/runs/timeline-overview";
import { TimelinePopover } from "@/components/runs/timeline-popover";
import { TimelineToolbar } from "@/components/runs/timeline-toolbar";
import { useCtrlWheel } from "@/components/runs/use-ctrl-wheel";
import { useTimelineBrush } from "@/components/runs/use-timeline-brush";
import { useTimelineTarget } from "@/components/runs/use-timeline-target";
import type { TimelineLaneInput } from "@/components/timeline/drawn-lanes";
import { TimelineExportMenu } from "@/components/timeline/timeline-export-menu";
import { TimelinePlot } from "@/components/timeline/timeline-plot";
import { useDrawnTimeline } from "@/components/timeline/use-drawn-timeline";
import { cn } from "@/lib/format/cn";

type StateTimelineProps = {
  /** One lane per run, in display order. */
  lanes: readonly TimelineLaneInput[];
  /** Names the picture when it is saved; the first lane by default. */
  title?: string;
  /** "aligned": every lane begins where its run was first executed, to compare how long they took. */
  axis?: "time" | "aligned";
  /** The lanes that are drawn over the whole span while zoomed: the first, which spans the others, or all. */
  overview?: "first" | "all";
  /** A segment was chosen: the moment it began. */
  onSelect?: (at: Date, laneId: string) => void;
  /** The lanes below a lane are to be folded away, or shown. */
  onFold?: (laneId: string, isFolded: boolean) => void;
  className?: string;
};

/** The states of one or many runs over one time axis; see also TransitionsTable, its twin. */
export function StateTimeline(props: StateTimelineProps) {
  const { lanes, title, axis = "time", overview = "first", onSelect, onFold, className } = props;
  const isAligned = axis === "aligned";
  const { plot, timeline, scale, ...shown } = useDrawnTimeline(lanes, { isAligned });
  const { drawn, placed } = shown;
  const { view, breaks } = timeline;
  const figure = useRef<HTMLDivElement>(null);
  const brush = useTimelineBrush(plot, (stretch) =>
    timeline.show({ from: drawnTimeAt(scale, stretch.from), to: drawnTimeAt(scale, stretch.to) }),
  );
  useCtrlWheel(plot, (factor, x) => timeline.zoom(factor, drawnTimeAt(scale, x)));
  const { target, tabStop, handlers } = useTimelineTarget({
    figure,
    lanes: placed,
    timeline,
    wasDragged: brush.wasDragged,
    onChoose: ({ laneIndex, index }) => {
      const lane = drawn[laneIndex];
      const segment = lane?.segments[index];
      if (lane && segment) onSelect?.(segment.from, lane.id);
    },
  });
  const pointed = brush.brush === undefined && target ? drawn[target.laneIndex] : undefined;
  const states = useMemo(() => drawn.flatMap((lane) => lane.segments).map((s) => s.state), [drawn]);
  const small = useMemo(
    () => (overview === "first" ? placed.slice(0, 1) : placed),
    [placed, overview],
  );
  const wholeWord = overview === "all" ? "All runs" : "Whole life";
  const helpId = useId();
  const picture = () => ({
    title: title ?? [drawn[0]?.label, drawn[0]?.sublabel].filter(Boolean).join(" / "),
    ...{ lanes: drawn, view, breaks, isAligned, now: shown.now },
  });
  return (
    <figure
      className={cn("timeline-figure @container", className)}
      aria-label="State timeline"
      aria-describedby={helpId}
    >
      <p id={helpId} className="sr-only">
        Arrow keys move between the states, with Shift they move the view, plus and minus zoom, zero
        shows {wholeWord.toLowerCase()}. The same data stands in the transitions table.
      </p>
      <TimelineToolbar
        preset={timeline.preset}
        hasExecution={timeline.execution !== null}
        wholeWord={wholeWord}
        onPreset={timeline.choosePreset}
        onZoom={timeline.zoom}
        {...shown.choices}
        actions={<TimelineExportMenu picture={picture} />}
      />
      <div ref={figure} className="relative mt-2 [--label:0px] @xl:[--label:13rem]" {...handlers}>
        <TimelinePlot
          lanes={drawn}
          scale={scale}
          ticks={shown.ticks}
          plot={plot}
          brush={brush}
          tabStop={tabStop}
          isLive={shown.isLive}
          isAligned={isAligned}
          onFold={onFold}
        />
        {shown.isZoomed && (
          <div className="mt-1.5 grid @xl:grid-cols-[var(--label)_minmax(0,1fr)]" data-print="hide">
            <div className="hidden pl-2 text-2xs leading-6 text-ink-muted @xl:block">
              {wholeWord}
            </div>
            <TimelineOverview
              lanes={small}
              scale={shown.wholeScale}
              view={view}
              onMove={timeline.show}
            />
          </div>
        )}
        {pointed !== undefined && target !== undefined && (
          <TimelinePopover
            lane={pointed}
            target={target}
            boundsWidth={figure.current?.clientWidth ?? 320}
            now={shown.now}
          />
        )}
      </div>
      <StateLegend className="mt-2.5" states={states} />
    </figure>
  );
}
