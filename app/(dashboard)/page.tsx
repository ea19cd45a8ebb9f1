import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { isAllowed } from "@/lib/domain/access/access";
import { pageContext } from "@/lib/server";
import { AttentionList } from "./_components/attention-list";
import { Figures } from "./_components/figures";
import { FreshStart } from "./_components/fresh-start";
import { LastDay } from "./_components/last-day";
import { NextUp } from "./_components/next-up";
import { QueuesCard } from "./_components/queues-card";
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
  const isFresh = !data.hasDefinitions && Object.keys(data.lastDay).length === 0;
  return (
    <>
      <RefreshOnChanges everyMs={REFRESH_MS} alsoEveryMs={QUIET_REFRESH_MS} />
      <PageHeader title="Overview" />
      {isFresh ? (
        <div className="grid gap-4">
          <FreshStart canDefine={isAllowed(ctx.actor, "jobs.write")} />
          <ServersCard servers={data.servers} />
        </div>
      ) : (
        <div className="grid gap-4">
          <Figures data={data} />
          {/* Two columns where there is room; in one, what happens now comes before what has been. */}
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]">
            <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 max-xl:contents">
              <div className="max-xl:order-1">
                <AttentionList data={data} />
              </div>
              <div className="max-xl:order-3">
                <LastDay hours={data.hours} />
              </div>
              <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 max-xl:order-4 lg:grid-cols-2">
                <ServersCard servers={data.servers} />
                <QueuesCard queues={data.queues} />
              </div>
            </div>
            <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 max-xl:order-2">
              <RunningNow data={data} />
              <NextUp schedules={data.nextSchedules} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
