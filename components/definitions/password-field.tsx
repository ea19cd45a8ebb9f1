"use client";

import type { PasswordChoice } from "@/components/definitions/definition-draft";
import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";

type PasswordFieldProps = DefinitionFieldsProps & { hasStoredPassword: boolean };

/** A password that can be set, kept or dropped, but never seen again. */
export function PasswordField({ draft, change, problems, hasStoredPassword }: PasswordFieldProps) {
  const choices: { value: PasswordChoice; label: string }[] = [
    ...(hasStoredPassword ? [{ value: "keep" as const, label: "Keep stored password" }] : []),
    { value: "set", label: hasStoredPassword ? "Replace" : "Set" },
    { value: "none", label: "None" },
  ];
  return (
    <Field
      label="Password"
      optional
      error={problems.password}
      hint="Stored encrypted and never shown again"
    >
      {(control) => (
        <div className="grid gap-1.5">
          <SegmentedControl
            label="Password of the endpoint"
            size="sm"
            options={choices}
            value={draft.passwordChoice}
            onValueChange={(passwordChoice) => change({ passwordChoice, password: "" })}
            className="justify-self-start"
          />
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            disabled={draft.passwordChoice !== "set"}
            value={draft.password}
            placeholder={draft.passwordChoice === "keep" ? "••••••••" : ""}
            onChange={(event) => change({ password: event.target.value })}
          />
        </div>
      )}
    </Field>
  );
}
