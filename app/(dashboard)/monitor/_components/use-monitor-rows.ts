"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRunChanges } from "../../_components/live-runs";
import { fetchJson } from "../../_lib/fetch-json";
import { useCalmRefresh } from "../../_lib/use-calm-refresh";
import type { MonitorPage } from "../monitor-page";
import { listKeyOf, type MonitorSelection } from "../search-params";

const REFRESH_MS = 1000;

export type InitialRows = { key: string; page: MonitorPage };

type Options = {
  selection: MonitorSelection;
  initial: InitialRows;
  /** The reader looks at particular rows: the list is renewed, but begins with the row it began with. */
  holdsOn: boolean;
};

/** The rows of the selection, renewed while runs change, never moving under a reader who holds on to them. */
export function useMonitorRows({ selection, initial, holdsOn }: Options) {
  const client = useQueryClient();
  const key = listKeyOf(selection);
  const isFirstPage = selection.cursor === "";
  const top = useRef<string>(undefined);

  const query = useQuery({
    queryKey: ["monitor", key],
    queryFn: ({ signal }) =>
      fetchJson<MonitorPage>(
        `/monitor/rows${withTop(key, isFirstPage ? top.current : undefined)}`,
        signal,
      ),
    ...(key === initial.key ? { initialData: initial.page } : {}),
    placeholderData: keepPreviousData,
  });
  const refresh = useCalmRefresh(() => query.refetch(), REFRESH_MS);

  // What the server has just rendered is newer than what an earlier visit left in the cache.
  useEffect(() => {
    client.setQueryData(["monitor", initial.key], initial.page);
  }, [client, initial]);

  const first = query.isPlaceholderData ? undefined : query.data?.rows[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins anew, whatever was held on to.
  useEffect(() => {
    top.current = undefined;
  }, [key]);
  useEffect(() => {
    if (holdsOn) {
      top.current ??= first;
    } else if (top.current !== undefined) {
      top.current = undefined;
      refresh();
    }
  }, [holdsOn, first, refresh]);

  const rows = query.data?.rows;
  useRunChanges((runIds) => {
    const concerns =
      runIds === null || isFirstPage || runIds.some((id) => rows?.some((row) => row.id === id));
    if (concerns) refresh();
  });

  async function showArrived() {
    top.current = undefined;
    await query.refetch();
  }

  return { query, page: query.data, refresh, showArrived };
}

function withTop(key: string, top: string | undefined): string {
  if (top === undefined) return key;
  return `${key === "" ? "?" : `${key}&`}top=${top}`;
}
