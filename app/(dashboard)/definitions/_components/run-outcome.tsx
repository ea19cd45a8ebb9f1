"use client";

import Link from "next/link";
import { DurationText } from "@/components/runs/duration-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { StateStrip } from "@/components/runs/state-strip";
import { WhyLine } from "@/components/runs/why-line";
import { Alert } from "@/components/ui/alert";
import { DefinitionList } from "@/components/ui/definition-list";
import { Spinner } from "@/components/ui/spinner";
import { formatTimeMs } from "@/lib/format/format-when";
import { toTransitionViews } from "../../_lib/run-view";
import { useRunData } from "../../runs/_components/use-run-data";
import type { RunData } from "../../runs/run-data";

const SHOWN_LINES = 12;

/** A run that was just submitted, as it goes on: state, answer and the end of its log. */
export function RunOutcome({ runId }: { runId: string }) {
  const { query } = useRunData(runId);
  if (query.data === undefined) {
    return query.error === null ? (
      <Spinner label="The run is being read" />
    ) : (
      <Alert kind="danger">{query.error.message}</Alert>
    );
  }
  const { run, transitions, log } = query.data;
  return (
    <div className="grid gap-3" aria-live="polite">
      <div className="flex flex-wrap items-center gap-3">
        <RunStateBadge state={run.state} size="lg" framed />
        <StateStrip transitions={toTransitionViews(transitions)} className="w-40" />
        <Link href={`/runs/${run.id}`} className="ml-auto text-sm text-accent-text underline">
          Open run {run.jobCount}
        </Link>
      </div>
      <WhyLine state={run.state} text={run.explanation} />
      <DefinitionList
        columns={2}
        items={[
          ...(run.kind === "http"
            ? [{ label: "HTTP status", value: run.httpStatus, mono: true }]
            : []),
          { label: "Duration", value: durationOf(run), mono: true },
        ]}
      />
      <LogTail lines={log.lines} />
    </div>
  );
}

function LogTail({ lines }: { lines: RunData["log"]["lines"] }) {
  if (lines.length === 0) return null;
  return (
    <ol
      aria-label="End of the run log"
      className="max-h-60 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs leading-5"
    >
      {lines.slice(-SHOWN_LINES).map((line) => (
        <li key={line.number} className="wrap-anywhere whitespace-pre-wrap">
          <span className="text-ink-muted">{formatTimeMs(new Date(line.at))}</span> {line.text}
        </li>
      ))}
    </ol>
  );
}

function durationOf({ startedAt, endedAt }: RunData["run"]) {
  if (startedAt === null) return null;
  return (
    <DurationText from={new Date(startedAt)} until={endedAt === null ? null : new Date(endedAt)} />
  );
}
