import type { Metadata } from "next";
import { RunsByHourChart } from "@/components/charts/runs-by-hour-chart";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { isAllowed } from "@/lib/domain/access/access";
import { pageContext } from "@/lib/server";
import { AttentionList } from "./_components/attention-list";
import { Figures } from "./_components/figures";
import { FreshStart } from "./_components/fresh-start";
import { NextUp } from "./_components/next-up";
import { RefreshOnChanges } from "./_components/refresh-on-changes";
import { RunningNow } from "./_components/running-now";
import { ServersCard } from "./_components/servers-card";
import { readOverview } from "./overview-data";

export const metadata: Metadata = { title: "Overview" };

const REFRESH_MS = 3000;
const QUIET_REFRESH_MS = 15_000;

export default async function OverviewRoute() {
  const ctx = await pageContext();
  const data = await readOverview(ctx);
  const hours = data.hours.map(({ hour, states }) => ({ hour: new Date(hour), counts: states }));
  const hasEnded = data.hours.some(({ states }) => Object.keys(states).length > 0);
  return (
    <>
      <RefreshOnChanges everyMs={REFRESH_MS} alsoEveryMs={QUIET_REFRESH_MS} />
      <PageHeader title="Overview" />
      {!data.hasDefinitions && !hasEnded ? (
        <div className="grid gap-4">
          <FreshStart canDefine={isAllowed(ctx.actor, "jobs.write")} />
          <ServersCard servers={data.servers} />
        </div>
      ) : (
        <div className="grid gap-4">
          <Figures data={data} />
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
            <div className="grid min-w-0 gap-4">
              <AttentionList data={data} />
              <Card title="Ended in the last 24 hours" description="By hour (UTC) and final state">
                {hasEnded ? (
                  <RunsByHourChart hours={hours} />
                ) : (
                  <p className="text-sm text-ink-muted">No run has ended in the last 24 hours.</p>
                )}
              </Card>
              <ServersCard servers={data.servers} />
            </div>
            <div className="grid min-w-0 gap-4">
              <RunningNow data={data} />
              <NextUp schedules={data.nextSchedules} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
