import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { WeekPicture } from "@/components/gates/week-picture";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { WindowDetail } from "@/lib/domain/native-api/window-resource";
import { zoneOffset } from "@/lib/domain/schedule/date/time-zone";
import { gateHref } from "../../gate-address";

const DAY_MS = 86_400_000;

type WindowWeekProps = { window: WindowDetail; now: Date };

/** One week of a time window, with ways to the weeks beside it. */
export function WindowWeek({ window: { name, timeZone, week }, now }: WindowWeekProps) {
  const weekHref = (days: number) =>
    `${gateHref("windows", name)}?week=${daysFrom(week.start, days)}`;
  return (
    <Card
      title={`Week from ${week.start}`}
      actions={
        <>
          <Link href={weekHref(-7)} scroll={false} className={buttonClass({ size: "sm" })}>
            <ChevronLeft aria-hidden="true" />
            Previous
          </Link>
          <Link
            href={gateHref("windows", name)}
            scroll={false}
            className={buttonClass({ size: "sm" })}
          >
            This week
          </Link>
          <Link href={weekHref(7)} scroll={false} className={buttonClass({ size: "sm" })}>
            Next
            <ChevronRight aria-hidden="true" />
          </Link>
        </>
      }
    >
      <WeekPicture days={week.days} timeZone={timeZone} now={clockOf(now, timeZone)} />
    </Card>
  );
}

/** What the clock of a zone shows at an instant. */
function clockOf(now: Date, timeZone: string): { day: string; minute: number } {
  const offset = zoneOffset(timeZone, Math.floor(now.getTime() / 1000));
  const local = new Date(now.getTime() + offset * 1000);
  return {
    day: local.toISOString().slice(0, 10),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
}

function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
