"use client";

import Link from "next/link";
import { type MouseEvent, memo } from "react";
import { RunStateBadge, type StateVocabulary } from "@/components/runs/run-state-badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Td, Tr } from "@/components/ui/table";
import { cn } from "@/lib/format/cn";
import { runLabel } from "../../_lib/run-view";
import { vocabularyWords } from "../../_lib/vocabulary-words";
import type { MonitorRow as Row } from "../monitor-page";
import { type MonitorColumn, RunDuration } from "./monitor-columns";

export type RowHandlers = {
  onToggle: (row: Row) => void;
  onOpen: (row: Row) => void;
};

type MonitorRowProps = RowHandlers & {
  row: Row;
  columns: readonly MonitorColumn[];
  vocabulary: StateVocabulary;
  isSelected: boolean;
  isOpen: boolean;
  isSelectable: boolean;
};

/** One run. A press on it opens it beside the list, or as a page where there is no room beside. */
export const MonitorRow = memo(function MonitorRow(props: MonitorRowProps) {
  const { row, columns, vocabulary, isSelected, isOpen, isSelectable, onToggle, onOpen } = props;

  function open(event: MouseEvent) {
    const isPlain =
      event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const isOnControl =
      event.target instanceof Element && event.target.closest("button, input, a:not([data-run])");
    if (event.defaultPrevented || !isPlain || isOnControl || hasTextSelection() || !hasRoomBeside())
      return;
    event.preventDefault();
    onOpen(row);
  }

  return (
    <Tr
      selected={isSelected}
      onClick={open}
      className={cn("cursor-default", isOpen && "shadow-[inset_3px_0_0_var(--accent)] bg-hover")}
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
      <Td className="whitespace-nowrap max-sm:w-8 max-sm:align-top max-sm:pt-1.5">
        <RunStateBadge
          state={row.state}
          vocabulary={vocabulary}
          words={vocabularyWords(row)}
          className="max-sm:[&>span:last-child]:sr-only"
        />
      </Td>
      <Td className="max-w-72 max-sm:w-full max-sm:max-w-0 max-sm:py-1.5">
        <Link
          href={`/runs/${row.id}`}
          prefetch={false}
          data-run={row.id}
          aria-current={isOpen ? "true" : undefined}
          onClick={open}
          className="flex min-w-0 items-baseline gap-2 rounded-sm hover:underline"
        >
          <span className="truncate font-medium">{row.jobName}</span>
          <span className="shrink-0 font-mono text-xs text-ink-muted">{row.jobCount}</span>
        </Link>
        <span className="line-clamp-2 text-xs text-ink-muted sm:hidden">{row.explanation}</span>
      </Td>
      {columns.map((column) => (
        <Td
          key={column.id}
          numeric={column.numeric ?? false}
          mono={column.mono ?? false}
          className={cn("whitespace-nowrap max-sm:hidden", column.className)}
        >
          {column.cell(row)}
        </Td>
      ))}
      <Td numeric mono className="align-top max-sm:pt-2 sm:hidden">
        <RunDuration row={row} />
      </Td>
    </Tr>
  );
});

/** Marking a number to copy it is not a press on the row. */
function hasTextSelection(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

/** The width from which a pane fits beside the list; the style sheet knows the same. */
export function hasRoomBeside(): boolean {
  return window.matchMedia("(min-width: 64rem)").matches;
}
