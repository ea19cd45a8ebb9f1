"use client";

import {
  type DefinitionFieldsProps,
  DraftSwitch,
  DraftTextField,
} from "@/components/definitions/definition-fields";
import { EndpointFields } from "@/components/definitions/endpoint-fields";
import { ExecutionFields } from "@/components/definitions/execution-fields";
import { GateSections } from "@/components/definitions/gate-sections";
import { ParameterRows } from "@/components/definitions/parameter-rows";
import { ProgramFields } from "@/components/definitions/program-fields";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { FormSection } from "@/components/ui/form-section";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

export type DefinitionSectionsProps = DefinitionFieldsProps & {
  isNew: boolean;
  hasStoredPassword: boolean;
  /** What the instance uses where a field is left empty. */
  defaults: { asynchronousSeconds: number; retentionDays: number };
};

/** The fields of a definition in their groups. */
export function DefinitionSections(props: DefinitionSectionsProps) {
  const { draft, change, problems, defaults } = props;
  return (
    <>
      <FormSection title="Basics" description="What it is called and what it is for.">
        <BasicFields {...props} />
      </FormSection>
      <KindSection {...props} />
      <FormSection title="Parameters" description="What a submission gives, and what a run leaves.">
        <ParameterRows {...props} />
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
        <ExecutionFields {...props} defaultRetentionDays={defaults.retentionDays} />
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
      <GateSections {...props} />
    </>
  );
}

/** Name, description and activity. */
function BasicFields(props: DefinitionSectionsProps) {
  const { draft, change, problems, isNew } = props;
  return (
    <>
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
    </>
  );
}

/** What the definition does; the steps of a chain have a view of their own. */
function KindSection(props: DefinitionSectionsProps) {
  const { draft, change, problems, defaults } = props;
  switch (draft.kind) {
    case "http":
      return (
        <FormSection
          title="Endpoint"
          description="The address that is called for each run, under the same egress rules as every call."
        >
          <EndpointFields {...props} defaultAsynchronousSeconds={defaults.asynchronousSeconds} />
        </FormSection>
      );
    case "program":
      return (
        <FormSection title="Program" description="What is started for each run on this host.">
          <ProgramFields {...props} />
        </FormSection>
      );
    case "wait":
      return (
        <FormSection
          title="Wait"
          description="A run occupies nothing but its gates while it waits."
        >
          <Field
            label="Seconds"
            error={problems["wait.seconds"]}
            hint="How long a run takes, 0 to 604800; with 0 it is done as soon as its gates let it through"
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={draft.wait.seconds}
                onChange={(event) => change({ wait: { seconds: event.target.value } })}
                className="w-40"
              />
            )}
          </Field>
        </FormSection>
      );
    case "chain":
    case "command":
    case "system":
      return null;
  }
}
