import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { FormResult } from "@/lib/services/access/form-result";
import { gateFieldError } from "./gate-field-error";

type TextFieldProps = {
  result: FormResult<unknown> | null;
};

/** The name of a new gate. */
export function NameField({ result }: TextFieldProps) {
  return (
    <Field
      label="Name"
      hint="Definitions refer to it by this name, which cannot be changed"
      error={gateFieldError(result, "name")}
    >
      {(control) => <Input {...control} name="name" required maxLength={255} spellCheck={false} />}
    </Field>
  );
}

/** What a gate is for. */
export function DescriptionField({ result, value }: TextFieldProps & { value: string }) {
  return (
    <Field label="Description" optional error={gateFieldError(result, "description")}>
      {(control) => (
        <Textarea {...control} name="description" rows={2} maxLength={1000} defaultValue={value} />
      )}
    </Field>
  );
}

type NumberFieldProps = TextFieldProps & {
  field: string;
  label: string;
  hint: string;
  value: number | null;
  placeholder?: string;
  optional?: boolean;
};

/** A whole number, or nothing. */
export function NumberField({ result, field, label, hint, value, ...rest }: NumberFieldProps) {
  const { placeholder, optional = false } = rest;
  return (
    <Field label={label} hint={hint} optional={optional} error={gateFieldError(result, field)}>
      {(control) => (
        <Input
          {...control}
          name={field}
          inputMode="numeric"
          maxLength={9}
          placeholder={placeholder}
          defaultValue={value ?? ""}
          className="max-w-36"
        />
      )}
    </Field>
  );
}

type CheckFieldProps = { field: string; label: string; hint: string; isOn: boolean };

/** A rule that holds or not. */
export function CheckField({ field, label, hint, isOn }: CheckFieldProps) {
  return (
    <Field label={label} hint={hint} inline>
      {(control) => (
        <input
          {...control}
          type="checkbox"
          name={field}
          defaultChecked={isOn}
          className="size-4 accent-[var(--accent)]"
        />
      )}
    </Field>
  );
}
