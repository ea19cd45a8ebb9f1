"use client";

import { type ReactNode, startTransition, useActionState, useEffect } from "react";
import { Button } from "@/components/ui/button";
import type { FormResult } from "@/lib/services/access/form-result";

type SubmitFormProps<T> = {
  action: (previous: FormResult<T> | null, form: FormData) => Promise<FormResult<T>>;
  submitLabel: string;
  onCancel: () => void;
  /** Called once for each success. */
  onDone: (value: T) => void;
  children: (result: FormResult<T> | null) => ReactNode;
};

/** The form of a dialog. What was typed stays when the server refuses it. */
export function SubmitForm<T>(props: SubmitFormProps<T>) {
  const { action, submitLabel, onCancel, onDone, children } = props;
  const [result, submit, isPending] = useActionState(action, null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one success is told once, whoever listens.
  useEffect(() => {
    if (result?.ok) onDone(result.value);
  }, [result]);
  return (
    <form
      className="grid gap-4 pb-2"
      onSubmit={(event) => {
        // A form action would empty the fields; this keeps them.
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => submit(form));
      }}
    >
      {children(result)}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" loading={isPending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
