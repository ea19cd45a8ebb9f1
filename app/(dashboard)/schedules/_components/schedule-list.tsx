import { CalendarClock, SearchX } from "lucide-react";
import Link from "next/link";
import { SCHEDULE_MODE_WORDS } from "@/components/schedules/schedule-modes";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { Th } from "@/components/ui/th";
import { isAllowed } from "@/lib/domain/access/access";
import { SCHEDULE_MODES } from "@/lib/domain/schedule/schedule-spec";
import { formatCount } from "@/lib/format/format-number";
import { listScheduleRows } from "@/lib/queries/schedules/list-schedule-rows";
import type { Context } from "@/lib/services/context";
import { FilterLinks } from "../../definitions/_components/filter-links";
import { SearchBox } from "../../definitions/_components/search-box";
import { scheduleItemOf } from "../schedule-item";
import { type ScheduleListView, scheduleListHref } from "../search-params";
import { ModeFilter } from "./mode-filter";
import { ScheduleTable } from "./schedule-table";

/** All schedules of the scope, narrowed as the address says. */
export async function ScheduleList({ ctx, view }: { ctx: Context; view: ScheduleListView }) {
  const { q, mode, active, sort, order, cursor } = view;
  const page = await listScheduleRows(ctx, {
    sort,
    order,
    cursor: cursor || null,
    text: q || null,
    mode: mode || null,
    active: active === "" ? null : active === "yes",
  });
  const hrefOf = (next: string | null) =>
    next === null ? undefined : scheduleListHref({ ...view, cursor: next });
  const isNarrowed = q !== "" || mode !== "" || active !== "" || cursor !== "";
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchBox
          label="Find by definition, words or expression"
          value={q}
          href={scheduleListHref({ ...view, q: "", cursor: "" })}
          className="w-full sm:w-80"
        />
        <ModeFilter options={modeOptions(view)} value={mode || "all"} />
        <FilterLinks label="Activity" options={activityOptions(view)} />
      </div>
      <Card flush>
        {page.items.length === 0 ? (
          <NothingHere isNarrowed={isNarrowed} />
        ) : (
          <>
            <ScheduleTable
              key={cursor}
              items={page.items.map(scheduleItemOf)}
              mayWrite={isAllowed(ctx.actor, "jobs.write")}
              mayRun={isAllowed(ctx.actor, "runs.operate")}
              heads={{
                definition: <SortTh view={view} sort="definition" label="Definition" />,
                next: <SortTh view={view} sort="next" label="Next run (UTC)" />,
              }}
            />
            <Pagination
              newerLabel="Previous"
              olderLabel="Next"
              newerHref={hrefOf(page.previousCursor)}
              olderHref={hrefOf(page.nextCursor)}
              summary={formatCount(page.items.length, "schedule")}
            />
          </>
        )}
      </Card>
    </>
  );
}

function SortTh({
  view,
  sort,
  label,
}: {
  view: ScheduleListView;
  sort: ScheduleListView["sort"];
  label: string;
}) {
  const isCurrent = view.sort === sort;
  const order = isCurrent && view.order === "asc" ? "desc" : "asc";
  return (
    <Th
      sort={isCurrent ? (view.order === "asc" ? "ascending" : "descending") : null}
      sortHref={scheduleListHref({ ...view, sort, order, cursor: "" })}
    >
      {label}
    </Th>
  );
}

function NothingHere({ isNarrowed }: { isNarrowed: boolean }) {
  if (!isNarrowed) {
    return (
      <EmptyState
        icon={<CalendarClock />}
        title="There is no schedule yet"
        description="A schedule belongs to a definition and says when it is run: by cron, once, daily, or at an interval."
        action={
          <Button asChild>
            <Link href="/definitions">Definitions</Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="No schedule fits"
      description="Nothing has these words, this mode and this activity."
      action={
        <Button asChild>
          <Link href="/schedules">Show all</Link>
        </Button>
      }
    />
  );
}

function modeOptions(view: ScheduleListView) {
  const hrefOf = (mode: ScheduleListView["mode"]) =>
    scheduleListHref({ ...view, mode, cursor: "" });
  return [
    { value: "all", label: "Every mode", href: hrefOf("") },
    ...SCHEDULE_MODES.map((mode) => ({
      value: mode,
      label: SCHEDULE_MODE_WORDS[mode].label,
      href: hrefOf(mode),
    })),
  ];
}

function activityOptions(view: ScheduleListView) {
  const option = (label: string, active: ScheduleListView["active"]) => ({
    label,
    href: scheduleListHref({ ...view, active, cursor: "" }),
    isCurrent: view.active === active,
  });
  return [option("All", ""), option("Active", "yes"), option("Inactive", "no")];
}
