"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useConnection } from "@/components/layout/connection-context";
import type { LogLineView } from "@/components/runs/log-lines";
import type { LogPlace } from "@/components/runs/run-log-place";
import type { LogStretch } from "@/components/runs/run-log-stretch";
import type { LogWindow, LogWindowRequest } from "@/lib/queries/runs/read-log-window";
import type { RunLog } from "@/lib/queries/runs/read-run-log";
import { fetchJson } from "../../../_lib/fetch-json";
import { toLogLineViews } from "../../../_lib/run-view";
import { windowQuery } from "../log/window-request";
import { joined } from "./log-windows";

/** How often a log that grows is looked at. */
const POLL_MS = 2_000;
/** Lines that are kept in the browser when everything is read. */
const MAX_LINES = 100_000;

/** What is to be read next, of what is known; null when that is enough. */
type NextRequest = (known: LogWindow) => LogWindowRequest | null;

/** The log of a run as far as it has been read: grows while the run lives, and by what the reader asks for. */
export function useRunLog(
  runId: string,
  initial: RunLog,
  isLive: boolean,
): { lines: LogLineView[]; stretch: LogStretch } {
  const [known, setKnown] = useState<LogWindow>(() => windowOf(initial));
  const [isLoading, setIsLoading] = useState(false);
  const [problem, setProblem] = useState<string>();
  const latest = useRef(known);
  const isBusy = useRef(false);

  const read = useCallback(
    async (nextRequest: NextRequest): Promise<void> => {
      if (isBusy.current) return;
      isBusy.current = true;
      try {
        await readStretches(runId, { from: latest.current, nextRequest }, (next) => {
          latest.current = next;
          setKnown(next);
        });
        setProblem(undefined);
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
      } finally {
        isBusy.current = false;
      }
    },
    [runId],
  );

  useNewLines(isLive, () => {
    if (!latest.current.hasNewer) void read(once(newerThan));
  });

  const load = useCallback(
    async (nextRequest: NextRequest) => {
      setIsLoading(true);
      await read(nextRequest);
      setIsLoading(false);
    },
    [read],
  );
  const stretch = useMemo<LogStretch>(
    () => ({
      hasOlder: known.hasOlder,
      hasNewer: known.hasNewer,
      isLoading,
      problem,
      onOlder: () => void load(once(olderThan)),
      onNewer: () => void load(once(newerThan)),
      onEnd: () => void load(once(() => ({ kind: "end" }))),
      onPlace: (place) => void load(once(() => requestFor(place))),
      onAll: () =>
        void load((now) => (now.hasNewer ? newerThan(now) : now.hasOlder ? olderThan(now) : null)),
    }),
    [known.hasOlder, known.hasNewer, isLoading, problem, load],
  );
  const lines = useMemo(
    () => toLogLineViews(known.lines, known.lines[0]?.number ?? 1),
    [known.lines],
  );
  return { lines, stretch };
}

/** Reads one stretch after another until nothing more is asked for, and tells of each. */
async function readStretches(
  runId: string,
  { from, nextRequest }: { from: LogWindow; nextRequest: NextRequest },
  onRead: (known: LogWindow) => void,
): Promise<void> {
  let known = from;
  let request = nextRequest(known);
  while (request !== null) {
    const address = `/runs/${runId}/log/lines${windowQuery(request)}`;
    known = joined(known, await fetchJson<LogWindow>(address), request);
    onRead(known);
    request = known.lines.length >= MAX_LINES ? null : nextRequest(known);
  }
}

function windowOf({ lines, lastSeq, truncated }: RunLog): LogWindow {
  return {
    lines,
    firstSeq: lines.length === 0 ? 0 : 1,
    lastSeq,
    hasOlder: false,
    hasNewer: truncated,
  };
}

function newerThan({ lastSeq, lines }: LogWindow): LogWindowRequest {
  return { kind: "after", seq: lastSeq, number: lines.at(-1)?.number ?? 0 };
}

function olderThan({ firstSeq, lines }: LogWindow): LogWindowRequest {
  return { kind: "before", seq: firstSeq, number: lines[0]?.number ?? 1 };
}

function requestFor(place: LogPlace): LogWindowRequest {
  if ("line" in place) return { kind: "line", number: Math.max(1, place.line) };
  return { kind: "at", at: new Date(place.at) };
}

/** Asks one time, however often it is asked. */
function once(requestOf: (now: LogWindow) => LogWindowRequest): NextRequest {
  let isAsked = false;
  return (now) => {
    if (isAsked) return null;
    isAsked = true;
    return requestOf(now);
  };
}

/** Looks again and again while the run lives, and one last time when it has ended. */
function useNewLines(isLive: boolean, onLook: () => void): void {
  const { isPaused } = useConnection();
  const look = useRef(onLook);
  useEffect(() => {
    look.current = onLook;
  });
  useEffect(() => {
    if (!isLive || isPaused) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") look.current();
    }, POLL_MS);
    return () => {
      clearInterval(timer);
      look.current();
    };
  }, [isLive, isPaused]);
}
