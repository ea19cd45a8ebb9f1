"use client";

import { useNow } from "@/components/layout/now-provider";
import { shareOf, type TimeScale, xOf } from "@/components/runs/time-scale";
import { useLiveTick } from "@/components/timeline/use-live-tick";

/** Where now is; it moves by itself, so that nothing else has to be drawn again. */
export function TimelineNowLine({ scale }: { scale: TimeScale }) {
  const now = useNow(useLiveTick(scale));
  const x = xOf(scale, now.getTime());
  if (x < 0 || x > scale.width) return null;
  return (
    <div
      className="absolute inset-y-0 border-l border-dashed border-ink-muted"
      style={{ left: shareOf(scale, x) }}
    />
  );
}
