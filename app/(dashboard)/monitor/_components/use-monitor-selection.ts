"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import {
  type MonitorSelection,
  narrowed,
  parseMonitorSelection,
  type SelectionChange,
  serialiseMonitorSelection,
} from "../search-params";

type HistoryMode = "push" | "replace";

/**
 * The selection in the address, and ways to change it. The address is changed in place: the rows are read again by the
 * page itself, and the back button leads through the selections.
 */
export function useMonitorSelection() {
  const params = useSearchParams();
  const path = usePathname();
  const selection = useMemo(() => parseMonitorSelection(params), [params]);

  const go = useCallback(
    (next: MonitorSelection, mode: HistoryMode = "push") => {
      const address = `${path}${serialiseMonitorSelection(next)}`;
      if (mode === "push") window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    },
    [path],
  );
  const narrow = useCallback(
    (change: SelectionChange, mode?: HistoryMode) => go(narrowed(selection, change), mode),
    [go, selection],
  );
  const showRun = useCallback(
    (run: string) => go({ ...selection, run }, "replace"),
    [go, selection],
  );
  return { selection, go, narrow, showRun };
}
