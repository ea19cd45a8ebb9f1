"use client";

import { ChevronsLeft } from "lucide-react";
import { useNow } from "@/components/layout/now-provider";
import { grownBox, type SegmentBox } from "@/components/runs/lane-layout";
import { RUN_STATE_APPEARANCE, type StateFill } from "@/components/runs/run-state-appearance";
import { segmentSentence } from "@/components/runs/segment-sentence";
import { shareOf, type TimeScale } from "@/components/runs/time-scale";
import { crowdSentence } from "@/components/timeline/crowd-words";
import type { TimelineLaneView } from "@/components/timeline/drawn-lanes";
import { useLiveTick } from "@/components/timeline/use-live-tick";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";
import { cn } from "@/lib/format/cn";

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
const LABEL_WIDTH_PX = 84;
const ICON_WIDTH_PX = 22;
/** On paper the hatch of a narrower box is worth more than its word. */
const WORDY_WIDTH_PX = 170;
const NO_TIME = new Date(0);

type SegmentButtonProps = {
  box: SegmentBox;
  segment: StateSegment;
  lane: TimelineLaneView;
  laneIndex: number;
  scale: TimeScale;
  hasTabStop: boolean;
  /** Only a stay that lasts is given the moving time. */
  now?: Date;
};

/** A stay that lasts: it alone is drawn anew as time passes. */
export function LiveSegmentButton(props: SegmentButtonProps) {
  const now = useNow(useLiveTick(props.scale));
  const placedNow = new Date(now.getTime() - props.lane.movedBy);
  const box = grownBox(props.box, props.scale, placedNow);
  return box === null ? null : <SegmentButton {...props} box={box} now={now} />;
}

/** A stay, or a crowd of them too short to tell apart: a button in the colour and pattern of its state. */
export function SegmentButton(props: SegmentButtonProps) {
  const { box, segment, lane, laneIndex, scale, hasTabStop, now = NO_TIME } = props;
  const { tone, fill } = RUN_STATE_APPEARANCE[segment.state];
  const crowd = box.count > 1 ? lane.segments.slice(box.first, box.last + 1) : [];
  return (
    <button
      type="button"
      tabIndex={hasTabStop ? 0 : -1}
      data-segment={box.index}
      data-segment-first={box.first}
      data-segment-last={box.last}
      data-segment-lane={laneIndex}
      data-tone={box.isMixed ? "mixed" : tone}
      data-fill={box.isMixed ? "mixed" : box.isTiny ? "solid" : fill}
      data-cut-left={box.isCutLeft}
      data-cut-right={box.isCutRight}
      aria-label={
        box.isMixed ? crowdSentence(crowd) : segmentSentence(segment, sentenceOf(box, lane, now))
      }
      style={{ left: shareOf(scale, box.x), width: shareOf(scale, box.width) }}
      className={cn(
        "state-fill absolute flex min-w-0.5 items-center overflow-visible hover:z-10 hover:brightness-105 focus-visible:z-20",
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

function sentenceOf(box: SegmentBox, lane: TimelineLaneView, now: Date) {
  return { now, count: box.count, why: lane.why };
}

function BoxLabel({ segment, box }: { segment: StateSegment; box: SegmentBox }) {
  if (box.width < ICON_WIDTH_PX) return null;
  const { icon: Icon, word, fill } = RUN_STATE_APPEARANCE[segment.state];
  return (
    <span
      aria-hidden="true"
      data-yields={HATCHED.has(fill) && box.width < WORDY_WIDTH_PX}
      className={cn(
        "state-word inline-flex h-full max-w-full items-center gap-1 overflow-hidden rounded-l-[1px] whitespace-nowrap pr-1 pl-1 text-2xs font-medium",
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
