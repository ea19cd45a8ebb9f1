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
 * The present time, renewed every `everyMs`; all components of one rate share one timer and one
 * value. `null` stops it: the time of the first paint is returned.
 */
export function useNow(everyMs: number | null = 1_000): Date {
  const { offsetMs, serverMs } = useContext(NowContext);
  const [mountedMs] = useState(() => Date.now());
  const subscribe = useCallback(
    (listener: () => void) => (everyMs === null ? () => {} : subscribeTick(everyMs, listener)),
    [everyMs],
  );
  // The value changes on a tick only: were it read from the clock, a page slower than the tick
  // would render again and again.
  const read = () => (everyMs === null ? undefined : tickers.get(everyMs)?.nowMs) ?? mountedMs;
  const localMs = useSyncExternalStore(subscribe, read, () => null);
  const ms = localMs === null ? (serverMs ?? mountedMs) : localMs + offsetMs;
  return useMemo(() => new Date(ms), [ms]);
}

type Ticker = {
  listeners: Set<() => void>;
  nowMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
};

const tickers = new Map<number, Ticker>();

function subscribeTick(everyMs: number, listener: () => void): () => void {
  const ticker = tickers.get(everyMs) ?? startTicker(everyMs);
  ticker.listeners.add(listener);
  return () => {
    ticker.listeners.delete(listener);
    if (ticker.listeners.size > 0) return;
    clearTimeout(ticker.timer);
    tickers.delete(everyMs);
  };
}

function startTicker(everyMs: number): Ticker {
  const ticker: Ticker = { listeners: new Set(), nowMs: Date.now(), timer: undefined };
  const tick = () => {
    if (tickers.get(everyMs) !== ticker) return;
    ticker.nowMs = Date.now();
    for (const listener of ticker.listeners) listener();
    schedule();
  };
  // Ticks fall on whole steps of the clock. A frame is only given to a visible page, so a hidden
  // one costs nothing.
  const schedule = () => {
    const delay = everyMs - (Date.now() % everyMs);
    ticker.timer = setTimeout(() => requestAnimationFrame(tick), delay);
  };
  tickers.set(everyMs, ticker);
  schedule();
  return ticker;
}
