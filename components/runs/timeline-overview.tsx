"use client";

import { type PointerEvent, useRef } from "react";
import { layoutLane } from "@/components/runs/lane-layout";
import { StateFillPatch } from "@/components/runs/state-fill";
import { type TimeScale, timeAt, xOf } from "@/components/runs/time-scale";
import type { Span } from "@/components/runs/use-timeline-view";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

type TimelineOverviewProps = {
  /** The first lane, drawn small over the whole span. */
  segments: readonly StateSegment[];
  scale: TimeScale;
  view: Span;
  now: Date;
  onMove: (span: Span) => void;
};

/** The whole span in small, with the visible part as a window that can be dragged. */
export function TimelineOverview({ segments, scale, view, now, onMove }: TimelineOverviewProps) {
  const isDragging = useRef(false);
  const left = Math.max(0, xOf(scale, view.from));
  const width = Math.max(4, xOf(scale, view.to) - left);

  function move(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const middle = timeAt(scale, event.clientX - box.left);
    const half = (view.to - view.from) / 2;
    onMove({ from: middle - half, to: middle + half });
  }

  return (
    <div
      aria-hidden="true"
      title="The whole span. Drag the window to move the view."
      className="relative h-5 cursor-grab touch-none rounded-sm bg-sunken active:cursor-grabbing"
      onPointerDown={(event) => {
        isDragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => isDragging.current && move(event)}
      onPointerUp={() => {
        isDragging.current = false;
      }}
    >
      {layoutLane(segments, scale, now).map((box) => {
        const state = segments[box.index]?.state;
        return state === undefined ? null : (
          <StateFillPatch
            key={box.index}
            state={state}
            className="absolute top-1.5 h-2"
            style={{ left: box.x, width: box.width }}
          />
        );
      })}
      <div
        className="absolute inset-y-0 rounded-sm border-2 border-accent bg-accent/15"
        style={{ left, width }}
      />
    </div>
  );
}
