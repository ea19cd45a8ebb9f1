"use client";

import { ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { layoutLane, type SegmentBox } from "@/components/runs/lane-layout";
import { RUN_STATE_APPEARANCE, type StateFill } from "@/components/runs/run-state-appearance";
import { segmentSentence } from "@/components/runs/segment-sentence";
import { StateChip } from "@/components/runs/state-chip";
import { type TimeScale, xOf } from "@/components/runs/time-scale";
import { isFinal } from "@/lib/domain/run/run-state";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";
import { cn } from "@/lib/format/cn";

export type TimelineLaneView = {
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
  segments: readonly StateSegment[];
};

type TimelineLaneProps = {
  lane: TimelineLaneView;
  laneIndex: number;
  scale: TimeScale;
  /** Only a lane that still lasts is given the moving time. */
  nowMs: number;
  /** The segment that takes the tab stop, or -1 when another lane has it. */
  tabStop: number;
  onFold?: ((laneId: string, isFolded: boolean) => void) | undefined;
};

/** Patterns on which a word needs a plain ground. */
const HATCHED = new Set<StateFill>([
  "bars",
  "dots",
  "cross",
  "rows",
  "bricks",
  "diagonal",
  "striped",
]);
const INDENT_PX = 14;
const LABEL_WIDTH_PX = 84;
const ICON_WIDTH_PX = 22;

/** One run: its label and the stays of its life, each a button. */
export const TimelineLane = memo(function TimelineLane(props: TimelineLaneProps) {
  const { lane, laneIndex, scale, nowMs, tabStop, onFold } = props;
  const now = new Date(nowMs);
  const boxes = layoutLane(lane.segments, scale, now);
  const last = lane.segments.at(-1);
  const stop = tabStop < 0 ? undefined : nearestBox(boxes, tabStop);
  return (
    <li
      aria-label={lane.label}
      className="relative grid border-b border-grid last:border-b-0 @xl:grid-cols-[var(--label)_minmax(0,1fr)]"
    >
      <LaneLabel lane={lane} onFold={onFold} />
      <div className="relative h-8" data-lane={laneIndex}>
        {boxes.map((box) => (
          <SegmentButton
            key={box.index}
            box={box}
            segment={lane.segments[box.index]}
            why={lane.why}
            laneIndex={laneIndex}
            hasTabStop={box === stop}
            now={now}
          />
        ))}
        {last !== undefined && isFinal(last.state) && <EndMark segment={last} scale={scale} />}
      </div>
    </li>
  );
});

/** The box that stands for a stay: its own, or that of the crowd it is drawn in. */
function nearestBox(boxes: readonly SegmentBox[], index: number): SegmentBox | undefined {
  return boxes.toSorted((a, b) => Math.abs(a.index - index) - Math.abs(b.index - index))[0];
}

function LaneLabel({ lane, onFold }: Pick<TimelineLaneProps, "lane" | "onFold">) {
  const name =
    lane.href === undefined ? (
      <span className="truncate font-medium">{lane.label}</span>
    ) : (
      <Link href={lane.href} className="truncate font-medium hover:underline">
        {lane.label}
      </Link>
    );
  return (
    <div
      style={{ paddingLeft: 8 + (lane.indent ?? 0) * INDENT_PX }}
      className="flex min-w-0 items-baseline gap-2 self-center pt-1 pr-2 text-xs @xl:py-0"
    >
      {lane.isFolded !== undefined && onFold !== undefined && (
        <FoldButton lane={lane} isFolded={lane.isFolded} onFold={onFold} />
      )}
      {name}
      {lane.sublabel !== undefined && (
        <span className="truncate text-2xs text-ink-muted">{lane.sublabel}</span>
      )}
    </div>
  );
}

function FoldButton(props: {
  lane: TimelineLaneView;
  isFolded: boolean;
  onFold: (laneId: string, isFolded: boolean) => void;
}) {
  const { lane, isFolded, onFold } = props;
  return (
    <button
      type="button"
      aria-expanded={!isFolded}
      aria-label={`Lanes below ${lane.label}`}
      onClick={() => onFold(lane.id, !isFolded)}
      className="-my-1 -ml-1 inline-flex size-6 shrink-0 items-center justify-center self-center rounded-sm text-ink-muted hover:bg-hover hover:text-ink"
    >
      <ChevronRight
        aria-hidden="true"
        className={cn("size-3.5 transition-transform", !isFolded && "rotate-90")}
      />
    </button>
  );
}

function SegmentButton(props: {
  box: SegmentBox;
  segment: StateSegment | undefined;
  why: string | undefined;
  laneIndex: number;
  hasTabStop: boolean;
  now: Date;
}) {
  const { box, segment, why, laneIndex, hasTabStop, now } = props;
  if (segment === undefined) return null;
  const { tone, fill } = RUN_STATE_APPEARANCE[segment.state];
  return (
    <button
      type="button"
      tabIndex={hasTabStop ? 0 : -1}
      data-segment={box.index}
      data-segment-lane={laneIndex}
      data-tone={tone}
      data-fill={box.isTiny ? "solid" : fill}
      data-cut-left={box.isCutLeft}
      data-cut-right={box.isCutRight}
      aria-label={segmentSentence(segment, { now, count: box.count, why })}
      style={{ left: box.x, width: box.width }}
      className={cn(
        "state-fill absolute flex items-center overflow-visible hover:z-10 hover:brightness-105 focus-visible:z-20",
        // A tick stands out above its neighbours, and its target is wider than it looks.
        box.isTick
          ? "top-0.5 h-7 before:absolute before:inset-y-0 before:-inset-x-1 before:content-['']"
          : "top-1.5 h-5",
        box.isTiny && "rounded-none border-0",
        box.isLive && "state-live",
      )}
    >
      {!box.isTiny && <BoxLabel segment={segment} box={box} />}
    </button>
  );
}

function BoxLabel({ segment, box }: { segment: StateSegment; box: SegmentBox }) {
  if (box.width < ICON_WIDTH_PX) return null;
  const { icon: Icon, word, fill } = RUN_STATE_APPEARANCE[segment.state];
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex h-full max-w-full items-center gap-1 overflow-hidden rounded-l-[1px] whitespace-nowrap pr-1 pl-1 text-2xs font-medium",
        fill === "solid" ? "text-[var(--tone-on)]" : "text-tone-ink",
        HATCHED.has(fill) && "bg-surface",
      )}
    >
      {box.isCutLeft && <ChevronsLeft className="size-3 shrink-0" />}
      <Icon className="size-3 shrink-0" strokeWidth={2.5} />
      {box.width >= LABEL_WIDTH_PX && word}
    </span>
  );
}

/** The outcome, drawn at the end of the life of a run. */
function EndMark({ segment, scale }: { segment: StateSegment; scale: TimeScale }) {
  const x = xOf(scale, segment.from.getTime());
  if (x < 0 || x > scale.width) return null;
  return (
    <span className="pointer-events-none absolute top-1.5 z-10" style={{ left: x + 2 }}>
      <StateChip state={segment.state} className="size-5" />
    </span>
  );
}
