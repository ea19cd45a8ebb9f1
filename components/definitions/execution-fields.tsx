"use client";

import {
  type DefinitionFieldsProps,
  DraftSwitch,
  DraftTextField,
} from "@/components/definitions/definition-fields";
import { GateNameField } from "@/components/definitions/gate-name-field";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

const CLASSES = [
  { value: "A", label: "A", description: "High; administrators give it" },
  { value: "B", label: "B", description: "Medium; administrators give it" },
  { value: "C", label: "C", description: "Low" },
] as const;

type ExecutionFieldsProps = DefinitionFieldsProps & {
  /** What applies where the field is left empty. */
  defaultRetentionDays: number;
};

/** How the runs of a definition are queued, and how long they are kept. */
export function ExecutionFields(props: ExecutionFieldsProps) {
  const { draft, change, problems } = props;
  return (
    <>
      <Field label="Queue" error={problems.queue} hint="Where its runs wait for their turn">
        {(control) => (
          <GateNameField
            {...control}
            kind="queue"
            value={draft.queue}
            onValueChange={(queue) => change({ queue })}
          />
        )}
      </Field>
      <DraftTextField
        {...props}
        field="priority"
        label="Priority"
        numeric
        hint="1 to 100; the higher one is taken first"
      />
      <Field label="Job class" error={problems.jobClass} hint="Of the background-job view">
        {(control) => (
          <Select
            {...control}
            options={CLASSES}
            value={draft.jobClass}
            onValueChange={(jobClass) => change({ jobClass })}
            className="w-40"
          />
        )}
      </Field>
      <DraftTextField
        {...props}
        field="retentionDays"
        label="Retention in days"
        numeric
        optional
        placeholder={String(props.defaultRetentionDays)}
        hint="How long finished runs are kept"
      />
      <DraftSwitch
        {...props}
        field="hold"
        label="Hold on submit"
        hint="Runs wait until an operator releases them"
      />
      <DraftSwitch
        {...props}
        field="deleteAfterSuccess"
        label="Delete after success"
        hint="Completed runs are removed at once"
      />
    </>
  );
}
