import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A first or new password for somebody else; left empty, one is generated. */
export function PasswordField({ error }: { error: string | undefined }) {
  return (
    <Field
      label="Password"
      optional
      hint="At least 10 characters. Left empty, one is generated and shown once."
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          name="password"
          type="password"
          maxLength={128}
          autoComplete="new-password"
        />
      )}
    </Field>
  );
}
