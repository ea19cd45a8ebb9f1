import { isFinal, RUN_STATES, type RunState, stageOf } from "./run-state";
import {
  type ApiRunState,
  BACKGROUND_JOB_WORD,
  type BackgroundJobLetter,
  backgroundJobLetter,
  schedulingApiWords,
} from "./vocabularies";

/** Groups of states an operator thinks in; each stands for the states the model gives it. */
export const STATE_GROUPS = ["live", "waiting", "held", "running", "failed", "done"] as const;
export type StateGroup = (typeof STATE_GROUPS)[number];

/** The `runState` words of the compatible API. */
export const API_STATE_WORDS = [
  "SCHEDULED",
  "TRIGGERED",
  "ACK_RECVD",
  "ACK_NOT_RECVD",
  "SUCCESS",
  "ERROR",
  "REQUEST_ERROR",
  "TIMEOUT",
  "UNKNOWN",
] as const satisfies readonly ApiRunState[];

/** The letters of TBTCO-STATUS. */
export const STATE_LETTERS = Object.keys(BACKGROUND_JOB_WORD).filter(isLetter);

/** A state of a selection in any vocabulary; upper and lower case tell them apart: `Error` is a run state, `ERROR` a word of the API. */
export type StateWord = RunState | StateGroup | BackgroundJobLetter | ApiRunState;

/** Every word, the run states first. */
export const STATE_WORDS: readonly StateWord[] = [
  ...RUN_STATES,
  ...STATE_GROUPS,
  ...STATE_LETTERS,
  ...API_STATE_WORDS,
];

/** What states are meant, and in which of them only runs with one of these details (null: with any other detail). */
export interface MeantStates {
  states: RunState[];
  details: { state: RunState; only: (string | null)[] }[];
}

/** Details that a word of the compatible API tells apart. */
const DETAILS: Partial<Record<RunState, readonly string[]>> = {
  Running: ["ACK_RECVD", "ACK_NOT_RECVD"],
  Error: ["REQUEST_ERROR", "TIMEOUT"],
};

/** The states that words of any vocabulary mean, each once, in table order. */
export function statesMeantBy(words: readonly StateWord[]): MeantStates {
  const meant: MeantStates = { states: [], details: [] };
  for (const state of RUN_STATES) {
    const known = [null, ...(DETAILS[state] ?? [])];
    const only = known.filter((detail) => words.some((word) => isMeant(word, state, detail)));
    if (only.length === 0) continue;
    meant.states.push(state);
    if (only.length < known.length) meant.details.push({ state, only });
  }
  return meant;
}

/** The details of a state that are told apart; what is not among them counts as null. */
export function detailsOf(state: RunState): readonly string[] {
  return DETAILS[state] ?? [];
}

/** The states of a group, in table order. "held" are those that go on only when a person acts. */
export function statesOfGroup(group: StateGroup): RunState[] {
  return RUN_STATES.filter((state) => isInGroup(group, state));
}

function isMeant(word: StateWord, state: RunState, detail: string | null): boolean {
  if (word === state) return true;
  if (isGroup(word)) return isInGroup(word, state);
  if (isLetter(word)) return backgroundJobLetter(state) === word;
  return schedulingApiWords(state, detail).runState === word;
}

const FAILED: readonly RunState[] = ["Error", "Unknown", "Killed"];
const HELD: readonly RunState[] = ["Held", "Overdue", "Never", "Modified"];

function isInGroup(group: StateGroup, state: RunState): boolean {
  switch (group) {
    case "live":
      return !isFinal(state);
    case "held":
      return HELD.includes(state);
    case "failed":
      return FAILED.includes(state);
    case "done":
      return isFinal(state) && !FAILED.includes(state);
    case "running":
      return stageOf(state) === "running";
    case "waiting":
      return !isFinal(state) && stageOf(state) !== "running" && !HELD.includes(state);
  }
}

function isGroup(word: string): word is StateGroup {
  return STATE_GROUPS.some((group) => group === word);
}

function isLetter(word: string): word is BackgroundJobLetter {
  return Object.hasOwn(BACKGROUND_JOB_WORD, word);
}
