import type { Metadata } from "next";
import { InstantText } from "@/components/runs/instant-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { isAllowed } from "@/lib/domain/access/access";
import { WEEKDAY_NAMES } from "@/lib/domain/schedule/window/weekday";
import { getCalendar } from "@/lib/queries/gates/get-calendar";
import { pageContext } from "@/lib/server";
import { orNotFound } from "../../../definitions/page-object";
import { DeleteGate } from "../../_components/delete-gate";
import { GateLinks } from "../../_components/gate-link";
import { GatePage } from "../../_components/gate-page";
import { gateNameOf } from "../../gate-address";
import { CalendarDialog } from "../_components/calendar-dialog";
import { HolidayYears } from "../_components/holiday-years";
import { deleteCalendarAction } from "../actions";

type CalendarPageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: CalendarPageProps): Promise<Metadata> {
  return { title: `Calendar ${gateNameOf((await params).name)}` };
}

export default async function CalendarPage({ params }: CalendarPageProps) {
  const ctx = await pageContext();
  const name = gateNameOf((await params).name);
  const calendar = await orNotFound(() => getCalendar(ctx, name));
  const today = ctx.now.toISOString().slice(0, 10);
  return (
    <GatePage
      tab="calendars"
      list="Calendars"
      name={name}
      description={calendar.description}
      badge={calendar.holidays.includes(today) && <Badge tone="accent">holiday today</Badge>}
      actions={
        isAllowed(ctx.actor, "jobs.write") && (
          <>
            <CalendarDialog calendar={calendar} />
            <DeleteGate
              tab="calendars"
              name={name}
              description="It can be deleted only while no definition and no time window refers to it."
              action={deleteCalendarAction.bind(null, name)}
            />
          </>
        )
      }
    >
      <HolidayYears holidays={calendar.holidays} today={today} />
      <Card title="Calendar">
        <DefinitionList
          items={[
            {
              label: "Weekend",
              value: calendar.weekend.map((weekday) => WEEKDAY_NAMES[weekday]).join(", "),
            },
            {
              label: "Time windows",
              value: <GateLinks tab="windows" names={calendar.windows} />,
            },
            { label: "Changed", value: <InstantText at={new Date(calendar.updatedAt)} /> },
          ]}
        />
      </Card>
    </GatePage>
  );
}
