"use client";

import { type PointerEvent, type RefObject, useCallback, useRef, useState } from "react";

const DRAG_THRESHOLD_PX = 5;

type Brush = { from: number; to: number };

/**
 * Dragging over the plot marks a stretch in pixels; letting go reports it. A press that does not
 * move stays a click, and the click that ends a drag is swallowed.
 */
export function useTimelineBrush(
  plot: RefObject<HTMLElement | null>,
  onBrush: (stretch: Brush) => void,
) {
  const start = useRef<number>(undefined);
  const hasDragged = useRef(false);
  const [brush, setBrush] = useState<Brush>();

  const positionOf = useCallback(
    (event: PointerEvent) => {
      const box = plot.current?.getBoundingClientRect();
      return box === undefined ? 0 : Math.min(Math.max(0, event.clientX - box.left), box.width);
    },
    [plot],
  );

  return {
    brush,
    /** True while a drag is on or has just ended: the click that follows is not meant. */
    wasDragged: useCallback(() => hasDragged.current, []),
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        hasDragged.current = false;
        if (event.button === 0) start.current = positionOf(event);
      },
      onPointerMove: (event: PointerEvent) => {
        if (start.current === undefined) return;
        const to = positionOf(event);
        if (!hasDragged.current && Math.abs(to - start.current) < DRAG_THRESHOLD_PX) return;
        if (!hasDragged.current) event.currentTarget.setPointerCapture(event.pointerId);
        hasDragged.current = true;
        setBrush({ from: Math.min(start.current, to), to: Math.max(start.current, to) });
      },
      onPointerUp: () => {
        start.current = undefined;
        if (brush !== undefined) onBrush(brush);
        setBrush(undefined);
      },
      onPointerCancel: () => {
        start.current = undefined;
        setBrush(undefined);
      },
    },
  };
}
