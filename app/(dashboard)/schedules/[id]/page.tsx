import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { wordsOfSchedule } from "@/components/schedules/words-of-schedule";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { listActionLog } from "@/lib/queries/action-log/list-action-log";
import { listRecentRuns } from "@/lib/queries/definitions/list-recent-runs";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import { getScheduleSuccess } from "@/lib/queries/schedules/get-schedule-success";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { ActionLogTable } from "../../definitions/_components/action-log-table";
import { LiveRefresh } from "../../definitions/_components/live-refresh";
import { RunsTable } from "../../definitions/_components/runs-table";
import { orNotFound } from "../../definitions/page-object";
import { definitionHref } from "../../definitions/search-params";
import { monitorHref } from "../../monitor/search-params";
import { parseScheduleList } from "../search-params";
import { LogDownloads } from "./_components/log-downloads";
import { NextStarts } from "./_components/next-starts";
import { ScheduleActions } from "./_components/schedule-actions";
import { ScheduleFacts } from "./_components/schedule-facts";

type SchedulePageProps = { params: Promise<{ id: string }>; searchParams: PageParams };

const RUNS_PAGE = 25;

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return { ctx, ...(await orNotFound(() => getSchedule(ctx, { scheduleId: id }))) };
});

export async function generateMetadata({ params }: SchedulePageProps): Promise<Metadata> {
  const { definition, schedule } = await load((await params).id);
  return { title: `${definition.name}: ${wordsOfSchedule(schedule)}` };
}

export default async function SchedulePage({ params, searchParams }: SchedulePageProps) {
  const { ctx, definition, schedule } = await load((await params).id);
  const { cursor } = parseScheduleList(readerOf(await searchParams));
  const [runs, success, log] = await Promise.all([
    listRecentRuns(ctx, {
      of: { tenantId: schedule.tenantId, scheduleId: schedule.id },
      limit: RUNS_PAGE,
      cursor: cursor || null,
    }),
    getScheduleSuccess(ctx, schedule),
    listActionLog(ctx, { definition: { id: definition.id }, scheduleId: schedule.id }),
  ]);
  const words = wordsOfSchedule(schedule);
  const { id, active, parameters } = schedule;
  const hrefOf = (next: string | null) =>
    next === null ? undefined : `/schedules/${id}?cursor=${next}`;
  return (
    <>
      <PageHeader
        title={words.charAt(0).toUpperCase() + words.slice(1)}
        breadcrumb={[
          { label: "Definitions", href: "/definitions" },
          { label: definition.name, href: definitionHref(definition.id) },
          { label: "Schedules", href: definitionHref(definition.id, { tab: "schedules" }) },
          { label: words },
        ]}
        badge={<Badge tone={active ? "accent" : "neutral"}>{active ? "active" : "inactive"}</Badge>}
        actions={
          <ScheduleActions
            schedule={{
              id,
              definitionId: definition.id,
              definitionName: definition.name,
              words,
              active,
            }}
            parameters={parameters === null ? "" : JSON.stringify(parameters, null, 2)}
            mayWrite={isAllowed(ctx.actor, "jobs.write")}
            mayRun={isAllowed(ctx.actor, "runs.operate")}
          />
        }
      />
      <LiveRefresh />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 gap-4">
          <Card
            flush
            title="Runs"
            actions={
              <>
                <Button asChild size="sm">
                  <Link href={monitorHref({ scheduleId: id })}>Open in the monitor</Link>
                </Button>
                {runs.items.length > 0 && <LogDownloads scheduleId={id} />}
              </>
            }
          >
            {runs.items.length === 0 ? (
              <EmptyState
                title="It has started nothing yet"
                description="Its runs appear here as they start."
              />
            ) : (
              <>
                <RunsTable runs={runs.items} />
                <Pagination
                  newerHref={hrefOf(runs.previousCursor)}
                  olderHref={hrefOf(runs.nextCursor)}
                  summary={formatCount(runs.items.length, "run")}
                />
              </>
            )}
          </Card>
          <Card flush title="History">
            <ActionLogTable entries={log.entries} total={log.total} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-4">
          <NextStarts definition={definition} schedule={schedule} />
          <ScheduleFacts definition={definition} schedule={schedule} success={success} />
        </div>
      </div>
    </>
  );
}
