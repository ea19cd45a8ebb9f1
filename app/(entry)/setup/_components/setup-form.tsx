"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { setupAction } from "../actions";

/** Works without scripts too: then the browser submits the form itself. */
export function SetupForm({ token, minLength }: { token: string; minLength: number }) {
  const [state, submit, isPending] = useActionState(setupAction, null);
  const failure = state && !state.result.ok ? state.result : null;
  const errorOf = (field: string) => (failure?.field === field ? failure.message : undefined);
  const isGeneral =
    failure && !["username", "password", "passwordAgain"].includes(`${failure.field}`);
  return (
    <form action={submit} className="flex flex-col gap-3">
      {isGeneral && (
        <Alert kind="danger" live>
          {failure.message}
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <Field label="User name" error={errorOf("username")}>
        {(control) => (
          <Input
            {...control}
            name="username"
            required
            maxLength={128}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={state?.username ?? ""}
            className="h-9"
          />
        )}
      </Field>
      <Field
        label="Password"
        hint={`At least ${minLength} characters.`}
        error={errorOf("password")}
      >
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            required
            minLength={minLength}
            maxLength={128}
            autoComplete="new-password"
            className="h-9"
          />
        )}
      </Field>
      <Field label="Password again" error={errorOf("passwordAgain")}>
        {(control) => (
          <Input
            {...control}
            name="passwordAgain"
            type="password"
            required
            maxLength={128}
            autoComplete="new-password"
            className="h-9"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isPending} className="mt-1">
        Create and sign in
      </Button>
    </form>
  );
}
