"use client";

import { useMemo, useRef, useState } from "react";
import { useNow } from "@/components/layout/now-provider";
import { axisTicks, END_MARK_PX, type TimeScale } from "@/components/runs/time-scale";
import { useElementWidth } from "@/components/runs/use-element-width";
import { useTimelineView } from "@/components/runs/use-timeline-view";
import {
  drawnLanes,
  latestPlaced,
  type TimelineLaneInput,
} from "@/components/timeline/drawn-lanes";
import { elapsedTicks } from "@/components/timeline/elapsed-ticks";

/** What is known of the width before the plot is measured. */
const USUAL_WIDTH_PX = 720;
/** A view shorter than this share of the whole is zoomed. */
const NEARLY_WHOLE = 0.999;

/** What of the lanes is shown and where: the choices of the toolbar, the visible span and its scale. */
export function useDrawnTimeline(
  lanes: readonly TimelineLaneInput[],
  { isAligned }: { isAligned: boolean },
) {
  const [showsTransitional, setShowsTransitional] = useState(false);
  const [isCompressed, setCompressed] = useState(false);
  const drawn = useMemo(
    () => drawnLanes(lanes, { showsTransitional, isAligned }),
    [lanes, showsTransitional, isAligned],
  );
  const placed = useMemo(() => drawn.map((lane) => lane.placed), [drawn]);
  const isLive = placed.some((segments) => segments.at(-1)?.until === null);
  const now = useNow(isLive ? 1_000 : null);
  const timeline = useTimelineView(placed, {
    now: isAligned ? latestPlaced(drawn, now) : now,
    isCompressed: isCompressed && !isAligned,
    ...(isAligned ? { initialPreset: "execution" } : {}),
  });

  const plot = useRef<HTMLDivElement>(null);
  const width = useElementWidth(plot, USUAL_WIDTH_PX) - END_MARK_PX;
  const { view, whole, breaks } = timeline;
  const scale = useMemo<TimeScale>(
    () => ({ from: view.from, to: view.to, width, breaks }),
    [view.from, view.to, width, breaks],
  );
  const wholeScale = useMemo<TimeScale>(
    () => ({ ...whole, width, breaks }),
    [whole, width, breaks],
  );
  const ticks = useMemo(
    () => (isAligned ? elapsedTicks(scale) : axisTicks(scale)),
    [scale, isAligned],
  );
  return {
    drawn,
    placed,
    isLive,
    now,
    timeline,
    plot,
    scale,
    wholeScale,
    ticks,
    isZoomed: view.to - view.from < (whole.to - whole.from) * NEARLY_WHOLE,
    choices: {
      showsTransitional,
      onShowTransitional: setShowsTransitional,
      isCompressed: timeline.hasIdle && !isAligned ? isCompressed : null,
      onCompress: setCompressed,
    },
  };
}
