import type { Metadata } from "next";
import { isAllowed } from "@/lib/domain/access/access";
import { dayOfIsoDate } from "@/lib/domain/schedule/window/iso-date";
import { getWindow } from "@/lib/queries/gates/get-window";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../../_lib/page-params";
import { orNotFound } from "../../../definitions/page-object";
import { DeleteGate } from "../../_components/delete-gate";
import { GatePage } from "../../_components/gate-page";
import { GateRuns } from "../../_components/gate-runs";
import { gateNameOf } from "../../gate-address";
import { WindowDialog } from "../_components/window-dialog";
import { WindowFacts } from "../_components/window-facts";
import { WindowBadge } from "../_components/window-state";
import { WindowWeek } from "../_components/window-week";
import { deleteWindowAction } from "../actions";
import { windowChoices } from "../window-choices";

type WindowPageProps = { params: Promise<{ name: string }>; searchParams: PageParams };

export async function generateMetadata({ params }: WindowPageProps): Promise<Metadata> {
  return { title: `Time window ${gateNameOf((await params).name)}` };
}

export default async function WindowPage({ params, searchParams }: WindowPageProps) {
  const ctx = await pageContext();
  const name = gateNameOf((await params).name);
  const asked = readerOf(await searchParams).get("week") ?? "";
  const week = dayOfIsoDate(asked) === null ? undefined : asked;
  const window = await orNotFound(() => getWindow(ctx, name, { week }));
  return (
    <GatePage
      tab="windows"
      list="Time windows"
      name={name}
      description={window.description}
      badge={<WindowBadge open={window.open} />}
      actions={
        isAllowed(ctx.actor, "jobs.write") && (
          <>
            <WindowDialog window={window} {...(await windowChoices(ctx))} />
            <DeleteGate
              tab="windows"
              name={name}
              description="It can be deleted only while no definition, queue or other window refers to it and no run waits for it."
              action={deleteWindowAction.bind(null, name)}
            />
          </>
        )
      }
    >
      <div className="grid min-w-0 gap-4">
        <WindowWeek window={window} now={ctx.now} />
        <GateRuns
          title="Waiting for it"
          runs={window.waitingRuns}
          total={window.waiting}
          empty="No run waits for it."
        />
      </div>
      <WindowFacts window={window} />
    </GatePage>
  );
}
