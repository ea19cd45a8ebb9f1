"use client";

import { SegmentedControl } from "@/components/ui/segmented-control";
import type { StateVocabulary } from "../state-vocabularies";

export const VOCABULARIES = [
  { value: "state", label: "Run state", title: "The words of this product" },
  { value: "backgroundJob", label: "Background job", title: "Letter and word of a background job" },
  {
    value: "schedulingApi",
    label: "API",
    title: "runStatus and runState of the Job Scheduling API",
  },
] as const satisfies readonly { value: StateVocabulary; label: string; title: string }[];

type VocabularySwitchProps = {
  value: StateVocabulary;
  onChange: (vocabulary: StateVocabulary) => void;
};

/** In which words the list says the state of a run. */
export function VocabularySwitch({ value, onChange }: VocabularySwitchProps) {
  return (
    <SegmentedControl
      label="Words for the state"
      size="sm"
      options={VOCABULARIES}
      value={value}
      onValueChange={onChange}
    />
  );
}
