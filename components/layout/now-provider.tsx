"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";

/** A browser clock this far off the server's is corrected; less is network time, not error. */
const TOLERATED_OFFSET_MS = 2_000;

const NowContext = createContext<{ offsetMs: number; serverMs: number | null }>({
  offsetMs: 0,
  serverMs: null,
});

/** Gives live durations the server's time: the first paint is the server's, then it ticks here. */
export function NowProvider({ serverNow, children }: { serverNow: Date; children: ReactNode }) {
  const [value] = useState(() => {
    const offset = serverNow.getTime() - Date.now();
    return {
      serverMs: serverNow.getTime(),
      offsetMs: Math.abs(offset) > TOLERATED_OFFSET_MS ? offset : 0,
    };
  });
  return <NowContext value={value}>{children}</NowContext>;
}

/**
 * The present time, renewed every `everyMs` and rounded down to it; all components of one rate
 * share one timer. `null` stops it: the time of the first paint is returned.
 */
export function useNow(everyMs: number | null = 1_000): Date {
  const { offsetMs, serverMs } = useContext(NowContext);
  const subscribe = useCallback(
    (listener: () => void) => (everyMs === null ? () => {} : subscribeTick(everyMs, listener)),
    [everyMs],
  );
  const step = everyMs ?? 60_000;
  const read = () => Math.floor((Date.now() + offsetMs) / step) * step;
  const ms = useSyncExternalStore(subscribe, read, () => serverMs ?? read());
  return useMemo(() => new Date(ms), [ms]);
}

type Ticker = { listeners: Set<() => void>; timer: ReturnType<typeof setInterval> };

const tickers = new Map<number, Ticker>();

function subscribeTick(everyMs: number, listener: () => void): () => void {
  const existing = tickers.get(everyMs);
  const ticker = existing ?? startTicker(everyMs);
  ticker.listeners.add(listener);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    tickers.delete(everyMs);
  };
}

function startTicker(everyMs: number): Ticker {
  const listeners = new Set<() => void>();
  const timer = setInterval(() => {
    // A frame is only given to a visible page, so a hidden one costs nothing.
    requestAnimationFrame(() => {
      for (const listener of listeners) listener();
    });
  }, everyMs);
  const ticker = { listeners, timer };
  tickers.set(everyMs, ticker);
  return ticker;
}
