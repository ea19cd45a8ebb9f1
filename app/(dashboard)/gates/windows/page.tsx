import { Clock } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/domain/access/access";
import { listWindows } from "@/lib/queries/gates/list-windows";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { GateList } from "../_components/gate-list";
import { listQueryOf, parseGateList } from "../gate-address";
import { WindowDialog } from "./_components/window-dialog";
import { WindowTable } from "./_components/window-table";
import { windowChoices } from "./window-choices";

export const metadata: Metadata = { title: "Time windows" };

export default async function WindowsPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseGateList(readerOf(await searchParams));
  const page = await listWindows(ctx, listQueryOf(view));
  const create = isAllowed(ctx.actor, "jobs.write") && (
    <WindowDialog {...(await windowChoices(ctx))} />
  );
  return (
    <GateList
      tab="windows"
      title="Time windows"
      description="When something may run. Runs that need a window start only while it is open, and a queue can be open in one."
      noun="time window"
      view={view}
      page={page}
      create={page.items.length > 0 && create}
      empty={
        <EmptyState
          icon={<Clock />}
          title="There is no time window yet"
          description="A time window says when runs may start, such as Monday to Friday from 22:00 to 05:00. Definitions and queues refer to it by name, and preconditions of chains can ask whether it is open."
          action={create}
        />
      }
    >
      <WindowTable windows={page.items} />
    </GateList>
  );
}
