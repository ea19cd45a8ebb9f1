"use client";

import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { type Shortcut, useShortcuts } from "@/components/layout/shortcuts";
import { stepFrom, treeMove } from "../row-cursor";
import { type RunEntry, runEntries } from "../tree-rows";
import { monitorShortcuts, type RowKeys } from "./monitor-shortcuts";

/**
 * The list by keyboard: the row with the focus is the one that is meant. Enter opens it, since its link has the focus.
 * Answers what the table has to do with the keys that belong to it alone: arrows and the space bar scroll elsewhere.
 */
export function useRowKeys(keys: RowKeys): (event: KeyboardEvent) => void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const shortcuts = useMemo<Shortcut[]>(
    () =>
      monitorShortcuts({
        keys: () => latest.current,
        step: (by) => stepFocus(latest.current, by),
        meant: () => focusedEntry(latest.current) ?? openEntry(latest.current),
      }),
    [],
  );
  useShortcuts(shortcuts);
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    // On a check box or a button the space bar presses it.
    if (event.key === " " && !isOnRow(event.target)) return;
    if (press(latest.current, event.key)) event.preventDefault();
  };
}

/** True when the key was meant for the table. */
function press(keys: RowKeys, key: string): boolean {
  switch (key) {
    case "ArrowDown":
      stepFocus(keys, 1);
      return true;
    case "ArrowUp":
      stepFocus(keys, -1);
      return true;
    case "ArrowRight":
    case "ArrowLeft":
      return moveInTree(keys, key);
    case " ": {
      const entry = focusedEntry(keys);
      if (entry === undefined || !keys.isSelectable) return false;
      keys.onToggle(entry.row);
      return true;
    }
    default:
      return false;
  }
}

/** The link of a row has the focus, and no control beside it. */
function isOnRow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.dataset.row !== undefined;
}

function moveInTree(keys: RowKeys, key: "ArrowRight" | "ArrowLeft"): boolean {
  const entry = focusedEntry(keys);
  const move = treeMove(keys.entries, entry, key === "ArrowRight" ? "in" : "out");
  if (move === null || entry === undefined) return false;
  if (move.expand !== undefined) keys.onExpand(entry.row, move.expand);
  if (move.to !== undefined) focusEntry(keys, move.to);
  return true;
}

function stepFocus(keys: RowKeys, by: 1 | -1): void {
  const next = stepFrom(keys.entries, focusedEntry(keys) ?? openEntry(keys), by);
  if (next === undefined) return;
  focusEntry(keys, next);
  // With a run open beside the list, the pane follows the focus.
  if (keys.openRun !== "") keys.onOpen(next.row);
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

/** A row that is not drawn yet is brought into view first; it has its focus as soon as it is there. */
function focusEntry(keys: RowKeys, entry: RunEntry): void {
  const link = linkOf(keys, entry);
  if (link !== null) {
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
    return;
  }
  keys.revealRef.current?.(entry.key);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => linkOf(keys, entry)?.focus({ preventScroll: true })),
  );
}
