"use client";

import { useMemo, useState } from "react";
import type { SavedViewItem } from "@/lib/domain/run/saved-view";
import type { MonitorLayout } from "../monitor-layout";
import type { StateVocabulary } from "../state-vocabularies";
import { layoutOfView } from "../view-content";
import { useMonitorPreferences } from "./use-monitor-preferences";

type LayoutOptions = {
  reader: string;
  /** The view that is open. */
  view: SavedViewItem | undefined;
  /** The words the address asks for. */
  words: StateVocabulary | "";
};

/**
 * How the list is laid out and which words it is read in: as the open view says, else as the reader is used to. Changes
 * are kept for the reader, except those to the layout of a view, which are kept with it when it is updated.
 */
export function useMonitorLayout({ reader, view, words }: LayoutOptions) {
  const own = useMonitorPreferences(reader);
  const [changed, setChanged] = useState<{ view: string; layout: MonitorLayout }>();
  const ofView = useMemo(() => (view === undefined ? null : layoutOfView(view)), [view]);
  const changedHere = changed !== undefined && changed.view === view?.id ? changed.layout : null;
  const layout = ofView === null ? own.layout : (changedHere ?? ofView);

  function changeLayout(change: Partial<MonitorLayout>) {
    const next = { ...layout, ...change };
    if (view === undefined || ofView === null) own.save({ layout: next });
    else setChanged({ view: view.id, layout: next });
  }
  return {
    layout,
    changeLayout,
    vocabulary: words === "" ? own.vocabulary : words,
    saveVocabulary: (vocabulary: StateVocabulary) => own.save({ vocabulary }),
  };
}
