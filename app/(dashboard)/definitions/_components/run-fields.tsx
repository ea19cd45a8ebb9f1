"use client";

import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { JsonEditor } from "@/components/ui/json-editor";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { RunForm } from "../run-form";
import { type RunDraft, textsOf } from "../run-submission";
import { RunParameterFields } from "./run-parameter-fields";

type RunFieldsProps = {
  form: RunForm;
  draft: RunDraft;
  change: (patch: Partial<RunDraft>) => void;
  /** By field: `parameters`, `parameters.day`, `startAt`, `startAtStep`. */
  problems: Readonly<Record<string, string>>;
  /** A test asks for nothing but the parameters. */
  isTest: boolean;
};

/** What a submission is asked for: parameters, where a chain starts, when, and whether it is held. */
export function RunFields({ form, draft, change, problems, isTest }: RunFieldsProps) {
  return (
    <>
      {form.parameters.length > 0 ? (
        <RunParameterFields
          parameters={form.parameters}
          texts={textsOf(form, draft)}
          onTextsChange={(texts) => change({ texts })}
          problems={underParameters(problems)}
        />
      ) : (
        <JsonEditor
          label="Parameters"
          optional
          rows={6}
          hint={
            form.kind === "http"
              ? "A JSON object: the query of GET and DELETE, the body of POST and PUT"
              : "A JSON object; it declares none, so everything is passed on"
          }
          value={draft.json}
          onValueChange={(json) => change({ json })}
          error={problems.parameters}
        />
      )}
      {!isTest && (
        <>
          {form.steps.length > 1 && (
            <Field
              label="Start at step"
              hint="The steps before it are Skipped"
              error={problems.startAtStep}
            >
              {(control) => (
                <Select
                  {...control}
                  options={form.steps.map((name, index) => ({
                    value: String(index),
                    label: index === 0 ? `${name} (the first)` : name,
                  }))}
                  value={String(Math.max(0, form.steps.indexOf(draft.startAtStep)))}
                  onValueChange={(index) =>
                    change({ startAtStep: index === "0" ? "" : (form.steps[Number(index)] ?? "") })
                  }
                />
              )}
            </Field>
          )}
          <DateTimeField
            label="Start at"
            optional
            value={draft.startAt}
            onValueChange={(startAt) => change({ startAt })}
            hint="UTC; left empty it starts at once"
            error={problems.startAt}
          />
          <Field label="Hold" inline hint="The run waits until an operator releases it">
            {(control) => (
              <Switch
                id={control.id}
                checked={draft.hold}
                onCheckedChange={(hold) => change({ hold })}
              />
            )}
          </Field>
        </>
      )}
    </>
  );
}

function underParameters(problems: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = "parameters.";
  const own = Object.entries(problems).filter(([field]) => field.startsWith(prefix));
  return Object.fromEntries(own.map(([field, problem]) => [field.slice(prefix.length), problem]));
}
