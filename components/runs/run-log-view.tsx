"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import {
  findInLines,
  type LogLevel,
  type LogLineView,
  levelOfKey,
  linesFromLevel,
  linesWith,
} from "@/components/runs/log-lines";
import { useLogFollow } from "@/components/runs/run-log-follow";
import { indexOfPlace, type LogPlace, useHashLine } from "@/components/runs/run-log-place";
import { RunLogRows } from "@/components/runs/run-log-rows";
import { type LogStretch, RunLogStretchBar, WHOLE_LOG } from "@/components/runs/run-log-stretch";
import { RunLogToolbar } from "@/components/runs/run-log-toolbar";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { cn } from "@/lib/format/cn";
import { formatCount } from "@/lib/format/format-number";

type RunLogViewProps = {
  lines: readonly LogLineView[];
  /** Which part of the log the lines are, where it is too long to be read at once. */
  stretch?: LogStretch;
  /** The run still writes: shows the follow switch, which is on at first. */
  isLive?: boolean;
  /** Links that save the log, e.g. `{ label: "Text", href: "…/log?format=text&download=1" }`. */
  downloads?: readonly { label: string; href: string }[];
  /** Scrolls to the first line written at or after this moment, and again when it changes. */
  scrollTo?: Date | undefined;
  /** Why there is no line. */
  empty?: { title: string; description: string };
  /** A line that says the log was cut. */
  notice?: React.ReactNode;
  className?: string;
};

const LINE_PX = 24;
const NOTHING_YET = {
  title: "The log is empty",
  description: "The run has written nothing so far.",
};

/** The log of a run: any number of lines, only the visible ones drawn. */
export function RunLogView(props: RunLogViewProps) {
  const { lines, stretch = WHOLE_LOG, isLive = false, downloads = [], scrollTo } = props;
  const [level, setLevel] = useState<LogLevel>("debug");
  const [source, setSource] = useState("");
  const [search, setSearch] = useState("");
  const [isFiltered, setIsFiltered] = useState(false);
  const [hit, setHit] = useState(0);
  const [wraps, setWraps] = useState(true);
  const [isRelative, setIsRelative] = useState(false);
  const [target, setTarget] = useState<number>();
  const [place, setPlace] = useState<LogPlace | null>(null);
  const askedFor = useRef<LogPlace | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);

  const shown = useMemo(() => {
    const ofLevel = linesFromLevel(lines, level);
    const ofSource =
      source === "" ? ofLevel : ofLevel.filter((line) => line.source?.name === source);
    return isFiltered && search !== "" ? linesWith(ofSource, search) : ofSource;
  }, [lines, level, source, isFiltered, search]);
  const hits = useMemo(() => findInLines(shown, search), [shown, search]);
  const sources = useMemo(
    () => [...new Set(lines.flatMap((line) => line.source?.name ?? []))],
    [lines],
  );

  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    // The first lines are in the page the server sends, before the box is measured.
    initialRect: { width: 800, height: 400 },
    getItemKey: (index) => keyOf(shown[index], index),
  });
  const follow = useLogFollow({
    isLive,
    count: shown.length,
    scrollToEnd: () => rows.scrollToIndex(shown.length - 1, { align: "end" }),
  });
  function goTo(index: number) {
    follow.onFollows(false);
    rows.scrollToIndex(index, { align: "center" });
  }

  useHashLine((number) => {
    setTarget(number);
    setPlace({ line: number });
  });
  const scrollToMs = scrollTo?.getTime();
  useEffect(() => {
    if (scrollToMs !== undefined) setPlace({ at: scrollToMs });
  }, [scrollToMs]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a place or lines that reach it may scroll.
  useEffect(() => {
    if (place === null) return;
    const index = indexOfPlace(shown, place, stretch);
    const isAsked = askedFor.current === place;
    askedFor.current = place;
    if (index === null && !isAsked) stretch.onPlace(place);
    if (index !== null) goTo(index);
    if (index !== null || isAsked) setPlace(null);
  }, [place, shown]);
  useKeptPlace(lines, (number) => {
    const index = shown.findIndex((line) => line.number >= number);
    if (index > 0) rows.scrollToIndex(index, { align: "start" });
  });

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

  function changeFollows(follows: boolean) {
    if (follows && stretch.hasNewer) stretch.onEnd();
    follow.onFollows(follows);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const chosen = levelOfKey(event.key);
    const isTyping = event.target instanceof HTMLElement && event.target.closest("input") !== null;
    if (chosen !== undefined && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey)
      setLevel(chosen);
  }

  const none = props.empty ?? NOTHING_YET;
  return (
    <section
      aria-label="Run log"
      onKeyDown={onKeyDown}
      className={cn(
        "relative flex min-w-0 flex-col rounded-lg border border-line bg-surface",
        props.className,
      )}
    >
      <RunLogToolbar
        search={search}
        onSearch={changeSearch}
        searchRef={searchBox}
        hits={{ current: hit % Math.max(1, hits.length), total: hits.length }}
        onStep={step}
        isFiltered={isFiltered}
        onFiltered={setIsFiltered}
        level={level}
        onLevel={setLevel}
        wraps={wraps}
        onWraps={(next) => {
          setWraps(next);
          rows.measure();
        }}
        isRelative={isRelative}
        onRelative={setIsRelative}
        sources={sources}
        source={source}
        onSource={setSource}
        follows={follow.follows}
        onFollows={changeFollows}
        isLive={isLive}
        downloads={downloads}
      />
      <RunLogStretchBar stretch={stretch} side="older" />
      {shown.length === 0 ? (
        <EmptyState
          title={
            lines.length === 0
              ? none.title
              : isFiltered && search !== ""
                ? "No line has these words"
                : "No line of this level"
          }
          description={
            lines.length === 0
              ? none.description
              : "Choose a lower level, other words or all calls to see more."
          }
        />
      ) : (
        <RunLogRows
          box={box}
          rows={rows}
          lines={shown}
          search={search}
          currentHit={hits[hit % Math.max(1, hits.length)]}
          target={target}
          wraps={wraps}
          since={isRelative ? lines[0]?.at : undefined}
          isRead={isLive && follow.follows}
          onScroll={follow.onScroll}
          onUp={() => follow.follows && follow.onFollows(false)}
        />
      )}
      {follow.newLines > 0 && (
        <Button
          size="sm"
          variant="primary"
          onClick={() => changeFollows(true)}
          className="absolute bottom-10 left-1/2 -translate-x-1/2 shadow-pop"
        >
          {formatCount(follow.newLines, "new line")}
        </Button>
      )}
      <RunLogStretchBar stretch={stretch} side="newer" />
      <footer className="flex flex-wrap justify-between gap-2 border-t border-line px-3 py-1 text-xs text-ink-muted">
        <span>
          {shown.length === lines.length
            ? formatCount(lines.length, "line")
            : `${formatCount(shown.length, "line")} of ${lines.length}`}
        </span>
        {props.notice}
      </footer>
    </section>
  );
}

/** Lines of several runs may have the same number. */
function keyOf(line: LogLineView | undefined, index: number): string | number {
  return line?.source?.href ?? line?.number ?? index;
}

/** Goes to the line that was the first one, by its number, when older lines are put in front of it. */
function useKeptPlace(lines: readonly LogLineView[], goToLine: (number: number) => void): void {
  const firstNumber = useRef(lines[0]?.number);
  useLayoutEffect(() => {
    const [before, now] = [firstNumber.current, lines[0]?.number];
    firstNumber.current = now;
    if (before === undefined || now === undefined || now >= before) return;
    if (lines.some((line) => line.number === before)) goToLine(before);
  });
}
