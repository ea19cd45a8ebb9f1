"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { RunLogView } from "@/components/runs/run-log-view";
import type { RunLog } from "@/lib/queries/runs/read-run-log";
import { toLogLineViews } from "../../../_lib/run-view";
import { parseRunView } from "../search-params";

const FORMATS = [
  { format: "text", label: "Text" },
  { format: "json", label: "JSON" },
  { format: "csv", label: "CSV" },
];

/** The log, followed while the run lives, and its ways out as a file. */
export function RunLogTab({ runId, log, isLive }: { runId: string; log: RunLog; isLive: boolean }) {
  const { at } = parseRunView(useSearchParams());
  const lines = useMemo(() => toLogLineViews(log.lines), [log.lines]);
  const scrollTo = useMemo(() => (at === "" ? undefined : new Date(at)), [at]);
  return (
    <RunLogView
      lines={lines}
      isLive={isLive}
      scrollTo={scrollTo}
      downloads={FORMATS.map(({ format, label }) => ({
        label,
        href: `/api/v1/runs/${runId}/log?format=${format}&download=1`,
      }))}
      notice={
        log.truncated
          ? "The log is longer than can be shown here; a download has all of it."
          : undefined
      }
    />
  );
}
