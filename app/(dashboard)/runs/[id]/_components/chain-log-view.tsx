"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { LogLineView } from "@/components/runs/log-lines";
import { RunLogView } from "@/components/runs/run-log-view";
import { Alert } from "@/components/ui/alert";
import { Spinner } from "@/components/ui/spinner";
import { formatNumber } from "@/lib/format/format-number";
import type { ChainLog } from "@/lib/queries/runs/read-chain-log";
import { fetchJson } from "../../../_lib/fetch-json";
import { toLogLineViews } from "../../../_lib/run-view";
import { runHref } from "../search-params";

const REFRESH_MS = 3_000;

/** The logs of a chain or step and of everything below it, in the order of time, each line with what wrote it. */
export function ChainLogView({ runId, isLive }: { runId: string; isLive: boolean }) {
  const { data, error, isPending } = useQuery({
    queryKey: ["chain-log", runId],
    queryFn: ({ signal }) => fetchJson<ChainLog>(`/runs/${runId}/log/chain`, signal),
    refetchInterval: isLive ? REFRESH_MS : false,
  });
  const lines = useMemo(() => (data === undefined ? [] : linesOf(data)), [data]);
  if (isPending) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-ink-muted">
        <Spinner />
        The logs of the calls are being read
      </p>
    );
  }
  if (error !== null && data === undefined) {
    return (
      <Alert kind="danger" title="The logs of the calls could not be read">
        {error.message}
      </Alert>
    );
  }
  return (
    <RunLogView
      lines={lines}
      isLive={isLive}
      downloads={[
        {
          label: "A text for each call, as zip",
          href: `/api/v1/runs/logs?ids=${runId}&format=zip`,
        },
        { label: "NDJSON", href: `/api/v1/runs/logs?ids=${runId}&format=ndjson` },
        { label: "CSV", href: `/api/v1/runs/logs?ids=${runId}&format=csv` },
      ]}
      notice={
        data?.truncated
          ? `Only the first ${formatNumber(lines.length)} lines are shown; a download has all of them.`
          : undefined
      }
    />
  );
}

function linesOf({ lines, sources }: ChainLog): LogLineView[] {
  const names = new Map(sources.map(({ run, name }) => [run, name]));
  return toLogLineViews(lines).map((view, index) => {
    const line = lines[index];
    if (line === undefined) return view;
    const href = `${runHref(line.run, { tab: "log" })}#L${line.number}`;
    return { ...view, source: { name: names.get(line.run) ?? "", href } };
  });
}
