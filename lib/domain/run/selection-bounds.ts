import { isFinal } from "./run-state";
import { DEFAULT_SORT, isBySubmission, type Selection } from "./selection";
import { statesMeantBy } from "./selection-states";

/** Said of a selection whose runs are too many to be put in this order. */
export const NARROW_THE_PERIOD =
  "There are too many runs to put them in this order: narrow the period first, or sort by submission.";

/**
 * Why a selection cannot be shown in its order, in a sentence; null when it can be tried. Only the order of submission
 * pages through any history; every other order needs the beginning of a period, live states alone, or one parent.
 */
export function sortFault(selection: Selection): string | null {
  if (isBySubmission(selection.sort ?? DEFAULT_SORT)) return null;
  return isBounded(selection) ? null : NARROW_THE_PERIOD;
}

/** True when a selection cannot reach into all of the history. */
export function isBounded({ from, state, parent }: Selection): boolean {
  if (from !== undefined || parent !== undefined) return true;
  if (state === undefined || state.length === 0) return false;
  return statesMeantBy(state).states.every((one) => !isFinal(one));
}
