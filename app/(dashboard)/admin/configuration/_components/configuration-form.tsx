"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import type { FormResult } from "@/lib/services/access/form-result";

export type NumberSetting = { name: string; label: string; hint: string; value: number };

type ConfigurationFormProps = {
  /** Names the form: "Asynchronous timeout". */
  label: string;
  settings: readonly NumberSetting[];
  onSave: (values: Readonly<Record<string, string>>) => Promise<FormResult>;
};

/** Some whole numbers of the instance, saved together. */
export function ConfigurationForm({ label, settings, onSave }: ConfigurationFormProps) {
  const stored = Object.fromEntries(settings.map(({ name, value }) => [name, String(value)]));
  const [values, setValues] = useState(stored);
  const [problem, setProblem] = useState<{ field: string | null; sentence: string }>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const isDirty = settings.some(({ name }) => values[name]?.trim() !== stored[name]);
  const isElsewhere = problem !== undefined && !settings.some(({ name }) => name === problem.field);

  async function save() {
    setBusy(true);
    const result = await onSave(values).catch(() => null);
    setBusy(false);
    if (result?.ok) {
      setProblem(undefined);
      toast.success(`Saved: ${label}`);
      router.refresh();
      return;
    }
    const message = result?.message ?? "The server could not be reached. Nothing was changed";
    setProblem({ field: result?.field ?? null, sentence: problemSentence(message) });
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label={label}
      className="grid justify-items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {settings.map(({ name, label: words, hint }) => (
        <Field
          key={name}
          label={words}
          hint={hint}
          error={problem?.field === name ? problem.sentence : undefined}
        >
          {(control) => (
            <Input
              {...control}
              mono
              inputMode="numeric"
              value={values[name] ?? ""}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              className="w-40"
            />
          )}
        </Field>
      ))}
      <FieldError error={isElsewhere ? problem.sentence : undefined} />
      <Button type="submit" variant="primary" loading={isBusy} disabled={!isDirty}>
        Save
      </Button>
    </form>
  );
}
