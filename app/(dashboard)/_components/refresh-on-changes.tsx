"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { useCalmRefresh } from "../_lib/use-calm-refresh";
import { useRunChanges } from "./live-runs";

type RefreshOnChangesProps = {
  /** The least time between two renewals. */
  everyMs: number;
  /** Renews also when no run changes, for what changes by itself: heartbeats, planned starts. */
  alsoEveryMs: number;
};

/** Draws the page anew on the server while runs change, and now and then by itself; not while hidden or paused. */
export function RefreshOnChanges({ everyMs, alsoEveryMs }: RefreshOnChangesProps) {
  const router = useRouter();
  const { isPaused } = useConnection();
  const refresh = useCalmRefresh(async () => router.refresh(), everyMs);
  useRunChanges(refresh);
  useEffect(() => {
    if (isPaused) return;
    const timer = setInterval(
      () => document.visibilityState === "visible" && refresh(),
      alsoEveryMs,
    );
    return () => clearInterval(timer);
  }, [isPaused, alsoEveryMs, refresh]);
  return null;
}
