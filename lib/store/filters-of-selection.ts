import type { Selection } from "@/lib/domain/run/selection";
import { likePart, likePattern } from "@/lib/domain/run/selection-patterns";
import { detailsOf, type MeantStates } from "@/lib/domain/run/selection-states";
import type { DetailFilter, RunFilters } from "./run-filters";
import type { SelectedTimes } from "./selected-times";

interface Resolved {
  meant: MeantStates | undefined;
  times: SelectedTimes;
  names: NonNullable<RunFilters["names"]>;
  /** The definitions that are meant were found: what holds for all their runs need not be asked of each. */
  definitions?: readonly unknown[];
}

/** What is to be asked of each run that is looked at. The kind of a definition never changes. */
export function filtersFrom(
  selection: Selection,
  { meant, times, names, definitions }: Resolved,
): RunFilters {
  const { user, queue, server, returnCode, httpStatus, reason, event, system } = selection;
  const { kind, program } = definitions === undefined ? selection : {};
  const isSystem = system === true && definitions === undefined ? true : undefined;
  return {
    ...{ names, queue, server, returnCode, event, isSystem },
    details: meant?.details.map(detailFilter),
    kinds: kind && kind.length > 0 ? kind : undefined,
    user: user === undefined ? undefined : likePattern(user),
    httpStatus: httpStatus === undefined ? undefined : statusRange(httpStatus),
    reason: reason === undefined ? undefined : likePart(reason),
    program: program === undefined ? undefined : likePart(program),
    periods: periodsOf(times),
  };
}

/** A detail that is not told apart counts with those that are null. */
function detailFilter({ state, only }: MeantStates["details"][number]): DetailFilter {
  return {
    state,
    only: only.filter((detail) => detail !== null),
    known: detailsOf(state),
    others: only.includes(null),
  };
}

function statusRange(text: string): { from: number; to: number } {
  const [from, to] = [text.replaceAll(/x/gi, "0"), text.replaceAll(/x/gi, "9")];
  return { from: Number(from), to: Number(to) };
}

function periodsOf(times: SelectedTimes): NonNullable<RunFilters["periods"]> {
  const periods = [
    { of: "planned" as const, from: times.plannedFrom, to: times.plannedTo },
    { of: "started" as const, from: times.startedFrom, to: times.startedTo },
    { of: "ended" as const, from: times.endedFrom, to: times.endedTo },
  ];
  return periods.filter(({ from, to }) => from !== undefined || to !== undefined);
}
