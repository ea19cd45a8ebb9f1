"use client";

import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { type Shortcut, useShortcuts } from "@/components/layout/shortcuts";
import type { MonitorRow } from "../monitor-page";
import { entryAbove, type RunEntry, runEntries, type TreeEntry } from "../tree-rows";

type RowKeys = {
  table: RefObject<HTMLTableElement | null>;
  search: RefObject<HTMLInputElement | null>;
  entries: readonly TreeEntry[];
  openRun: string;
  isSelectable: boolean;
  onToggle: (row: MonitorRow) => void;
  onOpen: (row: MonitorRow) => void;
  onExpand: (row: MonitorRow, isExpanded: boolean) => void;
  onVisit: (row: MonitorRow) => void;
  onEscape: () => void;
  onOlder: () => void;
  onNewer: () => void;
};

/**
 * The list by keyboard: the row with the focus is the one that is meant. Enter opens it, since its link has the focus.
 * Answers what the table has to do with the arrow keys, which unfold and fold rows: everywhere else they scroll.
 */
export function useRowKeys(keys: RowKeys): (event: KeyboardEvent) => void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  const shortcuts = useMemo<Shortcut[]>(() => {
    const step = (by: 1 | -1) => () => stepFocus(latest.current, by);
    const withEntry = (work: (entry: RunEntry, all: RowKeys) => void) => () => {
      const all = latest.current;
      const entry = focusedEntry(all) ?? openEntry(all);
      if (entry !== undefined) work(entry, all);
    };
    return [
      { keys: "j", label: "Next run (Enter shows it beside the list)", onPress: step(1) },
      { keys: "k", label: "Previous run", onPress: step(-1) },
      {
        keys: "x",
        label: "Select the run, or not",
        onPress: withEntry(({ row }, all) => all.isSelectable && all.onToggle(row)),
      },
      {
        keys: "e",
        label: "Unfold or fold the chain (also → and ←)",
        onPress: withEntry(
          ({ row, isExpandable, isExpanded }, all) =>
            isExpandable && all.onExpand(row, !isExpanded),
        ),
      },
      {
        keys: "o",
        label: "Open the run as a page",
        onPress: withEntry(({ row }, all) => all.onVisit(row)),
      },
      { keys: "f", label: "Quick search", onPress: () => latest.current.search.current?.focus() },
      { keys: "n", label: "Newer page", onPress: () => latest.current.onNewer() },
      { keys: "p", label: "Older page", onPress: () => latest.current.onOlder() },
      {
        keys: "escape",
        label: "Close the run, then drop the selection",
        onPress: () => latest.current.onEscape(),
      },
    ];
  }, []);
  useShortcuts(shortcuts);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    if (moveInTree(latest.current, event.key)) event.preventDefault();
  };
}

/** To the right a folded row unfolds and an unfolded one leads to its first child, to the left the way back. */
function moveInTree(keys: RowKeys, key: "ArrowRight" | "ArrowLeft"): boolean {
  const entry = focusedEntry(keys);
  if (entry === undefined) return false;
  if (key === "ArrowRight") {
    if (!entry.isExpandable) return false;
    const child = runEntries(keys.entries).find(({ parentKey }) => parentKey === entry.key);
    if (child !== undefined) focusEntry(keys, child);
    if (!entry.isExpanded) keys.onExpand(entry.row, true);
    return true;
  }
  if (entry.isExpanded) {
    keys.onExpand(entry.row, false);
    return true;
  }
  const above = entryAbove(keys.entries, entry);
  if (above !== undefined) focusEntry(keys, above);
  return above !== undefined;
}

function linkOf({ table }: RowKeys, { key }: RunEntry): HTMLElement | null {
  return table.current?.querySelector<HTMLElement>(`a[data-row="${CSS.escape(key)}"]`) ?? null;
}

function focusedEntry({ entries }: RowKeys): RunEntry | undefined {
  const row = document.activeElement?.closest("tr");
  const key = row?.querySelector<HTMLElement>("a[data-row]")?.dataset.row;
  return runEntries(entries).find((entry) => entry.key === key);
}

function openEntry({ entries, openRun }: RowKeys): RunEntry | undefined {
  return runEntries(entries).find(({ row }) => row.id === openRun);
}

function stepFocus(keys: RowKeys, by: 1 | -1): void {
  const entries = runEntries(keys.entries);
  const current = focusedEntry(keys) ?? openEntry(keys);
  const index = current === undefined ? -1 : entries.indexOf(current);
  const next = entries[index === -1 ? (by === 1 ? 0 : entries.length - 1) : index + by];
  if (next === undefined) return;
  focusEntry(keys, next);
  // With a run open beside the list, the pane follows the focus.
  if (keys.openRun !== "") keys.onOpen(next.row);
}

function focusEntry(keys: RowKeys, entry: RunEntry): void {
  const link = linkOf(keys, entry);
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: "nearest" });
}
