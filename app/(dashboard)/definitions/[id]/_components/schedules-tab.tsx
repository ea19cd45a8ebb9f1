import { Pagination } from "@/components/ui/pagination";
import { isAllowed } from "@/lib/domain/access/access";
import type { Definition } from "@/lib/domain/definition/definition";
import { formatCount } from "@/lib/format/format-number";
import { listScheduleRows } from "@/lib/queries/schedules/list-schedule-rows";
import type { Context } from "@/lib/services/context";
import { definitionHref } from "../../search-params";
import { SchedulesCard } from "./schedules-card";

const PAGE = 50;

/** Every schedule of the definition. */
export async function SchedulesTab(props: {
  ctx: Context;
  definition: Definition;
  cursor: string;
}) {
  const { ctx, definition, cursor } = props;
  const page = await listScheduleRows(ctx, {
    definitionId: definition.id,
    limit: PAGE,
    cursor: cursor || null,
  });
  const hrefOf = (next: string | null) =>
    next === null ? undefined : definitionHref(definition.id, { tab: "schedules", cursor: next });
  return (
    <>
      <SchedulesCard
        definition={definition}
        rows={page.items}
        hasMore={false}
        mayWrite={isAllowed(ctx.actor, "jobs.write")}
      />
      {(page.previousCursor !== null || page.nextCursor !== null) && (
        <Pagination
          newerLabel="Previous"
          olderLabel="Next"
          newerHref={hrefOf(page.previousCursor)}
          olderHref={hrefOf(page.nextCursor)}
          summary={formatCount(page.items.length, "schedule")}
        />
      )}
    </>
  );
}
