"use client";

import { type RefObject, useEffect, useState } from "react";
import { type TimeScale, timeAt } from "@/components/runs/time-scale";
import { elapsedWords } from "@/components/timeline/elapsed-ticks";
import { localTime } from "@/components/timeline/local-time";
import { formatTimeMs } from "@/lib/format/format-when";

/** A label wider than what is left stands on the other side of the line. */
const LABEL_PX = 210;

type CrosshairProps = {
  plot: RefObject<HTMLElement | null>;
  scale: TimeScale;
  /** The axis counts from the start of each lane. */
  isElapsed: boolean;
};

/** The instant under the pointer, in UTC and in the time of the viewer. It alone follows the pointer. */
export function TimelineCrosshair({ plot, scale, isElapsed }: CrosshairProps) {
  const [x, setX] = useState<number>();
  useEffect(() => {
    const element = plot.current;
    const area = element?.parentElement;
    if (!element || !area) return;
    const move = (event: PointerEvent) => {
      const place = event.clientX - element.getBoundingClientRect().left;
      setX(event.pointerType === "mouse" && place >= 0 ? place : undefined);
    };
    const leave = () => setX(undefined);
    area.addEventListener("pointermove", move);
    area.addEventListener("pointerleave", leave);
    return () => {
      area.removeEventListener("pointermove", move);
      area.removeEventListener("pointerleave", leave);
    };
  }, [plot]);
  if (x === undefined || x > scale.width) return null;
  const at = timeAt(scale, x);
  return (
    <div
      aria-hidden="true"
      data-print="hide"
      className="pointer-events-none absolute inset-y-0 z-30 border-l border-accent/60"
      style={{ left: `calc(var(--label) + ${x}px)` }}
    >
      <span
        className="absolute bottom-full mb-px rounded-sm bg-raised px-1 font-mono text-2xs whitespace-nowrap text-ink shadow-pop"
        style={x > scale.width - LABEL_PX ? { right: 2 } : { left: 2 }}
      >
        {isElapsed ? elapsedWords(at) : instantWords(new Date(at))}
      </span>
    </div>
  );
}

function instantWords(at: Date): string {
  return `${formatTimeMs(at)} UTC · ${localTime(at)} local`;
}
