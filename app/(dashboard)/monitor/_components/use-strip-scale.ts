"use client";

import { useMemo } from "react";
import { useNow } from "@/components/layout/now-provider";
import { lifeMs, stripScaleMs } from "@/components/runs/strip-scale";
import { isFinal } from "@/lib/domain/run/run-state";
import { segmentsFromTransitions } from "@/lib/domain/run/timeline-segments";
import { toTransitionViews } from "../../_lib/run-view";
import type { MonitorRow } from "../monitor-page";

const RENEW_MS = 10_000;

/** What the full width of a strip stands for on this page, in milliseconds; it follows the runs that go on. */
export function useStripScale(rows: readonly MonitorRow[]): number | null {
  const hasLive = rows.some((row) => !isFinal(row.state));
  const now = useNow(hasLive ? RENEW_MS : null);
  return useMemo(
    () =>
      stripScaleMs(
        rows.map(({ strip }) => lifeMs(segmentsFromTransitions(toTransitionViews(strip)), now)),
      ),
    [rows, now],
  );
}
