import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { calendarPageOf } from "@/lib/domain/report/forecast-calendar";
import { getScheduleCalendar } from "@/lib/queries/reports/forecast-calendar";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { FilterLinks } from "../../definitions/_components/filter-links";
import { CalendarGrid } from "./_components/calendar-grid";
import { CalendarPager } from "./_components/calendar-pager";
import { DayJobs } from "./_components/day-jobs";
import { weeksOf } from "./calendar-weeks";
import { calendarHref, parseCalendarAddress } from "./search-params";

export const metadata: Metadata = { title: "Calendar of schedules" };

export default async function ScheduleCalendarPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const address = parseCalendarAddress(readerOf(await searchParams), ctx.now);
  const page = calendarPageOf(address.day, address.view);
  const calendar = await getScheduleCalendar(ctx, page.period);
  return (
    <>
      <PageHeader
        title="Calendar"
        description="What starts on which day, and what ended on the days that are past. Days are those of UTC."
        breadcrumb={[{ label: "Schedules", href: "/schedules" }, { label: "Calendar" }]}
        actions={
          <>
            <FilterLinks
              label="View"
              options={(["month", "week"] as const).map((view) => ({
                label: view === "month" ? "Month" : "Week",
                href: calendarHref({ ...address, view }),
                isCurrent: view === address.view,
              }))}
            />
            <Link href="/reports/forecast" className={buttonClass()}>
              Forecast
            </Link>
          </>
        }
      />
      <CalendarPager page={page} now={ctx.now} />
      {calendar.isCapped && (
        <Alert kind="warning" className="mb-3">
          There are more schedules than are shown here; those that start first are taken.
        </Alert>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <CalendarGrid weeks={weeksOf(page, calendar, ctx.now)} />
        <DayJobs day={page.day} calendar={calendar} now={ctx.now} />
      </div>
    </>
  );
}
