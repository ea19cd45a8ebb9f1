"use client";

import { useCallback, useEffect, useRef } from "react";

/**
 * A function that may be called often and refreshes seldom: at once the first time, then at most once per `everyMs` and
 * never while the refresh before is still under way. A call in between is not lost; it is served when the time is over.
 */
export function useCalmRefresh(refresh: () => Promise<unknown>, everyMs: number): () => void {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  const state = useRef<{
    timer?: ReturnType<typeof setTimeout>;
    isBusy: boolean;
    isWanted: boolean;
  }>({
    isBusy: false,
    isWanted: false,
  });
  useEffect(() => () => clearTimeout(state.current.timer), []);

  return useCallback(() => {
    const here = state.current;
    here.isWanted = true;
    const start = () => {
      if (here.isBusy || !here.isWanted) return;
      here.isBusy = true;
      here.isWanted = false;
      void latest
        .current()
        .catch(() => undefined)
        .finally(() => {
          here.timer = setTimeout(() => {
            here.isBusy = false;
            start();
          }, everyMs);
        });
    };
    start();
  }, [everyMs]);
}
