"use client";

import { memo, useState } from "react";
import {
  type LogLevel,
  type LogLineView,
  logPieces,
  offsetText,
} from "@/components/runs/log-lines";
import { CopyButton } from "@/components/ui/copy-button";
import type { LogColour, LogStyle } from "@/lib/domain/run/log-text";
import { cn } from "@/lib/format/cn";
import { formatNumber } from "@/lib/format/format-number";
import { formatTimeMs } from "@/lib/format/format-when";
import { bothZones } from "@/lib/format/time-zone-shift";

const LEVEL_CLASS: Record<LogLevel, string> = {
  debug: "text-ink-faint",
  info: "text-ink-muted",
  warning: "text-[var(--tone-waiting-ink)] font-medium",
  error: "text-danger-text font-semibold",
};

/** The colours of a terminal as inks that can be read on every theme. */
const COLOUR_CLASS: Record<LogColour, string> = {
  black: "text-ink",
  red: "text-danger-text",
  green: "text-[var(--tone-completed-ink)]",
  yellow: "text-[var(--tone-waiting-ink)]",
  blue: "text-[var(--tone-running-ink)]",
  magenta: "text-[var(--tone-console-ink)]",
  cyan: "text-accent-text",
  white: "text-ink",
};

/** A longer line is shown in part until it is asked for: one element can only hold so much. */
const MAX_SHOWN = 4000;

type RunLogLineProps = {
  line: LogLineView;
  search: string;
  isCurrentHit: boolean;
  isTarget: boolean;
  wraps: boolean;
  /** Times are told from this moment on instead of by the clock. */
  since?: Date | undefined;
};

/** One line: its number as a permanent link, time, level and text. */
export const RunLogLine = memo(function RunLogLine(props: RunLogLineProps) {
  const { line, search, isCurrentHit, isTarget, wraps, since } = props;
  return (
    <div
      className={cn(
        "flex gap-3 px-3 font-mono text-xs leading-6 hover:bg-hover",
        isTarget && "bg-selection",
        isCurrentHit && "bg-selection/60",
        wraps ? "whitespace-pre-wrap" : "w-max min-w-full whitespace-pre",
      )}
    >
      <a
        href={line.source?.href ?? `#L${line.number}`}
        aria-label={`Link to line ${line.number}`}
        className="w-10 shrink-0 text-right text-ink-faint select-none hover:text-ink hover:underline"
      >
        {line.number}
      </a>
      <time
        dateTime={line.at.toISOString()}
        title={bothZones(line.at)}
        suppressHydrationWarning
        className="shrink-0 text-ink-muted max-sm:hidden"
      >
        {since === undefined
          ? formatTimeMs(line.at)
          : offsetText(line.at.getTime() - since.getTime())}
      </time>
      <span
        className={cn(
          "w-14 shrink-0 max-sm:w-12 max-sm:text-2xs max-sm:leading-6",
          LEVEL_CLASS[line.level],
        )}
      >
        {line.level}
      </span>
      {line.source !== undefined && (
        <span className="max-w-48 shrink-0 truncate text-ink-muted" title={line.source.name}>
          {line.source.name}
        </span>
      )}
      <LineText text={line.text} search={search} wraps={wraps} />
      {isTarget && line.source === undefined && (
        <CopyButton
          text={() => `${location.origin}${location.pathname}${location.search}#L${line.number}`}
          label={`Copy the link to line ${line.number}`}
          className="ml-auto size-6 shrink-0"
        />
      )}
    </div>
  );
});

function LineText({ text, search, wraps }: { text: string; search: string; wraps: boolean }) {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = text.length > MAX_SHOWN && !isWhole;
  return (
    <span className={cn("min-w-0", wraps && "wrap-anywhere")}>
      {logPieces(isCut ? text.slice(0, MAX_SHOWN) : text, search).map((piece) =>
        piece.isHit ? (
          <mark key={piece.offset} className="rounded-xs bg-mark text-ink">
            {piece.text}
          </mark>
        ) : (
          <span key={piece.offset} className={styleClass(piece.style)}>
            {piece.text}
          </span>
        ),
      )}
      {isCut && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="ml-1 rounded-sm bg-sunken px-1 font-sans text-accent-text hover:underline"
        >
          … show all {formatNumber(text.length)} characters
        </button>
      )}
    </span>
  );
}

function styleClass({ colour, bold, dim, italic, underline }: LogStyle): string | undefined {
  const classes = cn(
    colour !== null && COLOUR_CLASS[colour],
    bold && "font-bold",
    dim && "text-ink-faint",
    italic && "italic",
    underline && "underline",
  );
  return classes === "" ? undefined : classes;
}
