"use client";

import {
  type LogLevel,
  type LogLineView,
  safeLogText,
  splitByHits,
} from "@/components/runs/log-lines";
import { cn } from "@/lib/format/cn";
import { formatInstant, formatTimeMs } from "@/lib/format/format-when";

const LEVEL_CLASS: Record<LogLevel, string> = {
  debug: "text-ink-faint",
  info: "text-ink-muted",
  warning: "text-[var(--tone-waiting-ink)] font-medium",
  error: "text-danger-text font-semibold",
};

type RunLogLineProps = {
  line: LogLineView;
  search: string;
  isCurrentHit: boolean;
  isTarget: boolean;
  wraps: boolean;
};

/** One line: its number as a permanent link, time, level and text. */
export function RunLogLine({ line, search, isCurrentHit, isTarget, wraps }: RunLogLineProps) {
  return (
    <div
      className={cn(
        "flex gap-3 px-3 font-mono text-xs leading-5 hover:bg-hover",
        isTarget && "bg-selection",
        isCurrentHit && "bg-selection/60",
        wraps ? "whitespace-pre-wrap" : "w-max min-w-full whitespace-pre",
      )}
    >
      <a
        href={`#L${line.number}`}
        aria-label={`Link to line ${line.number}`}
        className="w-10 shrink-0 text-right text-ink-faint select-none hover:text-ink hover:underline"
      >
        {line.number}
      </a>
      <time
        dateTime={line.at.toISOString()}
        title={formatInstant(line.at)}
        className="shrink-0 text-ink-muted max-sm:hidden"
      >
        {formatTimeMs(line.at)}
      </time>
      <span
        className={cn(
          "w-14 shrink-0 max-sm:w-12 max-sm:text-2xs max-sm:leading-5",
          LEVEL_CLASS[line.level],
        )}
      >
        {line.level}
      </span>
      <span className={cn("min-w-0", wraps && "wrap-anywhere")}>
        {withKeys(splitByHits(safeLogText(line.text), search)).map((part) =>
          part.isHit ? (
            <mark key={part.key} className="rounded-xs bg-mark text-ink">
              {part.text}
            </mark>
          ) : (
            <span key={part.key}>{part.text}</span>
          ),
        )}
      </span>
    </div>
  );
}

/** The offset of a part is its identity. */
function withKeys<Part extends { text: string }>(
  parts: readonly Part[],
): (Part & { key: number })[] {
  let offset = 0;
  return parts.map((part) => {
    const key = offset;
    offset += part.text.length;
    return { ...part, key };
  });
}
