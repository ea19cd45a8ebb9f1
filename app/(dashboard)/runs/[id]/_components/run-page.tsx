"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { StateTimeline } from "@/components/runs/state-timeline";
import { TransitionsTable } from "@/components/runs/transitions-table";
import { WhyLine } from "@/components/runs/why-line";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { RunState } from "@/lib/domain/run/run-state";
import { runLabel, toTransitionViews } from "../../../_lib/run-view";
import { RunActionButtons } from "../../_components/run-action-buttons";
import { runFacts } from "../../_components/run-facts";
import { useRunData } from "../../_components/use-run-data";
import type { RunData } from "../../run-data";
import type { RunRequest } from "../request-of";
import { RUN_TAB_WORD, RUN_TABS, type RunTab, runHref } from "../search-params";
import { RunAnswer } from "./run-answer";
import { RunLogTab } from "./run-log-tab";

type RunPageProps = {
  initial: RunData;
  tab: RunTab;
  canOperate: boolean;
  request: RunRequest | null;
  /** Other runs of the definition; drawn on the server. */
  others: ReactNode;
};

/** One run, live until it has ended: why it is where it is, what can be done, and everything it left behind. */
export function RunPage({ initial, tab, canOperate, request, others }: RunPageProps) {
  const { query, isLive, refresh } = useRunData(initial.run.id, initial);
  const { run, transitions, log } = query.data ?? initial;
  const views = useMemo(() => toTransitionViews(transitions), [transitions]);
  useRefreshOnNewState(run.state);
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Job monitor", href: "/monitor" }, { label: runLabel(run) }]}
        title={
          <>
            {run.jobName}{" "}
            <span className="font-mono text-lg font-normal text-ink-muted">{run.jobCount}</span>
          </>
        }
        badge={<RunStateBadge state={run.state} framed />}
        actions={<RunActionButtons run={run} canOperate={canOperate} onDone={refresh} />}
      />
      <div className="grid min-w-0 gap-4">
        <WhyLine state={run.state} text={run.explanation} />
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
            ...(name === "transitions" ? { count: transitions.length } : {}),
          }))}
        />
        {tab === "overview" && (
          <RunOverview data={{ run, transitions, log }} views={views} others={others} />
        )}
        {tab === "log" && <RunLogTab runId={run.id} log={log} isLive={isLive} />}
        {tab === "transitions" && (
          <Card flush>
            <TransitionsTable transitions={views} label={runLabel(run)} />
          </Card>
        )}
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
  others: ReactNode;
}) {
  const { data, views, others } = props;
  const { run } = data;
  const router = useRouter();
  const lanes = useMemo(
    () => [{ id: run.id, label: run.jobName, transitions: views }],
    [run.id, run.jobName, views],
  );
  return (
    <>
      <Card
        title="States over time"
        description="A press on a state goes to that moment in the log."
      >
        <StateTimeline
          lanes={lanes}
          onSelect={(at) => router.push(runHref(run.id, { tab: "log", at: at.toISOString() }))}
        />
      </Card>
      <Card title="Facts">
        <DefinitionList columns={3} items={runFacts(run)} />
      </Card>
      {others}
    </>
  );
}
