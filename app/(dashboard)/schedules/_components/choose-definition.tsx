import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { listDefinitionRows } from "@/lib/queries/definitions/list-definition-rows";
import type { Context } from "@/lib/services/context";
import { SearchBox } from "../../definitions/_components/search-box";

const SHOWN = 50;

/** The first step of a new schedule: which definition it runs. */
export async function ChooseDefinition({ ctx, q }: { ctx: Context; q: string }) {
  const page = await listDefinitionRows(ctx, { limit: SHOWN, name: q || null });
  return (
    <>
      <PageHeader
        title="New schedule"
        description="Choose the definition that it runs."
        breadcrumb={[{ label: "Schedules", href: "/schedules" }, { label: "New" }]}
      />
      <SearchBox label="Find by name" value={q} href="/schedules/new" className="mb-3 max-w-md" />
      <Card flush className="max-w-3xl">
        {page.items.length === 0 ? (
          <EmptyState
            title={q === "" ? "There is no definition yet" : "No definition has this name"}
            action={
              <Button asChild>
                <Link href="/definitions/new">New definition</Link>
              </Button>
            }
          />
        ) : (
          <ul>
            {page.items.map((row) => (
              <li key={row.id} className="border-b border-line last:border-b-0">
                <Link
                  href={`/schedules/new?definition=${row.id}`}
                  className="flex min-h-10 flex-wrap items-center gap-x-3 px-3 py-1.5 hover:bg-hover"
                >
                  <span className="font-medium">{row.name}</span>
                  <span className="min-w-0 flex-1 truncate font-mono text-xs text-ink-muted">
                    {row.httpMethod} {row.url}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {page.nextCursor !== null && (
        <p className="mt-2 text-xs text-ink-muted">
          The first {SHOWN} are shown; type a part of the name to find others.
        </p>
      )}
    </>
  );
}
