"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useRunChanges } from "../../_components/live-runs";
import { fetchJson } from "../../_lib/fetch-json";
import { useCalmRefresh } from "../../_lib/use-calm-refresh";
import type { MonitorChildren, MonitorRow } from "../monitor-page";
import { type ChildRows, runEntries, treeEntries } from "../tree-rows";

const REFRESH_MS = 1000;
const KEY = "monitor-children";

/** The rows with what is unfolded below them; the children of a row are read when it is unfolded, and kept current. */
export function useMonitorTree(rows: readonly MonitorRow[]) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(() => [...expanded].sort(), [expanded]);
  const children = useQueries({
    queries: ids.map((id) => ({
      queryKey: [KEY, id],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchJson<MonitorChildren>(`/monitor/children?run=${id}`, signal),
    })),
    combine: (results) => results.map(childRowsOf),
  });
  const entries = useMemo(
    () => treeEntries(rows, expanded, (id) => children[ids.indexOf(id)]),
    [rows, expanded, children, ids],
  );

  const client = useQueryClient();
  const refresh = useCalmRefresh(
    () => client.refetchQueries({ queryKey: [KEY], type: "active" }),
    REFRESH_MS,
  );
  useRunChanges((runIds) => {
    const shown = new Set(runEntries(entries).map(({ row }) => row.id));
    if (runIds === null || runIds.some((id) => shown.has(id))) refresh();
  }, expanded.size > 0);

  const setOpen = useCallback((id: string, isOpen: boolean) => {
    setExpanded((current) => {
      const next = new Set(current);
      if (isOpen) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const setAllOpen = useCallback(
    (isOpen: boolean) => setExpanded(new Set(isOpen ? chainsAmong(rows) : [])),
    [rows],
  );
  return { entries, setOpen, setAllOpen, refresh };
}

/** As many as are read at once. */
const MAX_UNFOLDED = 50;

function chainsAmong(rows: readonly MonitorRow[]): string[] {
  const chains = rows.filter((row) => row.kind === "chain");
  return chains.slice(0, MAX_UNFOLDED).map((row) => row.id);
}

interface ChildQuery {
  data: MonitorChildren | undefined;
  error: Error | null;
}

/** What was read last stays when it cannot be read again: the page says so for the list as a whole. */
function childRowsOf({ data, error }: ChildQuery): ChildRows {
  if (data !== undefined) return { state: "read", ...data };
  return error === null ? { state: "reading" } : { state: "failed", message: error.message };
}
