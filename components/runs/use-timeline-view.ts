"use client";

import { useCallback, useMemo, useState } from "react";
import { clampSpan, zoomSpan } from "@/components/runs/time-scale";
import { stageOf } from "@/lib/domain/run/run-state";
import { type StateSegment, spanOfSegments } from "@/lib/domain/run/timeline-segments";

export type Span = { from: number; to: number };
export type TimelinePreset = "whole" | "execution";

/** Below this share of the whole an execution would be a hairline, so it is shown alone first. */
const EXECUTION_SHARE = 0.08;

/** The part in which something ran, with room before it to see what it waited for. */
export function executionSpan(lanes: readonly (readonly StateSegment[])[], now: Date): Span | null {
  const ran = lanes.map((lane) =>
    lane.filter((segment) => ["running", "final"].includes(stageOf(segment.state))),
  );
  const hasRun = ran.some((lane) => lane.some((segment) => stageOf(segment.state) === "running"));
  const span = hasRun ? spanOfSegments(ran, now) : null;
  if (span === null) return null;
  const length = Math.max(20, span.to - span.from);
  return { from: span.from - length * 0.3, to: span.to + length * 0.03 };
}

/** Which span is visible: a preset that follows a live run, or one chosen by zooming. */
export function useTimelineView(lanes: readonly (readonly StateSegment[])[], now: Date) {
  const [custom, setCustom] = useState<Span>();
  const [chosenPreset, setPreset] = useState<TimelinePreset>();
  const spans = useMemo(() => spansOf(lanes, now), [lanes, now]);
  const { whole, execution } = spans;
  const defaultPreset =
    execution !== null && execution.to - execution.from < (whole.to - whole.from) * EXECUTION_SHARE
      ? "execution"
      : "whole";
  const preset = chosenPreset ?? defaultPreset;
  const presetSpan =
    preset === "execution" && execution !== null ? clampSpan(execution, whole) : whole;
  const view = custom ?? presetSpan;

  const choosePreset = useCallback((next: TimelinePreset) => {
    setCustom(undefined);
    setPreset(next);
  }, []);
  const zoom = useCallback(
    (factor: number, around?: number) => {
      setCustom((current) => {
        const from = current ?? presetSpan;
        return zoomSpan(from, { factor, around: around ?? (from.from + from.to) / 2, whole });
      });
    },
    [presetSpan, whole],
  );
  const show = useCallback((span: Span) => setCustom(clampSpan(span, whole)), [whole]);

  return {
    view,
    whole,
    execution,
    preset: custom === undefined ? preset : null,
    choosePreset,
    zoom,
    show,
  };
}

function spansOf(lanes: readonly (readonly StateSegment[])[], now: Date) {
  const span = spanOfSegments(lanes, now) ?? { from: now.getTime() - 1_000, to: now.getTime() };
  const length = Math.max(100, span.to - span.from);
  return {
    whole: { from: span.from, to: span.from + length * 1.01 },
    execution: executionSpan(lanes, now),
  };
}
