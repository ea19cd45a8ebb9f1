import { CalendarDays } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/domain/access/access";
import { listCalendars } from "@/lib/queries/gates/list-calendars";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { GateList } from "../_components/gate-list";
import { listQueryOf, parseGateList } from "../gate-address";
import { CalendarDialog } from "./_components/calendar-dialog";
import { CalendarTable } from "./_components/calendar-table";

export const metadata: Metadata = { title: "Calendars" };

export default async function CalendarsPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseGateList(readerOf(await searchParams));
  const page = await listCalendars(ctx, listQueryOf(view));
  const create = isAllowed(ctx.actor, "jobs.write") && <CalendarDialog />;
  return (
    <GateList
      tab="calendars"
      title="Calendars"
      description="Days that are not working days. Definitions move or leave out their runs on them, and time windows can be open on working days only."
      noun="calendar"
      view={view}
      page={page}
      create={page.items.length > 0 && create}
      empty={
        <EmptyState
          icon={<CalendarDays />}
          title="There is no calendar yet"
          description="A calendar lists holidays: of a country, a plant or a bank. Without one, every day from Monday to Friday is a working day."
          action={create}
        />
      }
    >
      <CalendarTable calendars={page.items} today={ctx.now.toISOString().slice(0, 10)} />
    </GateList>
  );
}
