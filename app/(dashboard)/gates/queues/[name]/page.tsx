import type { Metadata } from "next";
import { isAllowed } from "@/lib/domain/access/access";
import { SYSTEM_QUEUE } from "@/lib/domain/native-api/queue-resource";
import { getQueue } from "@/lib/queries/gates/get-queue";
import { pageContext } from "@/lib/server";
import { orNotFound } from "../../../definitions/page-object";
import { DeleteGate } from "../../_components/delete-gate";
import { GatePage } from "../../_components/gate-page";
import { GateRuns } from "../../_components/gate-runs";
import { gateNameOf } from "../../gate-address";
import { HoldQueue } from "../_components/hold-queue";
import { QueueDialog } from "../_components/queue-dialog";
import { QueueFacts } from "../_components/queue-facts";
import { QueueBadge } from "../_components/queue-state";
import { deleteQueueAction } from "../actions";
import { queueChoices } from "../queue-choices";

type QueuePageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: QueuePageProps): Promise<Metadata> {
  return { title: `Queue ${gateNameOf((await params).name)}` };
}

export default async function QueuePage({ params }: QueuePageProps) {
  const ctx = await pageContext();
  const name = gateNameOf((await params).name);
  const queue = await orNotFound(() => getQueue(ctx, name));
  const isFixed = name === SYSTEM_QUEUE;
  const mayWrite = isAllowed(ctx.actor, "jobs.write") && !isFixed;
  return (
    <GatePage
      tab="queues"
      list="Queues"
      name={name}
      description={queue.description}
      badge={<QueueBadge queue={queue} />}
      actions={
        <>
          {isAllowed(ctx.actor, "runs.operate") && !isFixed && <HoldQueue queue={queue} />}
          {mayWrite && <QueueDialog queue={queue} {...(await queueChoices(ctx))} />}
          {mayWrite && !queue.builtIn && (
            <DeleteGate
              tab="queues"
              name={name}
              description="It can be deleted only while no definition refers to it and no run in it lives."
              action={deleteQueueAction.bind(null, name)}
            />
          )}
        </>
      }
    >
      <div className="grid min-w-0 gap-4">
        <GateRuns
          title="Kept waiting by the queue"
          runs={queue.waitingRuns}
          total={queue.blocked}
          empty="No run waits for a place in it."
        />
        <GateRuns
          title="In it"
          runs={queue.runningRuns}
          total={queue.running}
          empty="No run of it is running."
        />
      </div>
      <QueueFacts queue={queue} />
    </GatePage>
  );
}
