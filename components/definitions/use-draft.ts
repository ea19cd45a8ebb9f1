"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "@/components/layout/shortcuts";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";

/** What an action of a form answers. */
export type SaveResult<T> =
  | { ok: true; value: T }
  | { ok: false; message: string; field: string | null };

type DraftOptions<Draft, T> = {
  initial: Draft;
  check: (draft: Draft) => FieldProblems;
  save: (draft: Draft) => Promise<SaveResult<T>>;
  /** Where a saved form leads to. */
  hrefOf: (value: T) => string;
  /** Told what is wrong when it could not be saved, so that it can be brought into view. */
  onRefused?: (problems: FieldProblems) => void;
};

/** A form in the making: what was typed, what is wrong with it, and saving it. */
export function useDraft<Draft extends object, T>(options: DraftOptions<Draft, T>) {
  const { check, save, hrefOf, onRefused } = options;
  const [initial] = useState(options.initial);
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [failure, setFailure] = useState<string>();
  const [phase, setPhase] = useState<"editing" | "saving" | "saved">("editing");
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();

  const change = useCallback((patch: Partial<Draft>) => {
    setDraft((current) => ({ ...current, ...patch }));
    setProblems((current) => without(current, Object.keys(patch)));
    setFailure(undefined);
  }, []);

  async function submit() {
    if (phase !== "editing") return;
    const found = check(draft);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return refuse(found);
    setProblems(found);
    setPhase("saving");
    const result = await save(draft).catch((): SaveResult<T> => UNREACHED);
    if (result.ok) {
      setPhase("saved");
      router.push(hrefOf(result.value));
      return;
    }
    setPhase("editing");
    if (result.field === null) return setFailure(result.message);
    refuse({ [result.field]: problemSentence(result.message) });
  }

  function refuse(found: FieldProblems) {
    setProblems(found);
    onRefused?.(found);
    focusFirstProblem(form.current);
  }

  useSaveShortcut(() => void submit());
  const isDirty = useMemo(
    () => JSON.stringify(draft) !== JSON.stringify(initial),
    [draft, initial],
  );
  return {
    draft,
    change,
    replace: setDraft,
    problems,
    failure,
    isSaving: phase !== "editing",
    isDirty: isDirty && phase !== "saved",
    submit: () => void submit(),
    form,
  };
}

const UNREACHED = {
  ok: false,
  message: "The server could not be reached. What you typed is still here; save again in a moment.",
  field: null,
} as const;

/** Without the problems of these fields and of what is in them. */
function without(problems: FieldProblems, fields: readonly string[]): FieldProblems {
  const isOf = (path: string) =>
    fields.some((field) => path === field || path.startsWith(`${field}.`));
  return Object.fromEntries(Object.entries(problems).filter(([path]) => !isOf(path)));
}

/** After the next paint, when the problems stand at their fields. */
function focusFirstProblem(form: HTMLFormElement | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()),
  );
}

function useSaveShortcut(submit: () => void): void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  const shortcuts = useMemo(
    () => [{ keys: "mod+enter", label: "Save", onPress: () => latest.current() }],
    [],
  );
  useShortcuts(shortcuts);
}
