"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import type { MonitorRow } from "../monitor-page";
import { EMPTY_SELECTION, listKeyOf, withoutFilters } from "../search-params";
import { runEntries } from "../tree-rows";
import { useBulk } from "./bulk/use-bulk";
import { useChangeSummary } from "./use-change-summary";
import { useHoldsOn } from "./use-holds-on";
import { type InitialRows, useMonitorRows } from "./use-monitor-rows";
import type { useMonitorSelection } from "./use-monitor-selection";
import { useMonitorTree } from "./use-monitor-tree";
import { useRowKeys } from "./use-row-keys";
import { useSelectedRuns } from "./use-selected-runs";
import type { RevealRow } from "./virtual-rows";

type ListOptions = {
  address: ReturnType<typeof useMonitorSelection>;
  initial: InitialRows;
  canOperate: boolean;
  /** Opens the selection screen. */
  onSelection: () => void;
};

/** The rows of the monitor with what is unfolded, selected and asked, and everything that can be done to the list. */
export function useMonitorList({ address, initial, canOperate, onSelection }: ListOptions) {
  const { selection, go, showRun } = address;
  const router = useRouter();
  const scrollRef = useRef<HTMLDivElement>(null);
  const tableRef = useRef<HTMLTableElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const revealRef = useRef<RevealRow>(null);
  const isBusy = useHoldsOn(scrollRef);
  const chosen = useSelectedRuns();
  const holdsOn = isBusy || chosen.selected.length > 0 || selection.run !== "";
  const { query, page, refresh, renew } = useMonitorRows({ selection, initial, holdsOn });
  const summary = useChangeSummary(listKeyOf(selection), page);
  const rows = useMemo(() => page?.rows ?? [], [page]);
  const tree = useMonitorTree(rows);
  const shown = useMemo(() => runEntries(tree.entries).map(({ row }) => row), [tree.entries]);
  const selected = chosen.withStates(shown);
  const whole = listKeyOf({ ...selection, cursor: "", size: EMPTY_SELECTION.size });
  const bulk = useBulk({ selected, search: whole });

  const { setOpen, refresh: refreshTree } = tree;
  const onExpand = useCallback(
    (row: MonitorRow, isExpanded: boolean) => setOpen(row.id, isExpanded),
    [setOpen],
  );
  const onOpen = useCallback((row: MonitorRow) => showRun(row.id), [showRun]);
  const renewRows = useCallback(() => {
    refresh();
    refreshTree();
  }, [refresh, refreshTree]);
  const toTop = () => scrollRef.current?.scrollTo({ top: 0 });
  const goTo = (cursor: string | null | undefined) => {
    if (cursor === null || cursor === undefined) return;
    go({ ...selection, cursor });
    toTop();
  };
  const onKeyDown = useRowKeys({
    ...{ table: tableRef, search: searchRef, revealRef, entries: tree.entries },
    ...{ openRun: selection.run, isSelectable: canOperate, onOpen, onExpand, onSelection },
    onToggle: chosen.toggle,
    onExpandAll: tree.setAllOpen,
    onVisit: (row) => router.push(`/runs/${row.id}`),
    onAct: (action, row) => canOperate && bulk.askFor(action, row),
    onEscape: () => (selection.run === "" ? chosen.clear() : showRun("")),
    onOlder: () => goTo(page?.older),
    onNewer: () => goTo(page?.newer),
  });
  return {
    ...{ scrollRef, tableRef, searchRef, revealRef },
    ...{ query, page, rows, entries: tree.entries, summary },
    ...{ chosen, selected, bulk },
    /** The address of the list, without its page. */
    whole,
    ...{ onExpand, onOpen, onKeyDown, goTo, renewRows },
    /** Reads the list anew and shows it from its beginning. */
    renew: () => void renew().then(toTop),
    clearFilters: () => go(withoutFilters(selection)),
  };
}

export type MonitorList = ReturnType<typeof useMonitorList>;
