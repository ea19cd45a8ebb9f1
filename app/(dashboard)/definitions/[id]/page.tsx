import type { Metadata } from "next";
import { cache } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkTabs } from "@/components/ui/link-tabs";
import { isAllowed } from "@/lib/domain/access/access";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import { nodeEnv, pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { LiveRefresh } from "../_components/live-refresh";
import { orNotFound, requireId } from "../page-object";
import { runFormOf } from "../run-form";
import { type DefinitionTab, definitionHref, parseDefinitionView } from "../search-params";
import { DefinitionActions } from "./_components/definition-actions";
import { HistoryTab } from "./_components/history-tab";
import { OverviewTab } from "./_components/overview-tab";
import { RunsTab } from "./_components/runs-tab";
import { SchedulesTab } from "./_components/schedules-tab";
import { TimelineTab } from "./_components/timeline-tab";

type DefinitionPageProps = { params: Promise<{ id: string }>; searchParams: PageParams };

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return {
    ctx,
    definition: await orNotFound(async () => getDefinition(ctx, { key: { id: requireId(id) } })),
  };
});

export async function generateMetadata({ params }: DefinitionPageProps): Promise<Metadata> {
  const { definition } = await load((await params).id);
  return { title: definition.name };
}

const TAB_LABELS: Record<DefinitionTab, string> = {
  overview: "Overview",
  runs: "Runs",
  timeline: "Timeline",
  schedules: "Schedules",
  history: "History",
};

export default async function DefinitionPage({ params, searchParams }: DefinitionPageProps) {
  const { ctx, definition } = await load((await params).id);
  const { tab, cursor } = parseDefinitionView(readerOf(await searchParams));
  const { publicUrl } = await nodeEnv();
  const { id, name, active, kind } = definition;
  const tabs = Object.entries(TAB_LABELS) as [DefinitionTab, string][];
  const shared = { ctx, definition };
  return (
    <>
      <PageHeader
        title={name}
        breadcrumb={[{ label: "Definitions", href: "/definitions" }, { label: name }]}
        badge={
          <span className="flex gap-1.5">
            <Badge mono>{kind}</Badge>
            <Badge tone={active ? "accent" : "neutral"}>{active ? "active" : "inactive"}</Badge>
          </span>
        }
        actions={
          <DefinitionActions
            definition={{ id, name, active }}
            runForm={runFormOf(definition)}
            mayWrite={isAllowed(ctx.actor, "jobs.write") && kind !== "system"}
            mayRun={isAllowed(ctx.actor, "runs.operate")}
            publicUrl={publicUrl}
          />
        }
      />
      <LiveRefresh />
      <LinkTabs
        label="Parts of the definition"
        tabs={tabs.map(([value, label]) => ({
          label,
          href: definitionHref(id, { tab: value }),
          isCurrent: value === tab,
        }))}
      />
      <div className="pt-4">
        {tab === "overview" && <OverviewTab {...shared} />}
        {tab === "runs" && <RunsTab {...shared} cursor={cursor} />}
        {tab === "timeline" && <TimelineTab {...shared} cursor={cursor} />}
        {tab === "schedules" && <SchedulesTab {...shared} cursor={cursor} />}
        {tab === "history" && <HistoryTab {...shared} />}
      </div>
    </>
  );
}
