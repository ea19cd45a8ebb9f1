import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { SCHEDULE_MODE_WORDS } from "@/components/schedules/schedule-modes";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Definition } from "@/lib/domain/definition/definition";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { formatPercent } from "@/lib/format/format-number";
import { definitionHref } from "../../../definitions/search-params";

type ScheduleFactsProps = {
  definition: Definition;
  schedule: Schedule;
  success: { rate: number | null; runs: number };
};

/** What is set for a schedule, and how its latest runs went. */
export function ScheduleFacts({ definition, schedule, success }: ScheduleFactsProps) {
  const { mode, expression, parameters } = schedule;
  const rate =
    success.rate === null ? null : `${formatPercent(success.rate)} of the last ${success.runs}`;
  return (
    <Card title="Schedule">
      <DefinitionList
        items={[
          {
            label: "Definition",
            value: (
              <Link
                href={definitionHref(definition.id)}
                className="text-accent-text hover:underline"
              >
                {definition.name}
              </Link>
            ),
          },
          { label: "Mode", value: SCHEDULE_MODE_WORDS[mode].label },
          { label: SCHEDULE_MODE_WORDS[mode].field, value: expression, mono: true },
          { label: "Time zone", value: schedule.timeZone },
          { label: "Start time", value: <InstantText at={schedule.startAt} form="full" /> },
          { label: "End time", value: <InstantText at={schedule.endAt} form="full" /> },
          { label: "Succeeded", value: rate },
          { label: "Description", value: schedule.description },
          {
            label: "Created",
            value: (
              <>
                <InstantText at={schedule.createdAt} /> by {schedule.createdBy}
              </>
            ),
          },
          { label: "Changed", value: <InstantText at={schedule.modifiedAt} /> },
        ]}
      />
      {parameters !== null && (
        <CodeBlock
          className="mt-3"
          label="Parameters"
          code={JSON.stringify(parameters, null, 2)}
          maxHeight="16rem"
        />
      )}
    </Card>
  );
}
