"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Ctrl and wheel (or a pinch on a touch pad) over the element's parent zooms around the pointer.
 * The listener is not passive, so that the page does not zoom as well.
 */
export function useCtrlWheel(
  ref: RefObject<HTMLElement | null>,
  onZoom: (factor: number, x: number) => void,
): void {
  const latest = useRef(onZoom);
  useEffect(() => {
    latest.current = onZoom;
  });
  useEffect(() => {
    const element = ref.current;
    const area = element?.parentElement;
    if (!element || !area) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const factor = Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 120);
      latest.current(factor, event.clientX - element.getBoundingClientRect().left);
    };
    area.addEventListener("wheel", onWheel, { passive: false });
    return () => area.removeEventListener("wheel", onWheel);
  }, [ref]);
}
