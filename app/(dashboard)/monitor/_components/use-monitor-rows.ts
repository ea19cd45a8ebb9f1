"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRunChanges } from "../../_components/live-runs";
import { fetchJson } from "../../_lib/fetch-json";
import { useCalmRefresh } from "../../_lib/use-calm-refresh";
import { leftRuns, mergePages } from "../live-merge";
import type { MonitorPage, MonitorRow } from "../monitor-page";
import { isNewestFirst, listKeyOf, type MonitorSelection } from "../search-params";

const REFRESH_MS = 1000;
/** As many ids as an address has room for. */
const MAX_LEFT = 100;

/** The page the server has rendered; null when its selection was refused there. */
export type InitialRows = { key: string; page: MonitorPage | null };

type Options = {
  selection: MonitorSelection;
  initial: InitialRows;
  /** The reader looks at particular rows: they are renewed, but stay where they are. */
  holdsOn: boolean;
};

/** The rows of the selection, renewed while runs change, never moving under a reader who holds on to them. */
export function useMonitorRows({ selection, initial, holdsOn }: Options) {
  const client = useQueryClient();
  const key = listKeyOf(selection);
  const isFirstPage = selection.cursor === "";
  const held = useRef<{ key: string; page: MonitorPage }>(undefined);

  const query = useQuery({
    queryKey: ["monitor", key],
    queryFn: async ({ signal }) => {
      const shown = held.current?.key === key ? held.current.page : undefined;
      const top = isFirstPage && isNewestFirst(selection) ? shown?.rows[0]?.id : undefined;
      const fresh = await fetchJson<MonitorPage>(`/monitor/rows${withTop(key, top)}`, signal);
      if (shown === undefined || held.current?.page !== shown) return fresh;
      const merged = mergePages(shown, fresh, await readLeft(leftRuns(shown, fresh), signal));
      held.current = { key, page: merged };
      return merged;
    },
    ...(key === initial.key && initial.page !== null ? { initialData: initial.page } : {}),
    placeholderData: keepPreviousData,
  });
  const refresh = useCalmRefresh(() => query.refetch(), REFRESH_MS);

  // What the server has just rendered is newer than what an earlier visit left in the cache.
  useEffect(() => {
    if (initial.page !== null) client.setQueryData(["monitor", initial.key], initial.page);
  }, [client, initial]);

  const page = query.isPlaceholderData ? undefined : query.data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins anew, whatever was held on to.
  useEffect(() => {
    held.current = undefined;
  }, [key]);
  useEffect(() => {
    if (holdsOn) {
      if (page !== undefined) held.current ??= { key, page };
    } else if (held.current !== undefined) {
      held.current = undefined;
      refresh();
    }
  }, [holdsOn, page, key, refresh]);

  const rows = query.data?.rows;
  useRunChanges((runIds) => {
    const concerns =
      runIds === null || isFirstPage || runIds.some((id) => rows?.some((row) => row.id === id));
    if (concerns) refresh();
  });

  /** Reads the list as it is now, with the rows that came in and without those that left. */
  async function renew() {
    held.current = undefined;
    await query.refetch({ cancelRefetch: true });
  }

  return { query, page: query.data, refresh, renew };
}

async function readLeft(runIds: readonly string[], signal: AbortSignal): Promise<MonitorRow[]> {
  const found: MonitorRow[] = [];
  for (let from = 0; from < runIds.length; from += MAX_LEFT) {
    const asked = runIds.slice(from, from + MAX_LEFT).join(",");
    const { rows } = await fetchJson<{ rows: MonitorRow[] }>(`/monitor/left?runs=${asked}`, signal);
    found.push(...rows);
  }
  return found;
}

function withTop(key: string, top: string | undefined): string {
  if (top === undefined) return key;
  return `${key === "" ? "?" : `${key}&`}top=${top}`;
}
