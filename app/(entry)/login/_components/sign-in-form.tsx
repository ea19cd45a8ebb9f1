"use client";

import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInAction } from "../actions";

/** Works without scripts too: then the browser submits the form itself. */
export function SignInForm({ next }: { next: string }) {
  const [state, submit, isPending] = useActionState(signInAction, null);
  const failure = state && !state.result.ok ? state.result : null;
  return (
    <form action={submit} className="flex flex-col gap-3">
      {failure && (
        <Alert kind="danger" live>
          {failure.message}
        </Alert>
      )}
      <input type="hidden" name="next" value={next} />
      <Field label="User name">
        {(control) => (
          <Input
            {...control}
            name="username"
            required
            maxLength={128}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            defaultValue={state?.username ?? ""}
            className="h-9"
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            required
            maxLength={1024}
            autoComplete="current-password"
            className="h-9"
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" loading={isPending} className="mt-1">
        Sign in
      </Button>
    </form>
  );
}
