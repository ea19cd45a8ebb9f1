"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SelectionChoices } from "../../actions";
import type { DraftProblems, SelectionDraft, TypedField } from "./selection-draft";

type TextFieldsProps = {
  text: SelectionDraft["text"];
  problems: DraftProblems;
  /** Names to choose from; undefined until they are known. */
  choices: SelectionChoices | undefined;
  onType: (text: Partial<SelectionDraft["text"]>) => void;
};

type TextFieldSpec = {
  name: TypedField;
  label: string;
  hint?: string;
  choices?: keyof SelectionChoices;
};

const FIELDS: readonly TextFieldSpec[] = [
  { name: "jobName", label: "Job name", hint: "* any characters, ? one; several with commas" },
  { name: "user", label: "Submitted by", hint: "* any characters, ? one" },
  { name: "definition", label: "Definition", hint: "Its exact name" },
  { name: "program", label: "Program or URL", hint: "A part of it" },
  { name: "event", label: "After event", hint: "Its exact name", choices: "events" },
  { name: "queue", label: "Queue", choices: "queues" },
  { name: "server", label: "Server", hint: "Has or last had the run", choices: "servers" },
  { name: "returnCode", label: "Return code", hint: "Of a program, such as 8" },
  { name: "httpStatus", label: "HTTP status", hint: "503, or 5xx" },
  { name: "reason", label: "Reason", hint: "A part of it" },
];

/** The fields of the selection that are words. */
export function TextFields({ text, problems, choices, onType }: TextFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {FIELDS.map((field) => (
        <TextField
          key={field.name}
          field={field}
          value={text[field.name]}
          problem={problems[field.name]}
          names={field.choices === undefined ? [] : (choices?.[field.choices] ?? [])}
          onType={(value) => onType({ [field.name]: value })}
        />
      ))}
    </div>
  );
}

function TextField(props: {
  field: TextFieldSpec;
  value: string;
  problem: string | undefined;
  names: readonly string[];
  onType: (value: string) => void;
}) {
  const { field, value, problem, names, onType } = props;
  const listId = useId();
  return (
    <Field label={field.label} hint={field.hint} error={problem}>
      {(control) => (
        <>
          <Input
            {...control}
            mono
            value={value}
            maxLength={255}
            spellCheck={false}
            {...(names.length > 0 ? { list: listId } : {})}
            onChange={(event) => onType(event.target.value)}
          />
          {names.length > 0 && (
            <datalist id={listId}>
              {names.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
