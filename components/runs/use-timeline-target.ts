"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useState,
} from "react";
import { nextPosition, type SegmentPosition } from "@/components/runs/timeline-keys";
import type { PopoverTarget } from "@/components/runs/timeline-popover";
import type { useTimelineView } from "@/components/runs/use-timeline-view";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

type TimelineTargetOptions = {
  figure: RefObject<HTMLElement | null>;
  lanes: readonly (readonly StateSegment[])[];
  timeline: Pick<ReturnType<typeof useTimelineView>, "view" | "show" | "zoom" | "choosePreset">;
  /** True right after a drag, whose click is not meant as a choice. */
  wasDragged: () => boolean;
  onChoose: (position: SegmentPosition) => void;
};

/** Which segment the pointer or the focus is on; the handlers are delegated from the diagram. */
export function useTimelineTarget(options: TimelineTargetOptions) {
  const { figure, lanes, timeline, wasDragged, onChoose } = options;
  const [target, setTarget] = useState<PopoverTarget>();
  const [tabStop, setTabStop] = useState<SegmentPosition>({ laneIndex: 0, index: 0 });

  function show(event: MouseEvent | FocusEvent) {
    const element = segmentElement(event.target);
    const bounds = figure.current?.getBoundingClientRect();
    if (element === null || bounds === undefined) return setTarget(undefined);
    const position = positionOf(element);
    const box = element.getBoundingClientRect();
    const x = "clientX" in event ? event.clientX : Math.max(box.left, bounds.left);
    setTarget({ ...position, x: x - bounds.left, y: box.bottom - bounds.top + 6 });
    if (event.type === "focus") setTabStop(position);
  }

  function move(event: KeyboardEvent) {
    const element = segmentElement(event.target);
    const to = element && nextPosition(lanes, positionOf(element), event.key);
    if (!to) return;
    event.preventDefault();
    reveal(lanes[to.laneIndex]?.[to.index]?.from.getTime());
    setTabStop(to);
    requestAnimationFrame(() => focusSegment(figure.current, to));
  }

  function reveal(at: number | undefined) {
    const { from, to } = timeline.view;
    if (at === undefined || (at >= from && at <= to)) return;
    const half = (to - from) / 2;
    timeline.show({ from: at - half, to: at + half });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") timeline.zoom(0.5);
    else if (event.key === "-") timeline.zoom(2);
    else if (event.key === "0") timeline.choosePreset("whole");
    else if (event.key === "Escape") setTarget(undefined);
    else move(event);
  }

  function onClick(event: MouseEvent) {
    const element = wasDragged() ? null : segmentElement(event.target);
    if (element !== null) onChoose(positionOf(element));
  }

  const hide = () => setTarget(undefined);
  return {
    target,
    tabStop,
    handlers: {
      onMouseOver: show,
      onMouseMove: show,
      onMouseLeave: hide,
      onFocus: show,
      onBlur: hide,
      onKeyDown,
      onClick,
    },
  };
}

function segmentElement(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-segment]") : null;
}

function positionOf(element: HTMLElement): SegmentPosition {
  return {
    laneIndex: Number(element.dataset.segmentLane),
    index: Number(element.dataset.segment),
  };
}

function focusSegment(root: HTMLElement | null, position: SegmentPosition): void {
  const drawn = root?.querySelectorAll<HTMLElement>(`[data-segment-lane="${position.laneIndex}"]`);
  // A crowded box carries the number of one of its stays: take the nearest one drawn.
  const distance = (element: HTMLElement) => Math.abs(positionOf(element).index - position.index);
  [...(drawn ?? [])].sort((a, b) => distance(a) - distance(b))[0]?.focus();
}
