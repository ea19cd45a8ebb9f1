"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  findInLines,
  type LogLevel,
  type LogLineView,
  linesFromLevel,
} from "@/components/runs/log-lines";
import { RunLogLine } from "@/components/runs/run-log-line";
import { RunLogToolbar } from "@/components/runs/run-log-toolbar";
import { EmptyState } from "@/components/ui/empty-state";
import { cn } from "@/lib/format/cn";
import { formatCount } from "@/lib/format/format-number";

type RunLogViewProps = {
  lines: readonly LogLineView[];
  /** The run still writes: shows the follow switch, which is on at first. */
  isLive?: boolean;
  /** Links that save the log, e.g. `{ label: "Text", href: "…/log?format=text&download=1" }`. */
  downloads?: readonly { label: string; href: string }[];
  /** Scrolls to the first line written at or after this moment, and again when it changes. */
  scrollTo?: Date | undefined;
  /** A line that says the log was cut, or that more can be read. */
  notice?: React.ReactNode;
  className?: string;
};

const LINE_PX = 20;

/** The log of a run: any number of lines, only the visible ones drawn. */
export function RunLogView(props: RunLogViewProps) {
  const { lines, isLive = false, downloads = [], scrollTo, notice, className } = props;
  const [level, setLevel] = useState<LogLevel>("debug");
  const [search, setSearch] = useState("");
  const [hit, setHit] = useState(0);
  const [wraps, setWraps] = useState(true);
  const [follows, setFollows] = useState(isLive);
  const [target, setTarget] = useState<number>();
  const box = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);

  const shown = useMemo(() => linesFromLevel(lines, level), [lines, level]);
  const hits = useMemo(() => findInLines(shown, search), [shown, search]);
  const currentHit = hits[hit % Math.max(1, hits.length)];

  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    // The first lines are in the page the server sends, before the box is measured.
    initialRect: { width: 800, height: 400 },
    getItemKey: (index) => shown[index]?.number ?? index,
  });
  const goTo = useCallback(
    (index: number) => {
      setFollows(false);
      rows.scrollToIndex(index, { align: "center" });
    },
    [rows],
  );

  useHashLine((number) => {
    setTarget(number);
    const index = shown.findIndex((line) => line.number >= number);
    if (index >= 0) goTo(index);
  });

  useEffect(() => {
    if (follows && shown.length > 0) rows.scrollToIndex(shown.length - 1, { align: "end" });
  }, [follows, rows, shown.length]);

  const scrollToMs = scrollTo?.getTime();
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines must not scroll again.
  useEffect(() => {
    if (scrollToMs === undefined) return;
    const index = shown.findIndex((line) => line.at.getTime() >= scrollToMs);
    goTo(index === -1 ? shown.length - 1 : index);
  }, [scrollToMs]);

  function step(direction: 1 | -1) {
    if (hits.length === 0) return;
    const next = (hit + direction + hits.length) % hits.length;
    setHit(next);
    goTo(hits[next] ?? 0);
  }

  function changeSearch(words: string) {
    setSearch(words);
    setHit(0);
    const first = findInLines(shown, words)[0];
    if (first !== undefined) goTo(first);
  }

  return (
    <section
      aria-label="Run log"
      className={cn("flex min-w-0 flex-col rounded-lg border border-line bg-surface", className)}
    >
      <RunLogToolbar
        search={search}
        onSearch={changeSearch}
        searchRef={searchBox}
        hits={{ current: hit, total: hits.length }}
        onStep={step}
        level={level}
        onLevel={setLevel}
        wraps={wraps}
        onWraps={(next) => {
          setWraps(next);
          rows.measure();
        }}
        follows={follows}
        onFollows={setFollows}
        isLive={isLive}
        downloads={downloads}
      />
      {shown.length === 0 ? (
        <EmptyState
          title={lines.length === 0 ? "The log is empty" : "No line of this level"}
          description={
            lines.length === 0
              ? "The run has written nothing so far."
              : "Choose a lower level to see more."
          }
        />
      ) : (
        <div
          ref={box}
          role="log"
          aria-label={formatCount(shown.length, "line")}
          aria-live={isLive && follows ? "polite" : "off"}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
          tabIndex={0}
          onWheel={(event) => event.deltaY < 0 && setFollows(false)}
          className="max-h-[70vh] min-h-40 overflow-auto py-1"
        >
          <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const line = shown[row.index];
              return line === undefined ? null : (
                <div
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  className={cn("absolute top-0 left-0", wraps ? "w-full" : "min-w-full")}
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <RunLogLine
                    line={line}
                    search={search}
                    isCurrentHit={row.index === currentHit}
                    isTarget={line.number === target}
                    wraps={wraps}
                  />
                </div>
              );
            })}
          </div>
        </div>
      )}
      <footer className="flex flex-wrap justify-between gap-2 border-t border-line px-3 py-1 text-xs text-ink-muted">
        <span>
          {shown.length === lines.length
            ? formatCount(lines.length, "line")
            : `${formatCount(shown.length, "line")} of ${lines.length}`}
        </span>
        {notice}
      </footer>
    </section>
  );
}

/** Calls back with the number in `#L12`, at first and whenever the address changes. */
function useHashLine(onLine: (number: number) => void): void {
  const latest = useRef(onLine);
  useEffect(() => {
    latest.current = onLine;
  });
  useEffect(() => {
    const read = () => {
      const number = /^#L(\d+)$/.exec(window.location.hash)?.[1];
      if (number !== undefined) latest.current(Number(number));
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
}
