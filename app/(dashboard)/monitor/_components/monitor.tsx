"use client";

import { Activity, ChevronLeft, ChevronRight, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useMemo, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { TableSkeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/format/cn";
import { formatCount } from "@/lib/format/format-number";
import type { MonitorPage, MonitorRow } from "../monitor-page";
import { EMPTY_SELECTION, isNarrowed, listKeyOf, monitorHref } from "../search-params";
import { ActiveFilters } from "./active-filters";
import { BulkBar } from "./bulk-bar";
import { FilterDialog } from "./filter-dialog";
import { MonitorFilters } from "./monitor-filters";
import { MonitorTable } from "./monitor-table";
import { MonitorTools } from "./monitor-tools";
import { RunInspector } from "./run-inspector";
import { useHoldsOn } from "./use-holds-on";
import { useMonitorPreferences } from "./use-monitor-preferences";
import { type InitialRows, useMonitorRows } from "./use-monitor-rows";
import { useMonitorSelection } from "./use-monitor-selection";
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

  const openRow = useCallback((row: MonitorRow) => showRun(row.id), [showRun]);
  const goTo = (cursor: string | null | undefined) => {
    if (!cursor) return;
    go({ ...selection, cursor });
    list.current?.scrollTo({ top: 0 });
  };
  useRowKeys({
    table,
    search,
    rows,
    openRun: selection.run,
    isSelectable: canOperate,
    onToggle: chosen.toggle,
    onOpen: openRow,
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
          <ArrivedBar
            page={page}
            onShow={() => void showArrived().then(() => list.current?.scrollTo({ top: 0 }))}
          />
          <div
            ref={list}
            aria-busy={query.isPlaceholderData}
            className={cn("min-h-40 flex-1 overflow-auto", query.isPlaceholderData && "opacity-60")}
          >
            {page === undefined ? (
              query.isError ? (
                <ErrorState
                  title="The runs could not be read"
                  reason={query.error.message}
                  onRetry={() => void query.refetch()}
                />
              ) : (
                <TableSkeleton label="Reading the runs" rows={16} columns={7} />
              )
            ) : rows.length === 0 ? (
              <NoRuns
                isNarrowed={isNarrowed(selection)}
                onClear={() => narrow({ ...EMPTY_SELECTION })}
              />
            ) : (
              <MonitorTable
                rows={rows}
                columns={columns}
                vocabulary={vocabulary}
                selected={chosen.ids}
                openRun={selection.run}
                isSelectable={canOperate}
                onToggle={chosen.toggle}
                onTogglePage={(isOn) => chosen.togglePage(rows, isOn)}
                onOpen={openRow}
                tableRef={table}
              />
            )}
          </div>
          <BulkBar selected={chosen.withStates(rows)} onClear={chosen.clear} onDone={refresh} />
          <Pager
            page={page}
            hrefOf={(cursor) => monitorHref({ ...selection, cursor })}
            onGo={goTo}
          />
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

function ArrivedBar({ page, onShow }: { page: MonitorPage | undefined; onShow: () => void }) {
  const { count, isMore } = page?.arrived ?? { count: 0, isMore: false };
  return (
    <div role="status">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="h-8 w-full border-b border-line bg-accent-soft text-xs font-medium text-accent-text hover:underline"
        >
          {isMore ? `More than ${count} new runs` : formatCount(count, "new run")}
        </button>
      )}
    </div>
  );
}

function NoRuns({ isNarrowed: hasFilters, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  if (hasFilters) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No run fits these filters"
        description="A run is shown when every filter fits it."
        action={<Button onClick={onClear}>Clear all filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={<Activity />}
      title="Nothing has run yet"
      description="Runs appear here when a schedule starts them, when somebody runs a definition, or when an application submits them."
    />
  );
}

type PagerProps = {
  page: MonitorPage | undefined;
  hrefOf: (cursor: string) => string;
  onGo: (cursor: string) => void;
};

function Pager({ page, hrefOf, onGo }: PagerProps) {
  if (page === undefined || page.rows.length === 0) return null;
  const link = (cursor: string | null, content: React.ReactNode, keys: string) =>
    cursor === null ? (
      <Button size="sm" disabled>
        {content}
      </Button>
    ) : (
      <Button size="sm" asChild>
        <a
          href={hrefOf(cursor)}
          aria-keyshortcuts={keys}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onGo(cursor);
          }}
        >
          {content}
        </a>
      </Button>
    );
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between gap-2 border-t border-line px-3 py-1.5 text-xs text-ink-muted"
    >
      <span>{formatCount(page.rows.length, "run")}, newest first</span>
      <span className="flex gap-1.5">
        {link(
          page.newer,
          <>
            <ChevronLeft aria-hidden="true" /> Newer
          </>,
          "n",
        )}
        {link(
          page.older,
          <>
            Older <ChevronRight aria-hidden="true" />
          </>,
          "p",
        )}
      </span>
    </nav>
  );
}
