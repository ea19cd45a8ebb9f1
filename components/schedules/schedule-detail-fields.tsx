"use client";

import type { ScheduleFieldsProps } from "@/components/schedules/schedule-fields";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { Switch } from "@/components/ui/switch";

/** Between which instants the schedule starts anything. */
export function ScheduleWindowFields({ draft, change, problems }: ScheduleFieldsProps) {
  return (
    <>
      <DateTimeField
        label="Start time"
        optional
        value={draft.startTime}
        onValueChange={(startTime) => change({ startTime })}
        error={problems.startTime}
      />
      <DateTimeField
        label="End time"
        optional
        value={draft.endTime}
        onValueChange={(endTime) => change({ endTime })}
        error={problems.endTime}
      />
    </>
  );
}

/** What the schedule is for and what it sends. */
export function ScheduleContentFields({ draft, change, problems }: ScheduleFieldsProps) {
  return (
    <>
      <Field label="Active" inline hint="An inactive schedule starts nothing">
        {(control) => (
          <Switch
            id={control.id}
            checked={draft.active}
            onCheckedChange={(active) => change({ active })}
          />
        )}
      </Field>
      <Field label="Description" optional error={problems.description}>
        {(control) => (
          <Input
            {...control}
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
      <JsonEditor
        label="Parameters"
        optional
        rows={5}
        hint="A JSON object: the query of GET and DELETE, the body of POST and PUT. Keep personal data out of it"
        value={draft.parameters}
        onValueChange={(parameters) => change({ parameters })}
        error={problems.parameters}
      />
    </>
  );
}
