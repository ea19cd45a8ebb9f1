"use client";

import { useId } from "react";
import { KIND_WORDS } from "@/components/definitions/kind-words";
import { Checkbox } from "@/components/ui/checkbox";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { DEFINITION_KINDS } from "@/lib/domain/definition/definition";
import type { SelectionDraft } from "./selection-draft";

type KindFieldsProps = {
  kinds: SelectionDraft["kinds"];
  level: SelectionDraft["level"];
  onKinds: (kinds: string[]) => void;
  onLevel: (level: SelectionDraft["level"]) => void;
};

const LEVELS = [
  {
    value: "as-usual",
    label: "As usual",
    title: "Whole chains, unless a filter finds their calls",
  },
  { value: "top", label: "What was submitted", title: "No steps and calls of chains" },
  { value: "calls", label: "Calls too", title: "Also the calls of chains, without their steps" },
  { value: "all", label: "Steps and calls too", title: "Every run, also those inside chains" },
] as const;

/** Which kinds of definitions, and whether runs inside chains are listed by themselves. */
export function KindFields({ kinds, level, onKinds, onLevel }: KindFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <fieldset className="min-w-0">
        <legend className="mb-1 text-sm font-medium">Kind</legend>
        <div className="grid grid-cols-2 gap-x-3">
          {DEFINITION_KINDS.map((kind) => (
            <KindCheck
              key={kind}
              word={KIND_WORDS[kind].word}
              isOn={kinds.includes(kind)}
              onToggle={() =>
                onKinds(
                  kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind],
                )
              }
            />
          ))}
        </div>
      </fieldset>
      <div>
        <p className="mb-1 text-sm font-medium">Runs inside chains</p>
        <SegmentedControl
          label="Runs inside chains"
          size="sm"
          options={LEVELS}
          value={level}
          onValueChange={onLevel}
        />
      </div>
    </div>
  );
}

function KindCheck(props: { word: string; isOn: boolean; onToggle: () => void }) {
  const id = useId();
  return (
    <div className="flex h-7 items-center gap-2 text-sm">
      <Checkbox id={id} checked={props.isOn} onCheckedChange={props.onToggle} />
      <label htmlFor={id}>{props.word}</label>
    </div>
  );
}
