"use client";

import { useId, useState } from "react";
import { StateChip } from "@/components/runs/state-chip";
import { Checkbox } from "@/components/ui/checkbox";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { RUN_STATES, STAGES, stageOf } from "@/lib/domain/run/run-state";
import { type StateWord, statesMeantBy } from "@/lib/domain/run/selection-states";
import { type StateVocabulary, WORDS_OF, wordLabel } from "../../state-vocabularies";
import { coverage, toggledWord } from "../../state-words";
import { VOCABULARIES } from "../vocabulary-switch";

type StateFieldsProps = {
  states: readonly StateWord[];
  /** The words it begins with. */
  vocabulary: StateVocabulary;
  onChange: (states: StateWord[]) => void;
};

const STAGE_WORD = {
  initial: "Initial",
  "pre-running": "Before running",
  running: "Running",
  final: "Ended",
} as const;

/** The states as check boxes, in the words of any vocabulary; a box is half set when only a part of it is selected. */
export function StateFields({ states, vocabulary, onChange }: StateFieldsProps) {
  const [shown, setShown] = useState(vocabulary);
  const check = (word: StateWord) => (
    <StateCheck
      key={word}
      word={word}
      coverage={coverage(states, word)}
      onToggle={() => onChange(toggledWord(states, word))}
    />
  );
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">States</legend>
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <span aria-hidden="true" className="text-sm font-medium">
          States
        </span>
        <SegmentedControl
          label="Words for the states"
          size="sm"
          options={VOCABULARIES}
          value={shown}
          onValueChange={setShown}
        />
      </div>
      {shown === "state" ? (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {STAGES.map((stage) => (
            <fieldset key={stage} className="min-w-0">
              <legend className="mb-1 text-xs font-medium text-ink-muted">
                {STAGE_WORD[stage]}
              </legend>
              {RUN_STATES.filter((state) => stageOf(state) === stage).map(check)}
            </fieldset>
          ))}
        </div>
      ) : (
        <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-4">
          {WORDS_OF[shown].map(check)}
        </div>
      )}
    </fieldset>
  );
}

function StateCheck(props: {
  word: StateWord;
  coverage: ReturnType<typeof coverage>;
  onToggle: () => void;
}) {
  const { word, onToggle } = props;
  const id = useId();
  const meant = statesMeantBy([word]).states;
  const [first] = meant;
  return (
    <div className="flex h-7 items-center gap-2 text-sm" title={meant.join(", ")}>
      <Checkbox
        id={id}
        checked={props.coverage === "part" ? "indeterminate" : props.coverage === "all"}
        onCheckedChange={onToggle}
      />
      <label htmlFor={id} className="flex min-w-0 items-center gap-1.5">
        {first !== undefined && <StateChip state={first} />}
        <span className="truncate">{wordLabel(word)}</span>
      </label>
    </div>
  );
}
