import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/domain/access/access";
import { listQueues } from "@/lib/queries/gates/list-queues";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { GateList } from "../_components/gate-list";
import { listQueryOf, parseGateList } from "../gate-address";
import { QueueDialog } from "./_components/queue-dialog";
import { QueueTable } from "./_components/queue-table";
import { queueChoices } from "./queue-choices";

export const metadata: Metadata = { title: "Queues" };

const ABOUT =
  "Where runs wait for capacity. A queue lets as many run at once as its size says, and can be held as a whole.";

export default async function QueuesPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseGateList(readerOf(await searchParams));
  const page = await listQueues(ctx, listQueryOf(view));
  const mayWrite = isAllowed(ctx.actor, "jobs.write");
  return (
    <GateList
      tab="queues"
      title="Queues"
      description={ABOUT}
      noun="queue"
      view={view}
      page={page}
      create={mayWrite && <QueueDialog {...(await queueChoices(ctx))} />}
      empty={<EmptyState icon={<Layers />} title="There is no queue" description={ABOUT} />}
    >
      <QueueTable queues={page.items} mayOperate={isAllowed(ctx.actor, "runs.operate")} />
    </GateList>
  );
}
