"use client";

import {
  type DefinitionFieldsProps,
  DraftSwitch,
  DraftTextField,
} from "@/components/definitions/definition-fields";
import { EndpointFields } from "@/components/definitions/endpoint-fields";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { Textarea } from "@/components/ui/textarea";

type DefinitionSectionsProps = DefinitionFieldsProps & {
  isNew: boolean;
  hasStoredPassword: boolean;
  /** What the instance uses where a field is left empty. */
  defaults: { asynchronousSeconds: number; retentionDays: number };
};

/** The fields of a definition in their groups. */
export function DefinitionSections(props: DefinitionSectionsProps) {
  const { draft, change, problems, isNew, defaults } = props;
  return (
    <>
      <FormSection title="Basics" description="What it is called and what it is for.">
        {isNew ? (
          <DraftTextField
            {...props}
            field="name"
            label="Name"
            autoFocus
            hint="Letters, digits, _ - . and inner blanks; it can’t be changed later"
          />
        ) : (
          <p className="text-sm">
            <span className="text-ink-muted">Name</span>{" "}
            <span className="font-medium wrap-anywhere">{draft.name}</span>
          </p>
        )}
        <Field label="Description" optional error={problems.description}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <DraftSwitch
          {...props}
          field="active"
          label="Active"
          hint="The schedules of an inactive definition start nothing; it can still be run by hand"
        />
      </FormSection>
      <FormSection
        title="Endpoint"
        description="The address that is called for each run, under the same egress rules as every call."
      >
        <EndpointFields {...props} defaultAsynchronousSeconds={defaults.asynchronousSeconds} />
      </FormSection>
      <FormSection title="Window" description="Schedules start nothing outside of it." columns={2}>
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
      </FormSection>
      <FormSection
        title="Execution"
        description="How its runs are queued and how long they are kept."
        columns={2}
      >
        <DraftTextField
          {...props}
          field="priority"
          label="Priority"
          numeric
          hint="1 to 100; the higher one is taken first"
        />
        <DraftTextField
          {...props}
          field="retentionDays"
          label="Retention in days"
          numeric
          optional
          placeholder={String(defaults.retentionDays)}
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
      </FormSection>
      <FormSection
        title="Alerts"
        description="Which outcomes are marked for notification."
        columns={2}
      >
        <DraftSwitch
          {...props}
          field="alertOnError"
          label="On error"
          hint="Error, Killed and Unknown"
        />
        <DraftSwitch {...props} field="alertOnSuccess" label="On success" hint="Completed" />
      </FormSection>
    </>
  );
}
