"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isFinal } from "@/lib/domain/run/run-state";
import { useRunChanges } from "../../_components/live-runs";
import { fetchJson } from "../../_lib/fetch-json";
import { useCalmRefresh } from "../../_lib/use-calm-refresh";
import type { RunData } from "../run-data";

const REFRESH_MS = 700;

/** A run as it is now, renewed whenever it changes until it has ended. */
export function useRunData(runId: string, initial?: RunData) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ["run", runId],
    queryFn: ({ signal }) => fetchJson<RunData>(`/runs/${runId}/data`, signal),
    ...(initial === undefined ? {} : { initialData: initial }),
  });
  // What the server has rendered is newer than what an earlier visit left in the cache, but it may be shown only after
  // a refresh that saw more.
  useEffect(() => {
    if (initial === undefined) return;
    client.setQueryData<RunData>(["run", runId], (known) =>
      known !== undefined && known.transitions.length > initial.transitions.length
        ? known
        : initial,
    );
  }, [client, runId, initial]);

  const refresh = useCalmRefresh(() => query.refetch(), REFRESH_MS);
  const isLive = query.data !== undefined && !isFinal(query.data.run.state);
  // An ended run about which an operator is asked waits for the reply of somebody else, too.
  const isAsking = query.data !== undefined && query.data.run.question !== null;
  useRunChanges((runIds) => {
    if (runIds === null || runIds.includes(runId)) refresh();
  }, isLive || isAsking);
  return { query, isLive, refresh };
}
