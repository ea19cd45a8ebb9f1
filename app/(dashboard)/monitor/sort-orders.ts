import { DEFAULT_SORT, type Selection, SORTS, type Sort } from "@/lib/domain/run/selection";
import { sortFault } from "@/lib/domain/run/selection-bounds";

/** What the list can be put in order by. */
export type ColumnSort = "submitted" | "started" | "ended" | "duration" | "delay";

/** Said of a column the list cannot be put in order by. */
export const NOT_SORTABLE =
  "The list can be sorted by submission, start, end, duration and delay, not by this column.";

/** How the list is sorted by a column now; null when it is sorted by another one. */
export function directionOf(
  sort: Selection["sort"],
  column: ColumnSort,
): "ascending" | "descending" | null {
  const present = sort ?? DEFAULT_SORT;
  if (present === column) return "ascending";
  return present === `-${column}` ? "descending" : null;
}

/** The order a press on the head of a column leads to: the largest or newest first, then the other way round. */
export function nextSort(sort: Selection["sort"], column: ColumnSort): Sort {
  const wanted = directionOf(sort, column) === "descending" ? column : `-${column}`;
  return SORTS.find((order) => order === wanted) ?? DEFAULT_SORT;
}

/** Why the runs of a selection cannot be put in the order of a column, in a sentence; null when they can. */
export function orderFault(selection: Selection, column: ColumnSort): string | null {
  return sortFault({ ...selection, sort: nextSort(selection.sort, column) });
}

/** The order of the list in words, for its caption. */
export function orderWords(sort: Selection["sort"]): string {
  const present = sort ?? DEFAULT_SORT;
  return ORDER_WORDS[present];
}

const ORDER_WORDS: Record<Sort, string> = {
  "-submitted": "newest first",
  submitted: "oldest first",
  "-started": "latest start first",
  started: "earliest start first",
  "-ended": "latest end first",
  ended: "earliest end first",
  "-duration": "longest first",
  duration: "shortest first",
  "-delay": "most delayed first",
  delay: "least delayed first",
};
