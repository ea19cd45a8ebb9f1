"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { type MouseEvent, memo } from "react";
import { RunStateBadge, type StateVocabulary } from "@/components/runs/run-state-badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Td, Tr } from "@/components/ui/table";
import { cn } from "@/lib/format/cn";
import { placeWords, runLabel } from "../../_lib/run-view";
import { vocabularyWords } from "../../_lib/vocabulary-words";
import type { MonitorRow as Row } from "../monitor-page";
import type { RunEntry } from "../tree-rows";
import { type MonitorColumn, RunDuration } from "./monitor-columns";

export type RowHandlers = {
  onToggle: (row: Row) => void;
  onOpen: (row: Row) => void;
  onExpand: (row: Row, isExpanded: boolean) => void;
};

/** Where a row stands among all rows of the table, and how its height becomes known while only some are drawn. */
export type RowPlace = { index: number; measure?: (row: HTMLTableRowElement | null) => void };

type MonitorRowProps = RowHandlers & {
  entry: RunEntry;
  index: RowPlace["index"];
  measure: RowPlace["measure"];
  stripScaleMs: number | null;
  columns: readonly MonitorColumn[];
  vocabulary: StateVocabulary;
  isSelected: boolean;
  isOpen: boolean;
  isSelectable: boolean;
};

/** One run. A press on it opens it beside the list, or as a page where there is no room beside. */
export const MonitorRow = memo(function MonitorRow(props: MonitorRowProps) {
  const {
    entry,
    index,
    measure,
    columns,
    vocabulary,
    isSelected,
    isOpen,
    isSelectable,
    onToggle,
    onOpen,
  } = props;
  const { row } = entry;

  function open(event: MouseEvent) {
    const isPlain =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const isOnControl =
      event.target instanceof Element && event.target.closest("button, input, a:not([data-row])");
    if (event.defaultPrevented || !isPlain || isOnControl || hasTextSelection() || !hasRoomBeside())
      return;
    event.preventDefault();
    onOpen(row);
  }

  return (
    <Tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      selected={isSelected}
      onClick={open}
      className={cn(
        "cursor-default",
        isOpen && "shadow-[inset_3px_0_0_var(--accent)] bg-hover",
        row.left !== undefined && "opacity-60",
      )}
    >
      {isSelectable && (
        <Td className="w-9 pr-0 max-sm:pt-2 max-sm:align-top">
          <Checkbox
            checked={isSelected}
            onCheckedChange={() => onToggle(row)}
            aria-label={`Select ${runLabel(row)}`}
          />
        </Td>
      )}
      <Td className="overflow-hidden whitespace-nowrap max-sm:w-8 max-sm:align-top max-sm:pt-1.5">
        <RunStateBadge
          state={row.state}
          vocabulary={vocabulary}
          words={vocabularyWords(row)}
          className="max-sm:[&>span:last-child]:sr-only"
        />
      </Td>
      <Td className="overflow-hidden max-sm:w-full max-sm:max-w-0 max-sm:py-1.5">
        <div
          className="flex min-w-0 items-baseline gap-1"
          style={{ paddingLeft: entry.depth * INDENT_PX }}
        >
          <Expander entry={entry} onExpand={props.onExpand} />
          <Link
            href={`/runs/${row.id}`}
            prefetch={false}
            data-row={entry.key}
            aria-current={isOpen ? "true" : undefined}
            onClick={open}
            className="flex min-w-0 scroll-mt-10 items-baseline gap-2 rounded-sm hover:underline"
          >
            <RunName row={row} isBelow={entry.depth > 0} />
          </Link>
          {row.left !== undefined && <LeftMark left={row.left} />}
        </div>
        <span className="line-clamp-2 text-xs text-ink-muted sm:hidden">{row.explanation}</span>
      </Td>
      {columns.map((column) => (
        <Td
          key={column.id}
          numeric={column.numeric ?? false}
          mono={column.mono ?? false}
          className="overflow-hidden whitespace-nowrap max-sm:hidden"
        >
          {column.cell(row, { stripScaleMs: props.stripScaleMs })}
        </Td>
      ))}
      <Td numeric mono className="align-top max-sm:pt-2 sm:hidden">
        <RunDuration row={row} />
      </Td>
    </Tr>
  );
});

/** Says of a row why it is still there although it does not belong to the list any more. */
function LeftMark({ left }: { left: NonNullable<Row["left"]> }) {
  const [word, title] =
    left === "deleted"
      ? ["deleted", "The run was deleted. It goes away when the list is renewed."]
      : [
          "does not fit any more",
          "The run changed and does not fit the filters any more. It goes away when the list is renewed.",
        ];
  return (
    <span
      title={title}
      className="shrink-0 rounded-sm border border-line px-1 text-2xs text-ink-muted"
    >
      {word}
    </span>
  );
}

const INDENT_PX = 18;

/** Unfolds a chain or step; a run without anything below it keeps the room, so that names stand in line. */
function Expander({ entry, onExpand }: { entry: RunEntry; onExpand: RowHandlers["onExpand"] }) {
  const { row, depth, isExpandable, isExpanded } = entry;
  if (!isExpandable) return depth === 0 ? null : <span className="w-6 shrink-0" />;
  return (
    <button
      type="button"
      aria-expanded={isExpanded}
      aria-label={`${row.role === "step" ? "Calls" : "Steps"} of ${runLabel(row)}`}
      onClick={() => onExpand(row, !isExpanded)}
      className="-my-1 inline-flex size-6 shrink-0 items-center justify-center self-center rounded-sm text-ink-muted hover:bg-hover hover:text-ink"
    >
      <ChevronRight
        aria-hidden="true"
        className={cn("size-4 transition-transform", isExpanded && "rotate-90")}
      />
    </button>
  );
}

/** Below its chain a run has the name it has there; in a list it says where it belongs. */
function RunName({ row, isBelow }: { row: Row; isBelow: boolean }) {
  const { role, step, call, jobName, jobCount, iteration } = row;
  const place = role === "step" ? step : call;
  if (!isBelow || place === null) {
    return (
      <>
        <span className="truncate font-medium">{jobName}</span>
        <span className="shrink-0 font-mono text-xs text-ink-muted">{jobCount}</span>
        {step !== null && (
          <span className="truncate text-xs text-ink-muted">in {placeWords(row)}</span>
        )}
      </>
    );
  }
  const round = role === "step" && iteration !== null && iteration > 1 ? `round ${iteration}` : "";
  return (
    <>
      <span className="truncate font-medium">{place}</span>
      <span className="truncate text-xs text-ink-muted">
        {role === "step" ? ["step", round].filter(Boolean).join(", ") : `${jobName} ${jobCount}`}
      </span>
    </>
  );
}

/** Marking a number to copy it is not a press on the row. */
function hasTextSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

/** The width from which a pane fits beside the list; the style sheet knows the same. */
export function hasRoomBeside(): boolean {
  return window.matchMedia("(min-width: 64rem)").matches;
}
