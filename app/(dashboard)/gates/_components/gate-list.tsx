import { SearchX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { formatCount } from "@/lib/format/format-number";
import { RefreshOnChanges } from "../../_components/refresh-on-changes";
import { SearchBox } from "../../definitions/_components/search-box";
import { type GateListView, type GateTab, gateListHref } from "../gate-address";
import { GateTabs } from "./gate-tabs";

const REFRESH_MS = 3000;
const QUIET_REFRESH_MS = 10_000;

type GateListProps = {
  tab: GateTab;
  title: string;
  description: string;
  /** One of them, e.g. `queue`. */
  noun: string;
  view: GateListView;
  page: { items: readonly unknown[]; nextCursor: string | null };
  create: ReactNode;
  /** Stands there while there is none at all. */
  empty: ReactNode;
  children: ReactNode;
};

/** The page of all gates of one kind: head, tabs, search, table, paging. */
export function GateList(props: GateListProps) {
  const { tab, title, description, noun, view, page, create, empty, children } = props;
  const isNarrowed = view.q !== "" || view.cursor !== "";
  return (
    <>
      <RefreshOnChanges everyMs={REFRESH_MS} alsoEveryMs={QUIET_REFRESH_MS} />
      <PageHeader title={title} description={description} actions={create} />
      <GateTabs current={tab} />
      {(page.items.length > 0 || isNarrowed) && (
        <SearchBox
          label="Find by name"
          value={view.q}
          href={gateListHref(tab)}
          className="mb-3 w-full sm:w-80"
        />
      )}
      <Card flush>
        {page.items.length === 0 ? (
          isNarrowed ? (
            <NothingFits tab={tab} noun={noun} />
          ) : (
            empty
          )
        ) : (
          <>
            {children}
            <Pages {...props} />
          </>
        )}
      </Card>
    </>
  );
}

/** Only forwards: the way back is the beginning. */
function Pages({ tab, noun, view, page }: GateListProps) {
  if (page.nextCursor === null && view.cursor === "") return null;
  return (
    <Pagination
      newerLabel="First page"
      olderLabel="Next"
      newerHref={view.cursor === "" ? undefined : gateListHref(tab, { q: view.q })}
      olderHref={
        page.nextCursor === null
          ? undefined
          : gateListHref(tab, { q: view.q, cursor: page.nextCursor })
      }
      summary={formatCount(page.items.length, noun)}
    />
  );
}

function NothingFits({ tab, noun }: { tab: GateTab; noun: string }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title={`No ${noun} fits`}
      description="Nothing has this in its name."
      action={
        <Button asChild>
          <Link href={gateListHref(tab)}>Show all</Link>
        </Button>
      }
    />
  );
}
