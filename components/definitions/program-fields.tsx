"use client";

import { Plus, X } from "lucide-react";
import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { firstProblemUnder } from "@/components/definitions/problems-under";
import { RowList } from "@/components/definitions/row-list";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

/** The program that is started, and what it is started with. */
export function ProgramFields({ draft, change, problems }: DefinitionFieldsProps) {
  const { program } = draft;
  const patch = (part: Partial<typeof program>) => change({ program: { ...program, ...part } });
  return (
    <>
      <Field
        label="Program"
        error={problems["program.program"]}
        hint="Path on the process server’s host; no shell reads it"
      >
        {(control) => (
          <Input
            {...control}
            mono
            value={program.program}
            spellCheck={false}
            placeholder="/opt/jobs/close-books"
            onChange={(event) => patch({ program: event.target.value })}
          />
        )}
      </Field>
      <Arguments
        values={program.arguments}
        onValuesChange={(values) => patch({ arguments: values })}
        error={firstProblemUnder(problems, "program.arguments")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Working directory"
          optional
          error={problems["program.workingDirectory"]}
          hint="Where it is started"
        >
          {(control) => (
            <Input
              {...control}
              mono
              value={program.workingDirectory}
              spellCheck={false}
              onChange={(event) => patch({ workingDirectory: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Variant"
          optional
          error={problems["program.variant"]}
          hint="Name of the set of values it is started with"
        >
          {(control) => (
            <Input
              {...control}
              value={program.variant}
              onChange={(event) => patch({ variant: event.target.value })}
            />
          )}
        </Field>
      </div>
      <RowList
        legend="Environment"
        hint="Variables beside those the process server gives every program"
        noun="variable"
        field="program.environment"
        blank={{ name: "", value: "" }}
        rows={program.environment}
        onRowsChange={(environment) => patch({ environment })}
        problems={problems}
        error={firstProblemUnder(problems, "program.environment")}
        rowClassName="flex gap-1.5"
      >
        {(row, changeRow, number) => (
          <>
            <Input
              mono
              aria-label={`Name of variable ${number}`}
              placeholder="COMPANY_CODE"
              value={row.name}
              spellCheck={false}
              onChange={(event) => changeRow({ name: event.target.value })}
              className="basis-2/5"
            />
            <Input
              mono
              aria-label={`Value of variable ${number}`}
              value={row.value}
              spellCheck={false}
              onChange={(event) => changeRow({ value: event.target.value })}
            />
          </>
        )}
      </RowList>
    </>
  );
}

type ArgumentsProps = {
  values: readonly string[];
  onValuesChange: (values: string[]) => void;
  error: string | undefined;
};

function Arguments({ values, onValuesChange, error }: ArgumentsProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">
        Arguments <span className="ml-0.5 font-normal text-ink-faint">optional</span>
      </legend>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: arguments have no identity but their place.
        <div key={index} className="flex gap-1.5">
          <Input
            mono
            aria-label={`Argument ${index + 1}`}
            value={value}
            spellCheck={false}
            onChange={(event) => onValuesChange(values.with(index, event.target.value))}
          />
          <IconButton
            label={`Remove argument ${index + 1}`}
            icon={<X aria-hidden="true" />}
            onClick={() => onValuesChange(values.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => onValuesChange([...values, ""])}
      >
        <Plus aria-hidden="true" />
        Add an argument
      </Button>
      <FieldError error={error} />
    </fieldset>
  );
}
