"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAnswer } from "../../../runs/_components/use-answer";
import { selectionChoicesAction } from "../../actions";
import { filtersOf, type MonitorSelection, type SelectionChange } from "../../search-params";
import type { StateVocabulary } from "../../state-vocabularies";
import { KindFields } from "./kind-fields";
import { PeriodFields } from "./period-fields";
import {
  type DraftProblems,
  draftFrom,
  EMPTY_DRAFT,
  type SelectionDraft,
  selectionFromDraft,
} from "./selection-draft";
import { StateFields } from "./state-fields";
import { TextFields } from "./text-fields";

type SelectionScreenProps = {
  selection: MonitorSelection;
  vocabulary: StateVocabulary;
  onApply: (change: SelectionChange) => void;
  onClose: () => void;
};

/** The selection screen: names and users with wildcards, states, periods, and what else tells runs apart. */
export function SelectionScreen({ selection, vocabulary, onApply, onClose }: SelectionScreenProps) {
  const [draft, setDraft] = useState<SelectionDraft>(() => draftFrom(filtersOf(selection)));
  const [problems, setProblems] = useState<DraftProblems>({});
  const choices = useAnswer(selectionChoicesAction);
  const formId = useId();
  const change = (part: Partial<SelectionDraft>) =>
    setDraft((present) => ({ ...present, ...part }));
  const type = (text: Partial<SelectionDraft["text"]>) =>
    setDraft((present) => ({ ...present, text: { ...present.text, ...text } }));

  function apply(event: FormEvent) {
    event.preventDefault();
    const result = selectionFromDraft(draft);
    if (!result.ok) return setProblems(result.problems);
    onApply(result.change);
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Selection"
      description="A run is shown when everything given here fits it."
      size="lg"
      footer={
        <>
          <Button
            variant="ghost"
            className="mr-auto"
            onClick={() => {
              setDraft(EMPTY_DRAFT);
              setProblems({});
            }}
          >
            Empty all fields
          </Button>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button type="submit" form={formId} variant="primary">
            Show the runs
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={apply} className="grid gap-5" noValidate>
        <TextFields
          text={draft.text}
          problems={problems}
          choices={choices?.ok ? choices.value : undefined}
          onType={type}
        />
        <KindFields
          kinds={draft.kinds}
          level={draft.level}
          onKinds={(kinds) => change({ kinds })}
          onLevel={(level) => change({ level })}
        />
        <StateFields
          states={draft.states}
          vocabulary={vocabulary}
          onChange={(states) => change({ states })}
        />
        <PeriodFields text={draft.text} problems={problems} onType={type} />
      </form>
    </Dialog>
  );
}
