"use client";

import { useSyncExternalStore } from "react";
import type { TimeScale } from "@/components/runs/time-scale";

const CALM = "(prefers-reduced-motion: reduce)";
const SMOOTH_MS = 250;
const CALM_MS = 5_000;
/** Above this, a second is less than a pixel. */
const COARSE_MS_PER_PX = 1_000;

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(CALM);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** How often a state that lasts is drawn longer, in milliseconds: seldom for those who want little motion. */
export function useLiveTick(scale: TimeScale): number {
  const isCalm = useSyncExternalStore(
    subscribe,
    () => window.matchMedia(CALM).matches,
    () => false,
  );
  if (isCalm) return CALM_MS;
  const msPerPixel = (scale.to - scale.from) / Math.max(1, scale.width);
  return msPerPixel > COARSE_MS_PER_PX ? 1_000 : SMOOTH_MS;
}
