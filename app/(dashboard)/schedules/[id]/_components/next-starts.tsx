import { NextTimes } from "@/components/schedules/next-times";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { Definition } from "@/lib/domain/definition/definition";
import { nextStartsOf } from "@/lib/domain/schedule/next-starts";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";

const SHOWN = 10;

/** The next ten starts, from the one that is planned on. */
export function NextStarts({
  definition,
  schedule,
}: {
  definition: Definition;
  schedule: Schedule;
}) {
  const times = definition.active ? nextStartsOf(schedule, definition, SHOWN) : [];
  return (
    <Card flush title="Next starts">
      {times.length === 0 ? (
        <EmptyState title="It starts nothing" description={reasonOf(definition, schedule)} />
      ) : (
        <NextTimes times={times} timeZone={schedule.timeZone} />
      )}
    </Card>
  );
}

function reasonOf(definition: Definition, schedule: Schedule): string {
  if (!schedule.active) return "The schedule is inactive.";
  if (!definition.active) return `Its definition ${definition.name} is inactive.`;
  return "No start is planned any more.";
}
