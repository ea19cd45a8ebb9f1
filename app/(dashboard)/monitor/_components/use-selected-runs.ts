"use client";

import { useCallback, useMemo, useState } from "react";
import type { SelectedRun } from "../bulk-actions";
import type { MonitorRow } from "../monitor-page";

/** As many as one request may act on. */
const MAX_SELECTED = 1000;

/** The selected runs, kept while paging and filtering; the state last seen is kept with each. */
export function useSelectedRuns() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, SelectedRun>>(new Map());

  const toggle = useCallback((row: MonitorRow) => {
    setChosen((current) => {
      const next = new Map(current);
      if (!next.delete(row.id) && next.size < MAX_SELECTED) next.set(row.id, selectedFrom(row));
      return next;
    });
  }, []);
  const togglePage = useCallback((rows: readonly MonitorRow[], isOn: boolean) => {
    setChosen((current) => {
      const next = new Map(current);
      for (const row of rows) {
        if (!isOn) next.delete(row.id);
        else if (next.size < MAX_SELECTED) next.set(row.id, selectedFrom(row));
      }
      return next;
    });
  }, []);
  const clear = useCallback(() => setChosen(new Map()), []);

  const ids = useMemo(() => new Set(chosen.keys()), [chosen]);
  const selected = useMemo(() => [...chosen.values()], [chosen]);
  /** The selected runs, those that are shown with the state they have now. */
  const withStates = (rows: readonly MonitorRow[]): SelectedRun[] => {
    const now = new Map(rows.map((row) => [row.id, row]));
    return selected.map((run) => now.get(run.id) ?? run);
  };
  return { ids, selected, toggle, togglePage, clear, withStates };
}

function selectedFrom({ id, kind, state, actions }: MonitorRow): SelectedRun {
  return { id, kind, state, actions };
}
