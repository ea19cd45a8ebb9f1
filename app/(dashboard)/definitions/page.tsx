import { FileCog, Plus, SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { listDefinitionRows } from "@/lib/queries/definitions/list-definition-rows";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../_lib/page-params";
import { DefinitionTable } from "./_components/definition-table";
import { FilterLinks } from "./_components/filter-links";
import { KeyLink } from "./_components/key-link";
import { LiveRefresh } from "./_components/live-refresh";
import { SearchBox } from "./_components/search-box";
import { type DefinitionListView, definitionListHref, parseDefinitionList } from "./search-params";

export const metadata: Metadata = { title: "Definitions" };

export default async function DefinitionsPage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  const view = parseDefinitionList(readerOf(await searchParams));
  const { q, active, system, sort, order, cursor } = view;
  const page = await listDefinitionRows(ctx, {
    sort,
    order,
    cursor: cursor || null,
    name: q || null,
    active: active === "" ? null : active === "yes",
    system: system === "yes",
  });
  const mayWrite = isAllowed(ctx.actor, "jobs.write");
  return (
    <>
      <PageHeader
        title="Definitions"
        description="What can be run. A definition is started by its schedules, by a caller of the API, or by hand."
        actions={mayWrite && <NewDefinition />}
      />
      <LiveRefresh />
      {mayWrite && <KeyLink keys="n" label="New definition" href="/definitions/new" />}
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchBox
          label="Find by name"
          value={q}
          href={definitionListHref({ ...view, q: "", cursor: "" })}
          className="w-full sm:w-72"
        />
        <FilterLinks label="Which definitions" options={shownOptions(view)} />
      </div>
      <Card flush>
        {page.items.length === 0 ? (
          <NothingHere
            isNarrowed={q !== "" || active !== "" || system !== "" || cursor !== ""}
            mayWrite={mayWrite}
          />
        ) : (
          <>
            <DefinitionTable rows={page.items} view={view} now={ctx.now} />
            <Pagination
              newerLabel="Previous"
              olderLabel="Next"
              newerHref={cursorHref(view, page.previousCursor)}
              olderHref={cursorHref(view, page.nextCursor)}
              summary={formatCount(page.items.length, "definition")}
            />
          </>
        )}
      </Card>
    </>
  );
}

function NewDefinition() {
  return (
    <Button asChild variant="primary">
      <Link href="/definitions/new">
        <Plus aria-hidden="true" />
        New definition
      </Link>
    </Button>
  );
}

function NothingHere({ isNarrowed, mayWrite }: { isNarrowed: boolean; mayWrite: boolean }) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No definition fits"
        description="Nothing has this name and activity."
        action={
          <Button asChild>
            <Link href="/definitions">Show all</Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<FileCog />}
      title="There is no definition yet"
      description="A definition says what is run: an address that is called, a program, a wait, or a chain of others. Give it a schedule, and it runs by itself."
      action={mayWrite && <NewDefinition />}
    />
  );
}

function shownOptions(view: DefinitionListView) {
  const option = (label: string, active: DefinitionListView["active"]) => ({
    label,
    href: definitionListHref({ ...view, active, system: "", cursor: "" }),
    isCurrent: view.active === active && view.system === "",
  });
  const systemJobs = {
    label: "System jobs",
    href: definitionListHref({ ...view, active: "", system: "yes", cursor: "" }),
    isCurrent: view.system === "yes",
  };
  return [option("All", ""), option("Active", "yes"), option("Inactive", "no"), systemJobs];
}

function cursorHref(view: DefinitionListView, cursor: string | null): string | undefined {
  return cursor === null ? undefined : definitionListHref({ ...view, cursor });
}
