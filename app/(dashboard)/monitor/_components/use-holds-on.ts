"use client";

import { type RefObject, useEffect, useState } from "react";

const TOP_PX = 8;

/** True while the reader is busy with particular rows: has scrolled down, or has the pointer or the focus in the list. */
export function useHoldsOn(list: RefObject<HTMLElement | null>): boolean {
  const [isScrolled, setScrolled] = useState(false);
  const [isInside, setInside] = useState(false);

  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const readScroll = () => setScrolled(box.scrollTop > TOP_PX || window.scrollY > TOP_PX);
    const readInside = () =>
      setInside(box.matches(":hover") || box.contains(document.activeElement));
    const later = () => requestAnimationFrame(readInside);
    box.addEventListener("scroll", readScroll, { passive: true });
    window.addEventListener("scroll", readScroll, { passive: true });
    for (const event of ["pointerenter", "pointerleave", "focusin", "focusout"] as const) {
      box.addEventListener(event, later);
    }
    return () => {
      box.removeEventListener("scroll", readScroll);
      window.removeEventListener("scroll", readScroll);
      for (const event of ["pointerenter", "pointerleave", "focusin", "focusout"] as const) {
        box.removeEventListener(event, later);
      }
    };
  }, [list]);
  return isScrolled || isInside;
}
