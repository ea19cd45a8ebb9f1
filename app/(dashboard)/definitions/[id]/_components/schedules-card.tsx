import { Plus } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Definition } from "@/lib/domain/definition/definition";
import type { ScheduleRow } from "@/lib/queries/schedules/list-schedule-rows";
import { ScheduleTable } from "../../../schedules/_components/schedule-table";
import { scheduleItemOf } from "../../../schedules/schedule-item";
import { definitionHref } from "../../search-params";
import { AllSchedulesButtons } from "./all-schedules-buttons";

type SchedulesCardProps = {
  definition: Definition;
  rows: readonly ScheduleRow[];
  /** There are more than are shown. */
  hasMore: boolean;
  mayWrite: boolean;
};

/** The schedules of a definition, and switching all of them. */
export function SchedulesCard({ definition, rows, hasMore, mayWrite }: SchedulesCardProps) {
  const { id, active } = definition;
  const add = (
    <Button asChild size="sm">
      <Link href={`/schedules/new?definition=${id}`}>
        <Plus aria-hidden="true" />
        New schedule
      </Link>
    </Button>
  );
  return (
    <Card
      flush
      title="Schedules"
      description={
        !active && rows.length > 0 && "The definition is inactive: none of them starts anything."
      }
      actions={
        mayWrite && (
          <>
            {rows.length > 0 && (
              <AllSchedulesButtons
                definitionId={id}
                canActivate={rows.some((row) => !row.active)}
                canDeactivate={rows.some((row) => row.active)}
              />
            )}
            {add}
          </>
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState
          title="It has no schedule"
          description="It runs when somebody or something asks for it."
          action={mayWrite && add}
        />
      ) : (
        <ScheduleTable items={rows.map(scheduleItemOf)} isOfOneDefinition mayWrite={mayWrite} />
      )}
      {hasMore && (
        <p className="border-t border-line px-3 py-2 text-sm">
          <Link
            href={definitionHref(id, { tab: "schedules" })}
            className="text-accent-text hover:underline"
          >
            All schedules
          </Link>
        </p>
      )}
    </Card>
  );
}
