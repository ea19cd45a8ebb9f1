"use client";

import { numberOf } from "@/components/definitions/number-of";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypedNumber } from "@/lib/domain/chain/editor/edited-chain";

type NumberFieldProps = {
  label: string;
  value: TypedNumber;
  onValueChange: (value: TypedNumber) => void;
  error: string | undefined;
  hint?: string;
  optional?: boolean;
  placeholder?: string;
};

/** A whole number; what is none stays as it is typed, for the check to say so. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onValueChange, error, hint, optional = false, placeholder } = props;
  return (
    <Field label={label} hint={hint} optional={optional} error={error}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          value={value ?? ""}
          placeholder={placeholder}
          onChange={(event) => onValueChange(numberOf(event.target.value))}
          className="w-32"
        />
      )}
    </Field>
  );
}
