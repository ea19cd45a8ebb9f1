import { Bell } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/domain/access/access";
import { listEvents } from "@/lib/queries/gates/list-events";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { GateList } from "../_components/gate-list";
import { listQueryOf, parseGateList } from "../gate-address";
import { EventDialog } from "./_components/event-dialog";
import { EventTable } from "./_components/event-table";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseGateList(readerOf(await searchParams));
  const page = await listEvents(ctx, listQueryOf(view));
  const create = isAllowed(ctx.actor, "jobs.write") && <EventDialog />;
  return (
    <GateList
      tab="events"
      title="Events"
      description="What runs wait for until somebody or something raises it. Raised while it is raised already, an event keeps the new raising until the present one is cleared."
      noun="event"
      view={view}
      page={page}
      create={page.items.length > 0 && create}
      empty={
        <EmptyState
          icon={<Bell />}
          title="There is no event yet"
          description="A definition names the events its runs wait for, and those they raise when they end. A person or another system may raise one too."
          action={create}
        />
      }
    >
      <EventTable events={page.items} mayOperate={isAllowed(ctx.actor, "runs.operate")} />
    </GateList>
  );
}
