"use client";

import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";

export type DefinitionFieldsProps = {
  draft: DefinitionDraft;
  change: (patch: Partial<DefinitionDraft>) => void;
  problems: FieldProblems;
};

type TextKey = {
  [Key in keyof DefinitionDraft]: DefinitionDraft[Key] extends string ? Key : never;
}[keyof DefinitionDraft];
type FlagKey = {
  [Key in keyof DefinitionDraft]: DefinitionDraft[Key] extends boolean ? Key : never;
}[keyof DefinitionDraft];

type TextFieldProps = DefinitionFieldsProps & {
  field: Exclude<TextKey, "httpMethod" | "passwordChoice">;
  label: string;
  hint?: string;
  optional?: boolean;
  placeholder?: string;
  /** Monospaced, for what a machine reads. */
  mono?: boolean;
  numeric?: boolean;
  autoFocus?: boolean;
  className?: string;
};

/** One line of the draft. */
export function DraftTextField(props: TextFieldProps) {
  const { draft, change, problems, field, label, hint, optional = false, mono = false } = props;
  return (
    <Field
      label={label}
      hint={hint}
      optional={optional}
      error={problems[field]}
      {...(props.className === undefined ? {} : { className: props.className })}
    >
      {(control) => (
        <Input
          {...control}
          mono={mono}
          value={draft[field]}
          placeholder={props.placeholder}
          spellCheck={!mono}
          inputMode={props.numeric ? "numeric" : "text"}
          autoFocus={props.autoFocus ?? false}
          onChange={(event) => change({ [field]: event.target.value })}
          {...(props.numeric ? { className: "w-40" } : {})}
        />
      )}
    </Field>
  );
}

/** One switch of the draft. */
export function DraftSwitch(
  props: DefinitionFieldsProps & { field: FlagKey; label: string; hint?: string },
) {
  const { draft, change, field, label, hint } = props;
  return (
    <Field label={label} hint={hint} inline>
      {(control) => (
        <Switch
          id={control.id}
          aria-describedby={control["aria-describedby"]}
          checked={draft[field]}
          onCheckedChange={(value) => change({ [field]: value })}
        />
      )}
    </Field>
  );
}
