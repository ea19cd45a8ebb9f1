import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { Definition } from "@/lib/domain/definition/definition";
import { formatCount } from "@/lib/format/format-number";
import { listRecentRuns } from "@/lib/queries/definitions/list-recent-runs";
import type { Context } from "@/lib/services/context";
import { monitorHref } from "../../../monitor/search-params";
import { reportHref } from "../../../reports/run-logs/search-params";
import { RunsTable } from "../../_components/runs-table";
import { definitionHref } from "../../search-params";

const PAGE = 50;

/** Every run of the definition, and the way to the same ones in the monitor. */
export async function RunsTab(props: { ctx: Context; definition: Definition; cursor: string }) {
  const { ctx, definition, cursor } = props;
  const { id, tenantId } = definition;
  const page = await listRecentRuns(ctx, {
    of: { tenantId, definitionId: id },
    limit: PAGE,
    cursor: cursor || null,
  });
  const hrefOf = (next: string | null) =>
    next === null ? undefined : definitionHref(id, { tab: "runs", cursor: next });
  return (
    <Card
      flush
      title="Runs"
      actions={
        <div className="flex flex-wrap gap-1.5">
          <Button asChild size="sm">
            <a href={logHref(definition.name)} download>
              Download log
            </a>
          </Button>
          <Button asChild size="sm">
            <Link href={reportHref({ job: definition.name })}>Run-log report of this job</Link>
          </Button>
          <Button asChild size="sm">
            <Link href={monitorHref({ definition: definition.name })}>Open in the monitor</Link>
          </Button>
        </div>
      }
    >
      {page.items.length === 0 ? (
        <EmptyState
          title="There is no run"
          description="It has not run, or its runs are past their retention."
        />
      ) : (
        <>
          <RunsTable runs={page.items} />
          <Pagination
            newerHref={hrefOf(page.previousCursor)}
            olderHref={hrefOf(page.nextCursor)}
            summary={formatCount(page.items.length, "run")}
          />
        </>
      )}
    </Card>
  );
}

/** The logs of all its runs as one text. */
function logHref(name: string): string {
  return `/api/v1/definitions/${encodeURIComponent(name)}/log?format=text&download=1`;
}
