"use client";

import { useCallback, useMemo, useState } from "react";
import { clampSpan, zoomSpan } from "@/components/runs/time-scale";
import { drawnAt, idleBreaks, type TimeBreak } from "@/components/timeline/time-breaks";
import { stageOf } from "@/lib/domain/run/run-state";
import { type StateSegment, spanOfSegments } from "@/lib/domain/run/timeline-segments";

/** A stretch of the drawn axis; see {@link TimeScale}. */
export type Span = { from: number; to: number };
export type TimelinePreset = "whole" | "execution";

type Lanes = readonly (readonly StateSegment[])[];

type ViewOptions = {
  now: Date;
  /** Idle stretches are drawn shorter than they were. */
  isCompressed: boolean;
  /** What is shown at first; by default the whole, or the execution where that would be a hairline. */
  initialPreset?: TimelinePreset | undefined;
};

/** Below this share of the whole an execution would be a hairline, so it is shown alone first. */
const EXECUTION_SHARE = 0.08;
/** A life that lasts is given this much more room whenever it has filled what it had. */
const GROWTH = 1.04;
const LEAST_LIFE_MS = 1_000;
const NO_BREAKS: readonly TimeBreak[] = [];

/** The stays in which something ran or came of it; null where nothing has run. */
function executedStays(lanes: Lanes): Lanes | null {
  const ran = lanes.map((lane) =>
    lane.filter((segment) => ["running", "final"].includes(stageOf(segment.state))),
  );
  const hasRun = ran.some((lane) => lane.some((segment) => stageOf(segment.state) === "running"));
  return hasRun ? ran : null;
}

/** The part in which something ran, with room before it to see what it waited for. */
function executionSpan(ran: Lanes, end: number): Span | null {
  const span = spanOfSegments(ran, new Date(end));
  if (span === null) return null;
  const length = Math.max(20, span.to - span.from);
  return { from: span.from - length * 0.3, to: span.to + length * 0.03 };
}

/**
 * Where the axis ends. While something lasts it ends ahead of now and moves on in steps that grow with the life, so
 * that the picture is laid out anew now and then instead of with every tick of the clock.
 */
export function axisEnd(lanes: Lanes, now: Date): number {
  const span = spanOfSegments(lanes, now);
  if (span === null) return now.getTime();
  if (!lanes.some((lane) => lane.at(-1)?.until === null)) return span.to;
  const length = Math.max(LEAST_LIFE_MS, (span.to - span.from) * 1.01);
  const steps = Math.ceil(Math.log(length / LEAST_LIFE_MS) / Math.log(GROWTH));
  return span.from + LEAST_LIFE_MS * GROWTH ** steps;
}

/** Which span is visible: a preset that follows a live run, or one chosen by zooming. */
export function useTimelineView(lanes: Lanes, options: ViewOptions) {
  const { now, isCompressed, initialPreset } = options;
  const [custom, setCustom] = useState<{ span: Span; isCompressed: boolean }>();
  const [chosenPreset, setPreset] = useState<TimelinePreset | undefined>(initialPreset);
  const end = axisEnd(lanes, now);
  const idle = useMemo(() => idleBreaks(lanes, end), [lanes, end]);
  const breaks = isCompressed ? idle : NO_BREAKS;
  const ran = useMemo(() => executedStays(lanes), [lanes]);
  const ranEnd = ran === null ? end : axisEnd(ran, now);
  const whole = useMemo(() => wholeSpan(lanes, end, breaks), [lanes, end, breaks]);
  const execution = useMemo(() => {
    const span = ran === null ? null : executionSpan(ran, ranEnd);
    return span === null ? null : onAxis(span, breaks);
  }, [ran, ranEnd, breaks]);
  const defaultPreset =
    execution !== null && execution.to - execution.from < (whole.to - whole.from) * EXECUTION_SHARE
      ? "execution"
      : "whole";
  const preset = chosenPreset ?? (isCompressed ? "whole" : defaultPreset);
  const presetSpan =
    preset === "execution" && execution !== null ? clampSpan(execution, whole) : whole;
  // A span chosen on the other axis means nothing on this one.
  const chosen = custom?.isCompressed === isCompressed ? custom.span : undefined;
  const view = chosen ?? presetSpan;

  const choosePreset = useCallback((next: TimelinePreset) => {
    setCustom(undefined);
    setPreset(next);
  }, []);
  const show = useCallback(
    (span: Span) => setCustom({ span: clampSpan(span, whole), isCompressed }),
    [whole, isCompressed],
  );
  const zoom = useCallback(
    (factor: number, around?: number) => {
      setCustom((current) => {
        const from = current?.isCompressed === isCompressed ? current.span : presetSpan;
        const middle = around ?? (from.from + from.to) / 2;
        return { span: zoomSpan(from, { factor, around: middle, whole }), isCompressed };
      });
    },
    [presetSpan, whole, isCompressed],
  );

  return {
    view,
    whole,
    execution,
    /** Breaks that are drawn. */
    breaks,
    /** Whether there is anything to shorten. */
    hasIdle: idle.length > 0,
    preset: chosen === undefined ? preset : null,
    choosePreset,
    zoom,
    show,
  };
}

function wholeSpan(lanes: Lanes, end: number, breaks: readonly TimeBreak[]): Span {
  const span = spanOfSegments(lanes, new Date(end)) ?? { from: end - LEAST_LIFE_MS, to: end };
  const drawn = onAxis(span, breaks);
  const length = Math.max(100, drawn.to - drawn.from);
  return { from: drawn.from, to: drawn.from + length * 1.01 };
}

function onAxis({ from, to }: Span, breaks: readonly TimeBreak[]): Span {
  return { from: drawnAt(breaks, from), to: drawnAt(breaks, to) };
}
