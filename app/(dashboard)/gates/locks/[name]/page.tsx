import type { Metadata } from "next";
import { InstantText } from "@/components/runs/instant-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { isAllowed } from "@/lib/domain/access/access";
import { getLock } from "@/lib/queries/gates/get-lock";
import { pageContext } from "@/lib/server";
import { orNotFound } from "../../../definitions/page-object";
import { DeleteGate } from "../../_components/delete-gate";
import { GatePage } from "../../_components/gate-page";
import { GateRuns } from "../../_components/gate-runs";
import { gateNameOf } from "../../gate-address";
import { LockDialog } from "../_components/lock-dialog";
import { LockHolders } from "../_components/lock-holders";
import { deleteLockAction } from "../actions";
import { heldText, LOCK_TYPE_WORDS } from "../lock-words";

type LockPageProps = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: LockPageProps): Promise<Metadata> {
  return { title: `Lock ${gateNameOf((await params).name)}` };
}

export default async function LockPage({ params }: LockPageProps) {
  const ctx = await pageContext();
  const name = gateNameOf((await params).name);
  const lock = await orNotFound(() => getLock(ctx, name));
  const { description, type, size } = lock;
  const { label, meaning } = LOCK_TYPE_WORDS[type];
  return (
    <GatePage
      tab="locks"
      list="Locks"
      name={name}
      description={description}
      badge={
        <Badge tone={lock.held > 0 ? "accent" : "neutral"}>{lock.held > 0 ? "held" : "free"}</Badge>
      }
      actions={
        isAllowed(ctx.actor, "jobs.write") && (
          <>
            <LockDialog lock={{ name, description, type, size }} />
            <DeleteGate
              tab="locks"
              name={name}
              description="It can be deleted only while no definition refers to it and no run holds it or waits for it."
              action={deleteLockAction.bind(null, name)}
            />
          </>
        )
      }
    >
      <div className="grid min-w-0 gap-4">
        <LockHolders lock={lock} />
        <GateRuns
          title="Waiting for it"
          runs={lock.waitingRuns}
          total={lock.waiting}
          empty="No run waits for it."
        />
      </div>
      <Card title="Lock">
        <DefinitionList
          items={[
            { label: "Type", value: `${label}: ${meaning}` },
            { label: "Held", value: heldText(lock) },
            { label: "Changed", value: <InstantText at={new Date(lock.updatedAt)} /> },
          ]}
        />
      </Card>
    </GatePage>
  );
}
