import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { isAllowed } from "@/lib/domain/access/access";
import { getAgenda } from "@/lib/queries/schedules/get-agenda";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../_lib/page-params";
import { FilterLinks } from "../definitions/_components/filter-links";
import { KeyLink } from "../definitions/_components/key-link";
import { LiveRefresh } from "../definitions/_components/live-refresh";
import { AgendaList } from "./_components/agenda-list";
import { ScheduleList } from "./_components/schedule-list";
import { parseScheduleList, scheduleListHref } from "./search-params";

export const metadata: Metadata = { title: "Schedules" };

const AGENDA_HOURS = 24;

export default async function SchedulesPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseScheduleList(readerOf(await searchParams));
  const mayWrite = isAllowed(ctx.actor, "jobs.write");
  return (
    <>
      <PageHeader
        title="Schedules"
        description="When definitions are run. A schedule starts something only while it and its definition are active."
        actions={
          <>
            <FilterLinks
              label="View"
              options={[
                {
                  label: "List",
                  href: scheduleListHref({ ...view, view: "list" }),
                  isCurrent: view.view === "list",
                },
                {
                  label: "Next 24 hours",
                  href: "/schedules?view=agenda",
                  isCurrent: view.view === "agenda",
                },
                { label: "Calendar", href: "/schedules/calendar", isCurrent: false },
                { label: "Forecast", href: "/reports/forecast", isCurrent: false },
              ]}
            />
            {mayWrite && (
              <Button asChild variant="primary">
                <Link href="/schedules/new">
                  <Plus aria-hidden="true" />
                  New schedule
                </Link>
              </Button>
            )}
          </>
        }
      />
      <LiveRefresh />
      {mayWrite && <KeyLink keys="n" label="New schedule" href="/schedules/new" />}
      {view.view === "agenda" ? (
        <AgendaList agenda={await getAgenda(ctx, { hours: AGENDA_HOURS })} now={ctx.now} />
      ) : (
        <ScheduleList ctx={ctx} view={view} />
      )}
    </>
  );
}
