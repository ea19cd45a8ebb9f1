"use client";

import type { Virtualizer } from "@tanstack/react-virtual";
import type { KeyboardEvent, RefObject, UIEvent } from "react";
import type { LogLineView } from "@/components/runs/log-lines";
import { RunLogLine } from "@/components/runs/run-log-line";
import { cn } from "@/lib/format/cn";
import { formatCount } from "@/lib/format/format-number";

type RunLogRowsProps = {
  box: RefObject<HTMLDivElement | null>;
  rows: Virtualizer<HTMLDivElement, Element>;
  lines: readonly LogLineView[];
  search: string;
  /** Index of the hit the reader is at. */
  currentHit: number | undefined;
  /** Number of the line the address names. */
  target: number | undefined;
  wraps: boolean;
  since: Date | undefined;
  /** New lines are read out. */
  isRead: boolean;
  onScroll: (event: UIEvent<HTMLElement>) => void;
  /** The reader moves towards the beginning. */
  onUp: () => void;
};

const UP_KEYS = ["ArrowUp", "PageUp", "Home"];

/** The lines in a box that scrolls; only those in sight are drawn. */
export function RunLogRows(props: RunLogRowsProps) {
  const { box, rows, lines, search, currentHit, target, wraps, since, isRead } = props;
  return (
    <div
      ref={box}
      role="log"
      aria-label={formatCount(lines.length, "line")}
      aria-live={isRead ? "polite" : "off"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
      tabIndex={0}
      onScroll={props.onScroll}
      onWheel={(event) => event.deltaY < 0 && props.onUp()}
      onKeyDown={(event: KeyboardEvent) => UP_KEYS.includes(event.key) && props.onUp()}
      className="max-h-[70vh] min-h-40 overflow-auto py-1"
    >
      <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index];
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
                isTarget={line.number === target && line.source === undefined}
                wraps={wraps}
                since={since}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
