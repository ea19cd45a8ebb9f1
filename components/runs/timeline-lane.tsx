"use client";

import { memo } from "react";
import { layoutLane, type SegmentBox } from "@/components/runs/lane-layout";
import { StateChip } from "@/components/runs/state-chip";
import { shareOf, type TimeScale, timeAt, xOf } from "@/components/runs/time-scale";
import { LiveSegmentButton, SegmentButton } from "@/components/runs/timeline-segment";
import type { TimelineLaneView } from "@/components/timeline/drawn-lanes";
import { TimelineLaneLabel } from "@/components/timeline/timeline-lane-label";
import { isFinal } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

type TimelineLaneProps = {
  lane: TimelineLaneView;
  laneIndex: number;
  scale: TimeScale;
  /** The segment that takes the tab stop, or -1 when another lane has it. */
  tabStop: number;
  onFold?: ((laneId: string, isFolded: boolean) => void) | undefined;
};

/**
 * One run: its label and the stays of its life, each a button. It is drawn anew when what it shows or the visible span
 * changes; a stay that lasts grows by itself.
 */
export const TimelineLane = memo(function TimelineLane(props: TimelineLaneProps) {
  const { lane, laneIndex, scale, tabStop, onFold } = props;
  // A stay that lasts is given the whole room; how much of it is filled is seen to where it is drawn.
  const boxes = layoutLane(lane.placed, scale, new Date(timeAt(scale, scale.width)));
  const last = lane.placed.at(-1);
  const stop = tabStop < 0 ? undefined : nearestBox(boxes, tabStop);
  return (
    <li
      aria-label={lane.label}
      className="relative grid border-b border-grid last:border-b-0 @xl:grid-cols-[var(--label)_minmax(0,1fr)]"
    >
      <TimelineLaneLabel lane={lane} onFold={onFold} />
      <div className="relative h-8" data-lane={laneIndex}>
        {boxes.map((box) => {
          const segment = lane.segments[box.index];
          if (segment === undefined) return null;
          const Segment = box.isLive ? LiveSegmentButton : SegmentButton;
          return (
            <Segment
              key={box.first}
              box={box}
              segment={segment}
              lane={lane}
              laneIndex={laneIndex}
              scale={scale}
              hasTabStop={box === stop}
            />
          );
        })}
        {last !== undefined && isFinal(last.state) && <EndMark segment={last} scale={scale} />}
      </div>
    </li>
  );
});

/** The box that stands for a stay: its own, or that of the crowd it is drawn in. */
function nearestBox(boxes: readonly SegmentBox[], index: number): SegmentBox | undefined {
  const distance = ({ first, last }: SegmentBox) => Math.max(0, first - index, index - last);
  return boxes.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The outcome, drawn at the end of the life of a run. */
function EndMark({ segment, scale }: { segment: StateSegment; scale: TimeScale }) {
  const x = xOf(scale, segment.from.getTime());
  if (x < 0 || x > scale.width) return null;
  return (
    <span
      className="pointer-events-none absolute top-1.5 z-10"
      style={{ left: shareOf(scale, x + 2) }}
    >
      <StateChip state={segment.state} className="size-5" />
    </span>
  );
}
