"use client";

import { type PointerEvent, useRef } from "react";
import { drawnTimeAt, type TimeScale, xOf } from "@/components/runs/time-scale";
import type { Span } from "@/components/runs/use-timeline-view";

type Grip = "from" | "to" | { offset: number };

/** A press this near to an edge of the window takes hold of the edge. */
const EDGE_PX = 6;
const LEAST_PX = 3;

/**
 * Dragging on the small picture of the whole: an edge of the window makes it longer or shorter, the window itself
 * moves, and a press beside it brings it there.
 */
export function useSpanDrag(options: {
  scale: TimeScale;
  view: Span;
  onMove: (span: Span) => void;
}) {
  const { scale, view, onMove } = options;
  const grip = useRef<Grip>(undefined);
  const toX = (drawn: number) => xOf({ ...scale, breaks: [] }, drawn);

  function drag(event: PointerEvent<HTMLElement>) {
    const held = grip.current;
    if (held === undefined) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const at = drawnTimeAt(scale, x);
    const least = drawnTimeAt(scale, LEAST_PX) - drawnTimeAt(scale, 0);
    if (held === "from") onMove({ from: Math.min(at, view.to - least), to: view.to });
    else if (held === "to") onMove({ from: view.from, to: Math.max(at, view.from + least) });
    else onMove({ from: at - held.offset, to: at - held.offset + (view.to - view.from) });
  }

  function take(x: number): Grip {
    const [left, right] = [toX(view.from), toX(view.to)];
    if (Math.abs(x - left) <= EDGE_PX && right - left > EDGE_PX * 2) return "from";
    if (Math.abs(x - right) <= EDGE_PX && right - left > EDGE_PX * 2) return "to";
    const isInside = x > left && x < right;
    const half = (view.to - view.from) / 2;
    return { offset: isInside ? drawnTimeAt(scale, x) - view.from : half };
  }

  const release = () => {
    grip.current = undefined;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = take(event.clientX - event.currentTarget.getBoundingClientRect().left);
      drag(event);
    },
    onPointerMove: drag,
    onPointerUp: release,
    onPointerCancel: release,
  };
}
