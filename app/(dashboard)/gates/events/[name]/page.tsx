import type { Metadata } from "next";
import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { isAllowed } from "@/lib/domain/access/access";
import { getEvent } from "@/lib/queries/gates/get-event";
import { pageContext } from "@/lib/server";
import { orNotFound } from "../../../definitions/page-object";
import { DeleteGate } from "../../_components/delete-gate";
import { GatePage } from "../../_components/gate-page";
import { GateRuns } from "../../_components/gate-runs";
import { gateNameOf } from "../../gate-address";
import { EventButtons } from "../_components/event-buttons";
import { EventDialog } from "../_components/event-dialog";
import { EventHistory } from "../_components/event-history";
import { EventBadge, EventCause } from "../_components/event-state";
import { deleteEventAction } from "../actions";

type EventPageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  return { title: `Event ${gateNameOf((await params).name)}` };
}

export default async function EventPage({ params }: EventPageProps) {
  const ctx = await pageContext();
  const name = gateNameOf((await params).name);
  const event = await orNotFound(() => getEvent(ctx, name));
  return (
    <GatePage
      tab="events"
      list="Events"
      name={name}
      description={event.description}
      badge={<EventBadge raised={event.raised} />}
      actions={
        <>
          {isAllowed(ctx.actor, "runs.operate") && <EventButtons event={event} />}
          {isAllowed(ctx.actor, "jobs.write") && (
            <>
              <EventDialog event={{ name, description: event.description }} />
              <DeleteGate
                tab="events"
                name={name}
                description="It can be deleted only while no definition refers to it and no run waits for it. Its history goes with it."
                action={deleteEventAction.bind(null, name)}
              />
            </>
          )}
        </>
      }
    >
      <div className="grid min-w-0 gap-4">
        <GateRuns
          title="Waiting for it"
          runs={event.waitingRuns}
          total={event.waiting}
          empty="No run waits for it."
        />
        <EventHistory history={event.history} />
      </div>
      <Card title="Event">
        <DefinitionList
          items={[
            { label: "Raised", value: event.raised ? <EventCause event={event} /> : "no" },
            { label: "Comment", value: event.comment },
            { label: "Changed", value: <InstantText at={new Date(event.updatedAt)} /> },
          ]}
        />
      </Card>
    </GatePage>
  );
}
