"use client";

import { type RefObject, useEffect, useMemo, useRef } from "react";
import { type Shortcut, useShortcuts } from "@/components/layout/shortcuts";
import type { MonitorRow } from "../monitor-page";

type RowKeys = {
  table: RefObject<HTMLTableElement | null>;
  search: RefObject<HTMLInputElement | null>;
  rows: readonly MonitorRow[];
  openRun: string;
  isSelectable: boolean;
  onToggle: (row: MonitorRow) => void;
  onOpen: (row: MonitorRow) => void;
  onVisit: (row: MonitorRow) => void;
  onEscape: () => void;
  onOlder: () => void;
  onNewer: () => void;
};

/** The list by keyboard: the row with the focus is the one that is meant. Enter opens it, since its link has the focus. */
export function useRowKeys(keys: RowKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  const shortcuts = useMemo<Shortcut[]>(() => {
    const step = (by: 1 | -1) => () => stepFocus(latest.current, by);
    const withRow = (work: (row: MonitorRow, all: RowKeys) => void) => () => {
      const all = latest.current;
      const row = focusedRow(all) ?? all.rows.find(({ id }) => id === all.openRun);
      if (row !== undefined) work(row, all);
    };
    return [
      { keys: "j", label: "Next run (Enter shows it beside the list)", onPress: step(1) },
      { keys: "k", label: "Previous run", onPress: step(-1) },
      {
        keys: "x",
        label: "Select the run, or not",
        onPress: withRow((row, all) => all.isSelectable && all.onToggle(row)),
      },
      {
        keys: "o",
        label: "Open the run as a page",
        onPress: withRow((row, all) => all.onVisit(row)),
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
}

function linksOf({ table }: RowKeys): HTMLElement[] {
  return [...(table.current?.querySelectorAll<HTMLElement>("a[data-run]") ?? [])];
}

function focusedRow(keys: RowKeys): MonitorRow | undefined {
  const row = document.activeElement?.closest("tr");
  const id = row?.querySelector<HTMLElement>("a[data-run]")?.dataset.run;
  return keys.rows.find((candidate) => candidate.id === id);
}

function stepFocus(keys: RowKeys, by: 1 | -1): void {
  const links = linksOf(keys);
  const current = focusedRow(keys)?.id ?? keys.openRun;
  const index = links.findIndex((link) => link.dataset.run === current);
  const next = links[index === -1 ? (by === 1 ? 0 : links.length - 1) : index + by];
  if (next === undefined) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  const row = focusedRow(keys);
  // With a run open beside the list, the pane follows the focus.
  if (keys.openRun !== "" && row !== undefined) keys.onOpen(row);
}
