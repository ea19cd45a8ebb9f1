"use client";

import { useState } from "react";
import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { draftFromBody } from "@/components/definitions/draft-from-body";
import { bodyOfDraft } from "@/components/definitions/draft-input";
import { JsonEditor } from "@/components/ui/json-editor";

type DefinitionJsonProps = {
  draft: DefinitionDraft;
  change: (patch: Partial<DefinitionDraft>) => void;
  /** The kind can be another one only while the definition is new. */
  isNew: boolean;
  /** Tells what is wrong with the text, or that nothing is. */
  onProblem: (problem: string | undefined) => void;
  problem: string | undefined;
};

/** The definition as the body of the native API; what is typed here is what the form shows afterwards. */
export function DefinitionJson({ draft, change, isNew, onProblem, problem }: DefinitionJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(bodyOfDraft(draft), null, 2));

  function type(next: string) {
    setText(next);
    const read = draftFromBody(next, isNew ? null : draft.kind);
    onProblem(read.ok ? undefined : read.reason);
    if (read.ok) change(read.patch);
  }

  return (
    <JsonEditor
      label="Definition as JSON"
      rows={26}
      value={text}
      onValueChange={type}
      error={problem}
      hint="As PUT /api/v1/definitions/{name} takes it; of chains without what is as by default. A stored password stays as it is in the form"
    />
  );
}
