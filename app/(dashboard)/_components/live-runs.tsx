"use client";

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useConnection } from "@/components/layout/connection-context";
import { openRunStream } from "../_lib/run-stream";

/** Ids of runs that changed; null: anything may have changed. */
export type RunChangeListener = (runIds: readonly string[] | null) => void;

const LiveRunsContext = createContext<(listener: RunChangeListener) => () => void>(() => () => {});

/**
 * Holds the one stream of a browser tab and hands its changes to whoever watches. The stream is open while somebody
 * watches, the tab is visible and updates are not paused; when it opens again, everything counts as changed.
 */
export function LiveRunsProvider({ children }: { children: ReactNode }) {
  const { report, isPaused } = useConnection();
  const listeners = useRef(new Set<RunChangeListener>());
  const [watchers, setWatchers] = useState(0);
  const isVisible = usePageVisible();
  const isWanted = watchers > 0 && isVisible && !isPaused;

  useEffect(() => {
    if (!isWanted) return;
    return openRunStream({
      onStatus: report,
      onChange: (runIds) => {
        for (const listener of listeners.current) listener(runIds);
      },
    });
  }, [isWanted, report]);

  useEffect(() => {
    if (watchers === 0) report("idle");
  }, [watchers, report]);

  const watch = useMemo(
    () => (listener: RunChangeListener) => {
      listeners.current.add(listener);
      setWatchers(listeners.current.size);
      return () => {
        listeners.current.delete(listener);
        setWatchers(listeners.current.size);
      };
    },
    [],
  );
  return <LiveRunsContext value={watch}>{children}</LiveRunsContext>;
}

/** Calls back with the runs that changed for as long as `isOn`. */
export function useRunChanges(listener: RunChangeListener, isOn = true): void {
  const watch = useContext(LiveRunsContext);
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (!isOn) return;
    return watch((runIds) => latest.current(runIds));
  }, [watch, isOn]);
}

function usePageVisible(): boolean {
  const [isVisible, setVisible] = useState(true);
  useEffect(() => {
    const read = () => setVisible(document.visibilityState === "visible");
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, []);
  return isVisible;
}
