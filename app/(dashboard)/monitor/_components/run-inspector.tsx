"use client";

import { Maximize2 } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { RunLogLine } from "@/components/runs/run-log-line";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { StateTimeline } from "@/components/runs/state-timeline";
import { WhyLine } from "@/components/runs/why-line";
import { buttonClass } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { ErrorState } from "@/components/ui/error-state";
import { Inspector } from "@/components/ui/inspector";
import { Skeleton } from "@/components/ui/skeleton";
import { isFinal } from "@/lib/domain/run/run-state";
import { runLabel, toLogLineViews, toTransitionViews } from "../../_lib/run-view";
import { RunActionButtons } from "../../runs/_components/run-action-buttons";
import { runFacts } from "../../runs/_components/run-facts";
import { RunQuestionCard } from "../../runs/_components/run-question";
import { useRunData } from "../../runs/_components/use-run-data";
import { whyLinks } from "../../runs/_components/why-links";
import type { RunData } from "../../runs/run-data";

const LAST_LINES = 8;

type RunInspectorProps = { runId: string; canOperate: boolean; onClose: () => void };

/** One run beside the list: why, what became of it, its last log lines. */
export function RunInspector({ runId, canOperate, onClose }: RunInspectorProps) {
  const { query, refresh } = useRunData(runId);
  const { data, error } = query;
  return (
    <Inspector
      title={data ? <span className="font-mono text-sm">{runLabel(data.run)}</span> : "Run"}
      onClose={onClose}
      className="h-full"
      actions={
        <Link href={`/runs/${runId}`} className={buttonClass({ size: "sm" })}>
          <Maximize2 aria-hidden="true" />
          Whole run
        </Link>
      }
    >
      {data !== undefined ? (
        <InspectedRun data={data} canOperate={canOperate} onDone={refresh} />
      ) : error ? (
        <ErrorState
          title="The run could not be read"
          reason={error.message}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <InspectorSkeleton />
      )}
    </Inspector>
  );
}

function InspectedRun(props: { data: RunData; canOperate: boolean; onDone: () => void }) {
  const { run, transitions, log, relations } = props.data;
  const lanes = useMemo(
    () => [
      {
        id: run.id,
        label: run.jobName,
        transitions: toTransitionViews(transitions, run),
        why: isFinal(run.state) ? undefined : run.explanation,
      },
    ],
    [run, transitions],
  );
  const last = toLogLineViews(log.lines).slice(-LAST_LINES);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-1.5">
        <RunStateBadge state={run.state} size="lg" />
        <div className="flex flex-wrap gap-1.5 sm:ml-auto">
          <RunActionButtons run={run} canOperate={props.canOperate} onDone={props.onDone} />
        </div>
      </div>
      <WhyLine state={run.state} text={run.explanation} links={whyLinks(run)} />
      {run.question !== null && (
        <RunQuestionCard run={run} question={run.question} canOperate={props.canOperate} />
      )}
      <StateTimeline lanes={lanes} />
      <DefinitionList items={runFacts(run, relations)} />
      <section aria-label="End of the log" className="min-w-0">
        <h3 className="mb-1 flex items-baseline justify-between text-sm font-semibold">
          Log
          <Link
            href={`/runs/${run.id}?tab=log`}
            className="text-xs font-normal text-accent-text underline underline-offset-2"
          >
            Whole log
          </Link>
        </h3>
        {last.length === 0 ? (
          <p className="text-sm text-ink-muted">The run has written nothing so far.</p>
        ) : (
          <div className="rounded-md border border-line py-1">
            {last.map((line) => (
              <RunLogLine
                key={line.number}
                line={line}
                search=""
                isCurrentHit={false}
                isTarget={false}
                wraps
              />
            ))}
          </div>
        )}
      </section>
    </div>
  );
}

function InspectorSkeleton() {
  return (
    <div role="status" aria-label="Reading the run" className="grid gap-3">
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-10" />
      <Skeleton className="h-24" />
      <Skeleton className="h-40" />
    </div>
  );
}
