import { RUN_STATES } from "@/lib/domain/run/run-state";
import { API_STATE_WORDS, STATE_LETTERS, type StateWord } from "@/lib/domain/run/selection-states";
import { BACKGROUND_JOB_WORD } from "@/lib/domain/run/vocabularies";

/** The words a list of runs can be read and selected in. */
export const STATE_VOCABULARIES = ["state", "backgroundJob", "schedulingApi"] as const;
export type StateVocabulary = (typeof STATE_VOCABULARIES)[number];

/** What a selection offers in a vocabulary. */
export const WORDS_OF: Record<StateVocabulary, readonly StateWord[]> = {
  state: RUN_STATES,
  backgroundJob: STATE_LETTERS,
  schedulingApi: API_STATE_WORDS,
};

/** A word as it is shown: `R Active`; the others stand for themselves. */
export function wordLabel(word: StateWord): string {
  return word in BACKGROUND_JOB_WORD ? `${word} ${meaningOf(word)}` : word;
}

function meaningOf(letter: string): string {
  return Object.entries(BACKGROUND_JOB_WORD).find(([known]) => known === letter)?.[1] ?? "";
}
