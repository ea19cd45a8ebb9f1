import { RunsTimeline } from "@/components/timeline/runs-timeline";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { Definition } from "@/lib/domain/definition/definition";
import { formatCount } from "@/lib/format/format-number";
import { timelinesOfDefinition } from "@/lib/queries/runs/timelines-of-definition";
import type { Context } from "@/lib/services/context";
import { definitionHref } from "../../search-params";

/** All runs of the definition over time, a page of them at once. */
export async function TimelineTab(props: { ctx: Context; definition: Definition; cursor: string }) {
  const { ctx, definition, cursor } = props;
  const page = await timelinesOfDefinition(ctx, { definition, cursor: cursor || null });
  const hrefOf = (next: string | null) =>
    next === null ? undefined : definitionHref(definition.id, { tab: "timeline", cursor: next });
  if (page.items.length === 0) {
    return (
      <Card title="Runs over time">
        <EmptyState
          title="There is no run"
          description="It has not run, or its runs are past their retention."
        />
      </Card>
    );
  }
  return (
    <>
      <RunsTimeline key={cursor} runs={page.items} name={definition.jobName} />
      <Pagination
        newerHref={hrefOf(page.previousCursor)}
        olderHref={hrefOf(page.nextCursor)}
        summary={formatCount(page.items.length, "run")}
      />
    </>
  );
}
