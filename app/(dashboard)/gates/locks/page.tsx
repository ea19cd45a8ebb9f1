import { Lock } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { isAllowed } from "@/lib/domain/access/access";
import { listLocks } from "@/lib/queries/gates/list-locks";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { GateList } from "../_components/gate-list";
import { listQueryOf, parseGateList } from "../gate-address";
import { LockDialog } from "./_components/lock-dialog";
import { LockTable } from "./_components/lock-table";

export const metadata: Metadata = { title: "Locks" };

export default async function LocksPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseGateList(readerOf(await searchParams));
  const page = await listLocks(ctx, listQueryOf(view));
  const create = isAllowed(ctx.actor, "jobs.write") && <LockDialog />;
  return (
    <GateList
      tab="locks"
      title="Locks"
      description="What only some runs may hold at a time. A definition names the locks its runs need; the others wait."
      noun="lock"
      view={view}
      page={page}
      create={page.items.length > 0 && create}
      empty={
        <EmptyState
          icon={<Lock />}
          title="There is no lock yet"
          description="A lock keeps runs from running beside each other: two that close the same books, or too many that use one licence."
          action={create}
        />
      }
    >
      <LockTable locks={page.items} />
    </GateList>
  );
}
