"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ChainRuns } from "@/lib/domain/run/chain-runs";
import { isFinal } from "@/lib/domain/run/run-state";
import { useRunChanges } from "../../_components/live-runs";
import { fetchJson } from "../../_lib/fetch-json";
import { useCalmRefresh } from "../../_lib/use-calm-refresh";

/** A long chain is much to read: it is renewed less often than a single run. */
const REFRESH_MS = 1500;

/** The runs of a chain as they are now, renewed whenever one of them changes until all have ended. */
export function useChainRuns(runId: string, initial: ChainRuns): ChainRuns {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["chain-runs", runId],
    queryFn: ({ signal }) => fetchJson<ChainRuns>(`/runs/${runId}/chain`, signal),
    initialData: initial,
  });
  // What the server has just rendered is newer than what an earlier visit left in the cache.
  useEffect(() => {
    client.setQueryData(["chain-runs", runId], initial);
  }, [client, runId, initial]);

  const { root, runs } = query.data;
  const refresh = useCalmRefresh(() => query.refetch(), REFRESH_MS);
  const isLive = [root, ...runs].some(({ state }) => !isFinal(state));
  useRunChanges((runIds) => {
    const isOurs = (id: string) => id === runId || runs.some((run) => run.id === id);
    if (runIds === null || runIds.some(isOurs)) refresh();
  }, isLive);
  return query.data;
}
