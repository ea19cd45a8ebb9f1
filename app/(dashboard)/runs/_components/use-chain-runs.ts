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
  // What the server has rendered is newer than what an earlier visit left in the cache, but it may be shown only after
  // a refresh that saw more.
  useEffect(() => {
    client.setQueryData<ChainRuns>(["chain-runs", runId], (known) =>
      known !== undefined && movesOf(known) > movesOf(initial) ? known : initial,
    );
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

/** How often runs of the chain have changed their state: what was read later tells of more. */
function movesOf({ root, runs }: ChainRuns): number {
  return [root, ...runs].reduce((moves, { transitions }) => moves + transitions.length, 0);
}
