"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { StateTimeline } from "@/components/runs/state-timeline";
import { TransitionsTable } from "@/components/runs/transitions-table";
import { WhyLine } from "@/components/runs/why-line";
import { Alert } from "@/components/ui/alert";
import type { Crumb } from "@/components/ui/breadcrumb";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { ChainRuns } from "@/lib/domain/run/chain-runs";
import type { RunDetail, RunRelations } from "@/lib/domain/run/run-item";
import { isFinal, type RunState } from "@/lib/domain/run/run-state";
import type { TransitionView } from "@/lib/domain/run/timeline-segments";
import { runLabel, toTransitionViews } from "../../../_lib/run-view";
import { RunActionButtons } from "../../_components/run-action-buttons";
import { runFacts } from "../../_components/run-facts";
import { RunQuestionCard } from "../../_components/run-question";
import { useRunData } from "../../_components/use-run-data";
import { whyLinks } from "../../_components/why-links";
import type { RunData } from "../../run-data";
import type { RunRequest } from "../request-of";
import { RUN_TAB_WORD, RUN_TABS, type RunTab, runHref } from "../search-params";
import { ChainOverview, ChainTransitions } from "./chain-parts";
import { RunAnswer } from "./run-answer";
import { RunLogLinks } from "./run-log-links";
import { RunLogTab } from "./run-log-tab";

type RunPageProps = {
  initial: RunData;
  tab: RunTab;
  canOperate: boolean;
  request: RunRequest | null;
  /** A chain or step with what is below it; null for any other run. */
  chain: ChainRuns | null;
  /** Other runs of the definition; drawn on the server. */
  others: ReactNode;
};

/** One run, live until it has ended: why it is where it is, what can be done, and everything it left behind. */
export function RunPage({ initial, tab, canOperate, request, chain, others }: RunPageProps) {
  const { query, isLive, refresh } = useRunData(initial.run.id, initial);
  const data = query.data ?? initial;
  const { run, transitions, log, relations } = data;
  const views = useMemo(() => toTransitionViews(transitions, run), [transitions, run]);
  useRefreshOnNewState(run.state);
  return (
    <>
      <PageHeader
        breadcrumb={crumbsOf(run, relations)}
        title={
          <>
            {run.jobName}{" "}
            <span className="font-mono text-lg font-normal text-ink-muted">{run.jobCount}</span>
          </>
        }
        badge={<RunStateBadge state={run.state} framed />}
        actions={
          <>
            <RunLogLinks run={run} />
            <RunActionButtons run={run} canOperate={canOperate} onDone={refresh} />
          </>
        }
      />
      <div className="grid min-w-0 gap-4">
        <WhyLine state={run.state} text={run.explanation} links={whyLinks(run)} />
        {run.question !== null && (
          <RunQuestionCard run={run} question={run.question} canOperate={canOperate} />
        )}
        {query.isError && (
          <Alert kind="warning" live title="The run could not be renewed">
            {query.error.message}
          </Alert>
        )}
        <LinkTabs
          label="Parts of the run"
          tabs={RUN_TABS.map((name) => ({
            href: runHref(run.id, { tab: name }),
            label: RUN_TAB_WORD[name],
            isCurrent: name === tab,
            ...(name === "log" ? { count: log.lines.length } : {}),
            ...(name === "transitions" && run.kind !== "chain"
              ? { count: transitions.length }
              : {}),
          }))}
        />
        {tab === "overview" && (
          <RunOverview data={data} views={views} chain={chain} others={others} />
        )}
        {tab === "log" && <RunLogTab run={run} log={log} isLive={isLive} />}
        {tab === "transitions" &&
          (chain === null ? (
            <Card flush>
              <TransitionsTable transitions={views} label={runLabel(run)} />
            </Card>
          ) : (
            <ChainTransitions run={run} initial={chain} />
          ))}
        {tab === "parameters" && <RunAnswer run={run} log={log} request={request} />}
      </div>
    </>
  );
}

/** What the server has drawn, such as the row of this run among the latest, is drawn anew when the state is another. */
function useRefreshOnNewState(state: RunState): void {
  const router = useRouter();
  const drawn = useRef(state);
  useEffect(() => {
    if (drawn.current === state) return;
    drawn.current = state;
    router.refresh();
  }, [router, state]);
}

function RunOverview(props: {
  data: RunData;
  views: ReturnType<typeof toTransitionViews>;
  chain: ChainRuns | null;
  others: ReactNode;
}) {
  const { data, views, chain, others } = props;
  const { run, relations } = data;
  return (
    <>
      {chain === null ? (
        <OwnStates run={run} views={views} />
      ) : (
        <ChainOverview run={run} initial={chain} />
      )}
      <Card title="Facts">
        <DefinitionList columns={3} items={runFacts(run, relations)} />
      </Card>
      {others}
    </>
  );
}

function OwnStates({ run, views }: { run: RunDetail; views: readonly TransitionView[] }) {
  const router = useRouter();
  const lanes = useMemo(() => {
    const { id, jobName, state, explanation } = run;
    const present = isFinal(state) ? {} : { why: explanation, links: whyLinks(run) };
    return [{ id, label: jobName, transitions: views, ...present }];
  }, [run, views]);
  return (
    <Card title="States over time" description="A press on a state goes to that moment in the log.">
      <StateTimeline
        lanes={lanes}
        title={runLabel(run)}
        onSelect={(at) => router.push(runHref(run.id, { tab: "log", at: at.toISOString() }))}
      />
    </Card>
  );
}

/** The way from the monitor through the chain a run is part of. */
function crumbsOf(run: RunDetail, { ancestors }: RunRelations): Crumb[] {
  return [
    { label: "Job monitor", href: "/monitor" },
    ...ancestors.map((above) => ({
      label: (above.role === "step" ? above.step : above.call) ?? runLabel(above),
      href: runHref(above.id),
    })),
    { label: (run.role === "step" ? run.step : run.call) ?? runLabel(run) },
  ];
}
