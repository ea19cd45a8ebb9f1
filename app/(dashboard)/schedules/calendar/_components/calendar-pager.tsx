import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { type CalendarPage, plusDays } from "@/lib/domain/report/forecast-calendar";
import { formatDay } from "@/lib/format/format-when";
import { calendarHref } from "../search-params";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** The page that is shown, with the ones before and after it and today. */
export function CalendarPager({ page, now }: { page: CalendarPage; now: Date }) {
  const { view } = page;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Link
        href={calendarHref({ view, day: page.previous })}
        className={buttonClass({ size: "sm" })}
        aria-label={`The ${view} before`}
      >
        <ChevronLeft aria-hidden="true" />
      </Link>
      <Link
        href={calendarHref({ view, day: page.next })}
        className={buttonClass({ size: "sm" })}
        aria-label={`The ${view} after`}
      >
        <ChevronRight aria-hidden="true" />
      </Link>
      <h2 className="min-w-48 font-semibold">{titleOf(page, now)}</h2>
      <Link href={calendarHref({ view, day: now })} className={buttonClass({ size: "sm" })}>
        Today
      </Link>
    </div>
  );
}

function titleOf({ view, day, period }: CalendarPage, now: Date): string {
  if (view === "month") return `${MONTHS[day.getUTCMonth()] ?? ""} ${day.getUTCFullYear()}`;
  return `${formatDay(period.from, now)} to ${formatDay(plusDays(period.until, -1), now)}`;
}
