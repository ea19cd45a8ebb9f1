import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import {
  detailsOf,
  STATE_GROUPS,
  type StateGroup,
  type StateWord,
  statesMeantBy,
} from "@/lib/domain/run/selection-states";

/** The groups that have a switch of their own beside the quick search. */
export const SHOWN_GROUPS = [
  "waiting",
  "held",
  "running",
  "failed",
  "done",
] as const satisfies readonly StateGroup[];

export const STATE_GROUP_WORD: Record<StateGroup, string> = {
  live: "Not ended",
  waiting: "Waiting",
  held: "Held",
  running: "Running",
  failed: "Failed",
  done: "Done",
};

/** How much of what a word stands for is selected. */
export function coverage(words: readonly StateWord[], word: StateWord): "all" | "part" | "none" {
  const wanted = cellsOf([word]);
  const present = cellsOf(words);
  const hits = wanted.filter((cell) => present.includes(cell)).length;
  if (hits === 0) return "none";
  return hits === wanted.length ? "all" : "part";
}

/** Selects what a word stands for, or takes it away when all of it is selected; other vocabularies are kept as far as they go. */
export function toggledWord(words: readonly StateWord[], word: StateWord): StateWord[] {
  if (coverage(words, word) !== "all") {
    return [...words.filter((other) => coverage([word], other) !== "all"), word];
  }
  const taken = statesMeantBy([word]).states;
  return words.flatMap((other): StateWord[] => {
    if (coverage([word], other) === "all") return [];
    if (coverage([other], word) === "none") return [other];
    return statesMeantBy([other]).states.filter((state) => !taken.includes(state));
  });
}

/** States that make up a whole group become the group: the address stays short and the bar shows it. */
export function foldedWords(words: readonly StateWord[]): StateWord[] {
  const states = words.filter(isRunState);
  const groups = SHOWN_GROUPS.filter((group) => coverage(states, group) === "all");
  const kept = words.filter((word) => !isRunState(word) || coverage(groups, word) !== "all");
  return [...new Set([...groups, ...kept])];
}

export function isStateGroup(word: string): word is StateGroup {
  return STATE_GROUPS.some((group) => group === word);
}

function isRunState(word: string): word is RunState {
  return RUN_STATES.some((state) => state === word);
}

/** States and the details told apart in them, one by one. */
function cellsOf(words: readonly StateWord[]): string[] {
  const { states, details } = statesMeantBy(words);
  return states.flatMap((state) => {
    const only = details.find((detail) => detail.state === state)?.only;
    return (only ?? [null, ...detailsOf(state)]).map((detail) => `${state}/${detail ?? ""}`);
  });
}
