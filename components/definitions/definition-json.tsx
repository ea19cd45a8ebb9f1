"use client";

import { useState } from "react";
import { bodyOfDraft, type DefinitionDraft } from "@/components/definitions/definition-draft";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJsonText } from "@/components/ui/json-text";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { putDefinitionSchema } from "@/lib/domain/native-api/definition-resource";

type DefinitionJsonProps = {
  draft: DefinitionDraft;
  change: (patch: Partial<DefinitionDraft>) => void;
  /** Tells what is wrong with the text, or that nothing is. */
  onProblem: (problem: string | undefined) => void;
  problem: string | undefined;
};

/** The definition as the body of the native API; what is typed here is what the form shows afterwards. */
export function DefinitionJson({ draft, change, onProblem, problem }: DefinitionJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(bodyOfDraft(draft), null, 2));

  function type(next: string) {
    setText(next);
    const read = patchFrom(next);
    onProblem(read.ok ? undefined : read.reason);
    if (read.ok) change(read.patch);
  }

  return (
    <JsonEditor
      label="Definition as JSON"
      rows={22}
      value={text}
      onValueChange={type}
      error={problem}
      hint="As PUT /api/v1/definitions/{name} takes it. Window, alerts and a stored password stay as they are in the form"
    />
  );
}

type Read = { ok: true; patch: Partial<DefinitionDraft> } | { ok: false; reason: string };

function patchFrom(text: string): Read {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  try {
    const { http, description, active, priority, hold, retentionDays, deleteAfterSuccess } =
      parseInput(putDefinitionSchema, parsed.value);
    if (http === null) return { ok: false, reason: "This form is for definitions of kind http." };
    const seconds = http.synchronousSeconds ?? http.timeoutSeconds ?? 15;
    const patch: Partial<DefinitionDraft> = {
      ...{ description, active, hold, deleteAfterSuccess },
      priority: String(priority),
      retentionDays: textOf(retentionDays),
      httpMethod: http.method,
      url: http.url,
      headers: Object.entries(http.headers).map(([name, value]) => ({ name, value })),
      user: http.user ?? "",
      synchronousSeconds: String(seconds),
      asynchronousSeconds: textOf(http.asynchronousSeconds),
      ...(http.password === null ? {} : { passwordChoice: "set", password: http.password }),
    };
    return { ok: true, patch };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, reason: `${error.message}.` };
    throw error;
  }
}

function textOf(value: number | null): string {
  return value === null ? "" : String(value);
}
