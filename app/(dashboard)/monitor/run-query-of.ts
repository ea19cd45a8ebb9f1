import type { RunQueryInput } from "@/lib/domain/run/run-query";
import type { Selection } from "@/lib/domain/run/selection";
import { filtersOf, isTree, type MonitorSelection } from "./search-params";

/** The query behind an address; "as far as now" is no bound, or new runs would be left out. */
export function runQueryOf(selection: MonitorSelection): RunQueryInput {
  const { to, ...filters } = filtersOf(selection);
  return {
    ...filters,
    ...(to === undefined || to === "now" ? {} : { to }),
    limit: selection.size,
    ...(selection.cursor === "" ? {} : { cursor: selection.cursor }),
  };
}

/** The runs of all pages of a list as a selection of its own, the same runs of chains left out. */
export function wholeSelectionOf(selection: MonitorSelection): Selection {
  const { sort: _sort, to, ...filters } = filtersOf(selection);
  const level = filters.level ?? (isTree(selection) ? "top" : "calls");
  return { ...filters, level, ...(to === undefined || to === "now" ? {} : { to }) };
}
