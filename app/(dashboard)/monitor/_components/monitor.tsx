"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { cn } from "@/lib/format/cn";
import type { MonitorRow } from "../monitor-page";
import { EMPTY_SELECTION, isNarrowed, listKeyOf } from "../search-params";
import { runEntries } from "../tree-rows";
import { ActiveFilters } from "./active-filters";
import { ArrivedBar } from "./arrived-bar";
import { BulkBar } from "./bulk-bar";
import { FilterDialog } from "./filter-dialog";
import { MonitorFilters } from "./monitor-filters";
import { MonitorPager } from "./monitor-pager";
import { MonitorTable } from "./monitor-table";
import { MonitorTools } from "./monitor-tools";
import { NoRuns } from "./no-runs";
import { RunInspector } from "./run-inspector";
import { useHoldsOn } from "./use-holds-on";
import { useMonitorPreferences } from "./use-monitor-preferences";
import { type InitialRows, useMonitorRows } from "./use-monitor-rows";
import { useMonitorSelection } from "./use-monitor-selection";
import { useMonitorTree } from "./use-monitor-tree";
import { useRowKeys } from "./use-row-keys";
import { useSelectedRuns } from "./use-selected-runs";

type MonitorProps = { initial: InitialRows; canOperate: boolean };

/** The job monitor: filters, the list of runs, what can be done with the selected ones, and one run beside it. */
export function Monitor({ initial, canOperate }: MonitorProps) {
  const { selection, go, narrow, showRun } = useMonitorSelection();
  const { columns, vocabulary, save } = useMonitorPreferences();
  const [isFilterOpen, setFilterOpen] = useState(false);
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const isBusy = useHoldsOn(list);
  const chosen = useSelectedRuns();
  const holdsOn = isBusy || chosen.selected.length > 0 || selection.run !== "";
  const { query, page, refresh, showArrived } = useMonitorRows({ selection, initial, holdsOn });
  const rows = useMemo(() => page?.rows ?? [], [page]);

  const { entries, setOpen, refresh: refreshTree } = useMonitorTree(rows);
  const shownRows = useMemo(() => runEntries(entries).map(({ row }) => row), [entries]);

  const expandRow = useCallback(
    (row: MonitorRow, isExpanded: boolean) => setOpen(row.id, isExpanded),
    [setOpen],
  );
  const openRow = useCallback((row: MonitorRow) => showRun(row.id), [showRun]);
  const toTop = () => list.current?.scrollTo({ top: 0 });
  const goTo = (cursor: string | null | undefined) => {
    if (cursor === null || cursor === undefined) return;
    go({ ...selection, cursor });
    toTop();
  };
  const onTableKey = useRowKeys({
    table,
    search,
    entries,
    openRun: selection.run,
    isSelectable: canOperate,
    onToggle: chosen.toggle,
    onOpen: openRow,
    onExpand: expandRow,
    onVisit: (row) => router.push(`/runs/${row.id}`),
    onEscape: () => (selection.run === "" ? chosen.clear() : showRun("")),
    onOlder: () => goTo(page?.older),
    onNewer: () => goTo(page?.newer),
  });

  return (
    <div className="flex min-h-0 flex-col gap-3 lg:h-[calc(100dvh-5rem)]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">Job monitor</h1>
        <MonitorTools
          vocabulary={vocabulary}
          columns={columns}
          onSave={save}
          exportHref={`/monitor/export${listKeyOf({ ...selection, cursor: "" })}`}
        />
      </div>
      <MonitorFilters
        selection={selection}
        onNarrow={narrow}
        onMoreFilters={() => setFilterOpen(true)}
        searchRef={search}
        live={page?.live ?? {}}
      />
      <ActiveFilters selection={selection} onNarrow={narrow} onEdit={() => setFilterOpen(true)} />
      {query.isError && page !== undefined && (
        <Alert kind="warning" live title="The list could not be renewed">
          {query.error.message}
        </Alert>
      )}
      <div className="flex min-h-0 flex-1 overflow-hidden rounded-lg border border-line bg-surface">
        <div className="flex min-w-0 flex-1 flex-col">
          <ArrivedBar page={page} onShow={() => void showArrived().then(toTop)} />
          <div
            ref={list}
            aria-busy={query.isPlaceholderData}
            className={cn("min-h-40 flex-1 overflow-auto", query.isPlaceholderData && "opacity-60")}
          >
            {rows.length > 0 ? (
              <MonitorTable
                rows={rows}
                entries={entries}
                columns={columns}
                vocabulary={vocabulary}
                selected={chosen.ids}
                openRun={selection.run}
                isSelectable={canOperate}
                onToggle={chosen.toggle}
                onTogglePage={(isOn) => chosen.togglePage(rows, isOn)}
                onOpen={openRow}
                onExpand={expandRow}
                onKeyDown={onTableKey}
                tableRef={table}
              />
            ) : (
              <NoRuns
                query={query}
                isNarrowed={isNarrowed(selection)}
                onClear={() => narrow({ ...EMPTY_SELECTION })}
              />
            )}
          </div>
          <BulkBar
            selected={chosen.withStates(shownRows)}
            onClear={chosen.clear}
            onDone={() => {
              refresh();
              refreshTree();
            }}
          />
          <MonitorPager page={page} selection={selection} onGo={goTo} />
        </div>
        {selection.run !== "" && (
          <div className="w-[26rem] shrink-0 max-lg:hidden 2xl:w-[34rem]">
            <RunInspector
              key={selection.run}
              runId={selection.run}
              canOperate={canOperate}
              onClose={() => showRun("")}
            />
          </div>
        )}
      </div>
      {isFilterOpen && (
        <FilterDialog selection={selection} onApply={narrow} onClose={() => setFilterOpen(false)} />
      )}
    </div>
  );
}
