"use client";

import { memo } from "react";
import { layoutLane } from "@/components/runs/lane-layout";
import { StateFillPatch } from "@/components/runs/state-fill";
import { shareOf, type TimeScale, timeAt, xOf } from "@/components/runs/time-scale";
import type { Span } from "@/components/runs/use-timeline-view";
import { useSpanDrag } from "@/components/timeline/use-span-drag";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

type TimelineOverviewProps = {
  /** The lanes that are drawn small over the whole span, one below the other. */
  lanes: readonly (readonly StateSegment[])[];
  scale: TimeScale;
  view: Span;
  onMove: (span: Span) => void;
};

/** Room for the lanes, and how few boxes of how many lanes are enough to recognise them. */
const HEIGHT_PX = 14;
const MOST_LANES = 50;

/** The whole span in small, with the visible part as a window that can be dragged and drawn out at its edges. */
export function TimelineOverview({ lanes, scale, view, onMove }: TimelineOverviewProps) {
  const drag = useSpanDrag({ scale, view, onMove });
  const onAxis = { ...scale, breaks: [] };
  const left = Math.max(0, xOf(onAxis, view.from));
  const width = Math.max(4, xOf(onAxis, view.to) - left);
  return (
    <div
      aria-hidden="true"
      title="The whole span. Drag the window to move the view, its edges to make it longer or shorter."
      className="relative h-6 cursor-grab touch-none rounded-sm bg-sunken active:cursor-grabbing"
      {...drag}
    >
      <SmallLanes lanes={lanes} scale={scale} />
      <div
        className="absolute inset-y-0 flex justify-between rounded-sm border-2 border-accent bg-accent/15"
        style={{ left: shareOf(scale, left), width: shareOf(scale, width) }}
      >
        <span className="-ml-1 h-full w-2 cursor-ew-resize" />
        <span className="-mr-1 h-full w-2 cursor-ew-resize" />
      </div>
    </div>
  );
}

const SmallLanes = memo(function SmallLanes({
  lanes,
  scale,
}: Pick<TimelineOverviewProps, "lanes" | "scale">) {
  const shown = lanes.slice(0, MOST_LANES);
  const height = HEIGHT_PX / shown.length;
  const end = new Date(timeAt(scale, scale.width));
  return shown.map((segments, index) =>
    layoutLane(segments, scale, end).map((box) => {
      const state = segments[box.index]?.state;
      return state === undefined ? null : (
        <StateFillPatch
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is known by its place here.
          key={`${index}-${box.first}`}
          state={state}
          className={height < 4 ? "absolute border-0" : "absolute"}
          style={{
            left: shareOf(scale, box.x),
            width: shareOf(scale, box.width),
            top: 5 + index * height,
            height,
          }}
        />
      );
    }),
  );
});
