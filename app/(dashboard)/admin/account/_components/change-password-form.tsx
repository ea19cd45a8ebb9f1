"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { FormFailure, fieldError } from "../../_components/form-failure";
import { changePasswordAction } from "../actions";

type ChangePasswordFormProps = { username: string; minLength: number };

export function ChangePasswordForm({ username, minLength }: ChangePasswordFormProps) {
  const [result, submit, isPending] = useActionState(changePasswordAction, null);
  return (
    <form action={submit} className="grid gap-3">
      <FormFailure result={result} fields={["currentPassword", "newPassword"]} />
      {/* Password managers store the new password under this name. */}
      <input type="hidden" autoComplete="username" value={username} readOnly />
      <Field label="Current password" error={fieldError(result, "currentPassword")}>
        {(control) => (
          <Input
            {...control}
            name="currentPassword"
            type="password"
            required
            maxLength={1024}
            autoComplete="current-password"
          />
        )}
      </Field>
      <Field
        label="New password"
        hint={`At least ${minLength} characters.`}
        error={fieldError(result, "newPassword")}
      >
        {(control) => (
          <Input
            {...control}
            name="newPassword"
            type="password"
            required
            minLength={minLength}
            maxLength={128}
            autoComplete="new-password"
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary" loading={isPending}>
          Change the password
        </Button>
      </div>
    </form>
  );
}
