"use client";

import type { StateVocabulary } from "@/components/runs/run-state-badge";
import { cn } from "@/lib/format/cn";
import { type MonitorLayout, resizedColumn } from "../monitor-layout";
import { filtersOf } from "../search-params";
import { nextSort } from "../sort-orders";
import { ArrivedBar } from "./arrived-bar";
import { BulkParts } from "./bulk/bulk-parts";
import { MonitorPager } from "./monitor-pager";
import { MonitorTable } from "./monitor-table";
import { NoRuns } from "./no-runs";
import { RunInspector } from "./run-inspector";
import type { MonitorList } from "./use-monitor-list";
import type { useMonitorSelection } from "./use-monitor-selection";
import { DRAWN_AT_ONCE } from "./virtual-rows";

type MonitorListBoxProps = {
  list: MonitorList;
  address: ReturnType<typeof useMonitorSelection>;
  layout: MonitorLayout;
  onLayout: (change: Partial<MonitorLayout>) => void;
  vocabulary: StateVocabulary;
  canOperate: boolean;
  canDefine: boolean;
};

/** The runs, what can be done with the selected ones, the way to other pages, and one run beside them. */
export function MonitorListBox(props: MonitorListBoxProps) {
  const { list, address, canOperate } = props;
  const { selection, narrow, showRun } = address;
  const { page } = list;
  return (
    <div className="flex min-h-0 flex-1 overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex min-w-0 flex-1 flex-col">
        <ArrivedBar page={page} onShow={list.renew} />
        <Rows {...props} />
        <BulkParts
          bulk={list.bulk}
          selected={list.selected}
          hasMore={selection.cursor !== "" || typeof page?.older === "string"}
          onClear={list.chosen.clear}
          onDone={list.renewRows}
        />
        <MonitorPager page={page} selection={selection} onGo={list.goTo} onNarrow={narrow} />
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
  );
}

/** The box the rows scroll in. */
function Rows(props: MonitorListBoxProps) {
  const { list, address, layout, onLayout, vocabulary, canOperate, canDefine } = props;
  const { selection, narrow } = address;
  const { rows, entries, query, chosen } = list;
  const isOld = query.isPlaceholderData;
  return (
    <div
      ref={list.scrollRef}
      aria-busy={isOld}
      className={cn(
        "min-h-40 flex-1 overflow-auto",
        // Only what scrolls in a box of its own can be drawn in parts.
        entries.length > DRAWN_AT_ONCE && "max-lg:max-h-[75dvh]",
        isOld && "opacity-60",
      )}
    >
      {rows.length > 0 ? (
        <MonitorTable
          rows={rows}
          entries={entries}
          selection={filtersOf(selection)}
          layout={layout}
          vocabulary={vocabulary}
          selected={chosen.ids}
          openRun={selection.run}
          isSelectable={canOperate}
          onSort={(column) => narrow({ sort: nextSort(selection.sort, column) })}
          onResize={(id, width) => onLayout(resizedColumn(layout, id, width))}
          onToggle={chosen.toggle}
          onTogglePage={(isOn) => chosen.togglePage(rows, isOn)}
          onOpen={list.onOpen}
          onExpand={list.onExpand}
          onKeyDown={list.onKeyDown}
          tableRef={list.tableRef}
          scrollRef={list.scrollRef}
          revealRef={list.revealRef}
        />
      ) : (
        <NoRuns
          query={query}
          selection={selection}
          canDefine={canDefine}
          onNarrow={narrow}
          onClear={list.clearFilters}
          onGo={list.goTo}
        />
      )}
    </div>
  );
}
