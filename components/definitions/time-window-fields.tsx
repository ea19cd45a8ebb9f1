"use client";

import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { GateNameField } from "@/components/definitions/gate-name-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const WHEN_OVERDUE = [
  { value: "Scheduled", label: "Wait for the next opening", description: "Scheduled" },
  { value: "Overdue", label: "Wait for an operator", description: "Overdue" },
  { value: "Held", label: "Hold it", description: "Held" },
  { value: "Canceled", label: "Cancel it", description: "Canceled" },
] as const;

const HOLIDAY_RULES = [
  { value: "ALWAYS", label: "Starts anyway" },
  { value: "SKIP", label: "Is left out" },
  { value: "BEFORE", label: "Moves to the workday before" },
  { value: "AFTER", label: "Moves to the workday after" },
] as const;

/** When a run may start: while a window is open, and on which days of a calendar. */
export function TimeWindowFields({ draft, change, problems }: DefinitionFieldsProps) {
  return (
    <>
      <Field
        label="Time window"
        optional
        error={problems.timeWindow}
        hint="A run starts only while it is open"
      >
        {(control) => (
          <GateNameField
            {...control}
            kind="window"
            none="Any time"
            value={draft.timeWindow}
            onValueChange={(timeWindow) => change({ timeWindow })}
          />
        )}
      </Field>
      <Field
        label="Minimum open seconds"
        optional
        error={problems.minimumOpenSeconds}
        hint="It does not start when the window closes sooner than this"
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={draft.minimumOpenSeconds}
            onChange={(event) => change({ minimumOpenSeconds: event.target.value })}
            className="w-40"
          />
        )}
      </Field>
      <Field
        label="When the window closed without it"
        error={problems.whenOverdue}
        hint="What becomes of a run that missed its window"
      >
        {(control) => (
          <Select
            {...control}
            options={WHEN_OVERDUE}
            value={draft.whenOverdue}
            onValueChange={(whenOverdue) => change({ whenOverdue })}
          />
        )}
      </Field>
      <Field
        label="Calendar"
        optional
        error={problems.calendar}
        hint="Knows the holidays of its schedules"
      >
        {(control) => (
          <GateNameField
            {...control}
            kind="calendar"
            none="No calendar"
            value={draft.calendar}
            onValueChange={(calendar) => change({ calendar })}
          />
        )}
      </Field>
      <Field label="A start on a holiday" error={problems.holidayRule}>
        {(control) => (
          <Select
            {...control}
            options={HOLIDAY_RULES}
            value={draft.holidayRule}
            onValueChange={(holidayRule) => change({ holidayRule })}
          />
        )}
      </Field>
    </>
  );
}
