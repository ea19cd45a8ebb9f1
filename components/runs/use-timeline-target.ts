"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from "react";
import { nextPosition, type SegmentPosition, startOfMove } from "@/components/runs/timeline-keys";
import type { PopoverTarget } from "@/components/runs/timeline-popover";
import type { useTimelineView } from "@/components/runs/use-timeline-view";
import { crowdSpan } from "@/components/timeline/crowd-words";
import {
  type BoxPosition,
  focusSegment,
  isInPopover,
  positionOf,
  segmentElement,
} from "@/components/timeline/segment-element";
import { drawnAt } from "@/components/timeline/time-breaks";
import type { StateSegment } from "@/lib/domain/run/timeline-segments";

type TimelineTargetOptions = {
  figure: RefObject<HTMLElement | null>;
  /** The segments where they stand on the axis. */
  lanes: readonly (readonly StateSegment[])[];
  timeline: Pick<
    ReturnType<typeof useTimelineView>,
    "view" | "show" | "zoom" | "choosePreset" | "breaks"
  >;
  /** True right after a drag, whose click is not meant as a choice. */
  wasDragged: () => boolean;
  onChoose: (position: SegmentPosition) => void;
};

/** Shift and an arrow move what is visible by this share of it. */
const PAN_SHARE = 0.2;
/** The popover stays for as long as a pointer needs to reach the links in it. */
const WAY_TO_POPOVER_MS = 180;

/** Which segment the pointer or the focus is on; the handlers are delegated from the diagram. */
export function useTimelineTarget(options: TimelineTargetOptions) {
  const { figure, lanes, timeline, wasDragged, onChoose } = options;
  const [target, setTarget] = useState<PopoverTarget>();
  const [tabStop, setTabStop] = useState<SegmentPosition>({ laneIndex: 0, index: 0 });
  const isTouch = useRef(false);
  const closing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const shownBefore = useRef<PopoverTarget>(undefined);

  function show(event: MouseEvent | FocusEvent) {
    const bounds = figure.current?.getBoundingClientRect();
    const element = segmentElement(event.target);
    if (element === null || bounds === undefined) {
      if (isInPopover(event.target)) clearTimeout(closing.current);
      else hideSoon();
      return;
    }
    clearTimeout(closing.current);
    const position = positionOf(element);
    const box = element.getBoundingClientRect();
    const x = "clientX" in event ? event.clientX : Math.max(box.left, bounds.left);
    setTarget({ ...position, x: x - bounds.left, y: box.bottom - bounds.top + 4 });
    if (event.type === "focus") setTabStop(position);
  }

  function move(event: KeyboardEvent) {
    const element = segmentElement(event.target);
    const from = element && startOfMove(positionOf(element), event.key);
    const to = from && nextPosition(lanes, from, event.key);
    if (!to) return;
    event.preventDefault();
    reveal(segmentAt(lanes, to)?.from.getTime());
    setTabStop(to);
    requestAnimationFrame(() => focusSegment(figure.current, to));
  }

  function reveal(at: number | undefined) {
    const { from, to } = timeline.view;
    if (at === undefined) return;
    const drawn = drawnAt(timeline.breaks, at);
    if (drawn >= from && drawn <= to) return;
    const half = (to - from) / 2;
    timeline.show({ from: drawn - half, to: drawn + half });
  }

  function pan(event: KeyboardEvent, direction: 1 | -1) {
    event.preventDefault();
    const { from, to } = timeline.view;
    const by = (to - from) * PAN_SHARE * direction;
    timeline.show({ from: from + by, to: to + by });
  }

  const hide = () => setTarget(undefined);
  function hideSoon() {
    clearTimeout(closing.current);
    closing.current = setTimeout(hide, WAY_TO_POPOVER_MS);
  }
  const commands: Record<string, (event: KeyboardEvent) => void> = {
    "+": (event) => timeline.zoom(0.5, middleOf(event)),
    "=": (event) => timeline.zoom(0.5, middleOf(event)),
    "-": (event) => timeline.zoom(2, middleOf(event)),
    "0": () => timeline.choosePreset("whole"),
    "Shift ArrowLeft": (event) => pan(event, -1),
    "Shift ArrowRight": (event) => pan(event, 1),
  };

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return hide();
    const isShifted = event.shiftKey && event.key.startsWith("Arrow");
    const command = commands[isShifted ? `Shift ${event.key}` : event.key];
    if (command === undefined) return move(event);
    const element = segmentElement(event.target);
    command(event);
    if (element !== null) keepFocus(positionOf(element));
  }

  /** The middle of what is visible of the segment with the focus, on the drawn axis: it stays where it is. */
  function middleOf(event: KeyboardEvent): number | undefined {
    const element = segmentElement(event.target);
    const segment = element && segmentAt(lanes, positionOf(element));
    if (!segment) return undefined;
    const { view, breaks } = timeline;
    const from = Math.max(view.from, drawnAt(breaks, segment.from.getTime()));
    const until = segment.until === null ? view.to : drawnAt(breaks, segment.until.getTime());
    return (from + Math.min(view.to, until)) / 2;
  }

  /** A segment that has left the view takes the focus with it, unless the nearest one is given it. */
  function keepFocus(position: SegmentPosition) {
    requestAnimationFrame(() => {
      if (figure.current?.contains(document.activeElement)) return;
      focusSegment(figure.current, position);
    });
  }

  function onClick(event: MouseEvent) {
    const element = wasDragged() ? null : segmentElement(event.target);
    if (element === null) return;
    const position = positionOf(element);
    // A finger cannot hover: the first tap shows what the second one chooses.
    if (isTouch.current && !isSame(shownBefore.current, position)) return show(event);
    if (!expand(position)) onChoose(position);
  }

  /** Zooms in to a crowd until its stays can be told apart; false for a single stay or moment. */
  function expand({ laneIndex, first, last }: BoxPosition): boolean {
    const span = last > first ? crowdSpan(lanes[laneIndex]?.slice(first, last + 1) ?? []) : null;
    if (span === null || span.to <= span.from) return false;
    const from = drawnAt(timeline.breaks, span.from);
    const to = drawnAt(timeline.breaks, span.to);
    const room = (to - from) * PAN_SHARE;
    timeline.show({ from: from - room, to: to + room });
    setTarget(undefined);
    return true;
  }

  return {
    target,
    tabStop,
    handlers: {
      onMouseOver: show,
      onMouseMove: (event: MouseEvent) => {
        if (!isTouch.current) show(event);
      },
      onMouseLeave: hideSoon,
      onFocus: show,
      onBlur: (event: FocusEvent) => {
        if (!isInPopover(event.relatedTarget)) hide();
      },
      onPointerDown: (event: PointerEvent) => {
        isTouch.current = event.pointerType === "touch";
        shownBefore.current = target;
      },
      onKeyDown,
      onClick,
    },
  };
}

function segmentAt(
  lanes: TimelineTargetOptions["lanes"],
  { laneIndex, index }: SegmentPosition,
): StateSegment | undefined {
  return lanes[laneIndex]?.[index];
}

function isSame(target: PopoverTarget | undefined, position: BoxPosition): boolean {
  return target?.laneIndex === position.laneIndex && target.index === position.index;
}
