"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { viewContentOf } from "../view-content";
import { ActiveFilters } from "./active-filters";
import { LiveSwitch } from "./live-switch";
import { MonitorFilters } from "./monitor-filters";
import { MonitorListBox } from "./monitor-list";
import { MonitorTools } from "./monitor-tools";
import { SelectionScreen } from "./selection-screen/selection-screen";
import { useMonitorLayout } from "./use-monitor-layout";
import { useMonitorList } from "./use-monitor-list";
import type { InitialRows } from "./use-monitor-rows";
import { useMonitorSelection } from "./use-monitor-selection";
import { type KnownViews, useViews } from "./views/use-views";
import { ViewMenu } from "./views/view-menu";

type MonitorProps = {
  initial: InitialRows;
  views: KnownViews;
  /** Who looks at it, for what is kept in the browser. */
  reader: string;
  canOperate: boolean;
  canDefine: boolean;
};

/** The job monitor: selection, the list of runs, what can be done with the selected ones, and one run beside it. */
export function Monitor({ initial, views: known, reader, canOperate, canDefine }: MonitorProps) {
  const address = useMonitorSelection();
  const { selection, go, narrow } = address;
  const views = useViews(known, selection.view);
  const look = useMonitorLayout({ reader, view: views.active, words: selection.words });
  const { layout, changeLayout, vocabulary } = look;
  const [isSelecting, setSelecting] = useState(false);
  const openSelection = () => setSelecting(true);
  const list = useMonitorList({ address, initial, canOperate, onSelection: openSelection });
  const { query, page } = list;

  return (
    <div className="flex min-h-0 flex-col gap-3 lg:h-[calc(100dvh-5rem)]">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">Job monitor</h1>
        <MonitorTools
          vocabulary={vocabulary}
          onVocabulary={(words) => {
            look.saveVocabulary(words);
            go({ ...selection, words: words === "state" ? "" : words }, "replace");
          }}
          layout={layout}
          onLayout={changeLayout}
          exportHref={`/monitor/export${list.whole}`}
        >
          <LiveSwitch summary={list.summary} onRenew={list.renew} />
          <ViewMenu
            views={views}
            content={viewContentOf(selection, layout, vocabulary)}
            onGo={go}
            onAttach={(view) => go({ ...selection, view }, "replace")}
          />
        </MonitorTools>
      </div>
      <MonitorFilters
        selection={selection}
        onNarrow={narrow}
        onMoreFilters={openSelection}
        onClear={list.clearFilters}
        searchRef={list.searchRef}
        live={page?.live ?? {}}
      />
      <ActiveFilters selection={selection} onNarrow={narrow} onEdit={openSelection} />
      {query.isError && page !== undefined && (
        <Alert kind="warning" live title="The list could not be renewed">
          {query.error.message}
        </Alert>
      )}
      <MonitorListBox
        list={list}
        address={address}
        layout={layout}
        onLayout={changeLayout}
        vocabulary={vocabulary}
        canOperate={canOperate}
        canDefine={canDefine}
      />
      {isSelecting && (
        <SelectionScreen
          selection={selection}
          vocabulary={vocabulary}
          onApply={narrow}
          onClose={() => setSelecting(false)}
        />
      )}
    </div>
  );
}
