import { isId } from "@/lib/domain/ids";
import { DEFAULT_SORT, type Selection } from "@/lib/domain/run/selection";
import { parseSelection, selectionParams } from "@/lib/domain/run/selection-address";
import { STATE_VOCABULARIES, type StateVocabulary } from "./state-vocabularies";

/** How many rows a page may have; the first is the usual one. */
export const PAGE_SIZES = [50, 100, 200, 500] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

/** What the monitor shows, as it stands in the address. Every filter that is absent means "all". */
export interface MonitorSelection extends Selection {
  size: PageSize;
  /** Where the page begins, as the page before it said; empty for the first page. */
  cursor: string;
  /** The run shown in the inspector. */
  run: string;
  /** Words for the state; empty: as the reader is used to. */
  words: StateVocabulary | "";
  /** The saved view the list was opened with. */
  view: string;
}

/** A part of the selection that is changed; undefined takes a filter away. */
export type SelectionChange = Partial<MonitorSelection>;

export const EMPTY_SELECTION: MonitorSelection = {
  size: 50,
  cursor: "",
  run: "",
  words: "",
  view: "",
};

/** Names that filters had in addresses people may have kept. */
const FORMER_NAMES: Record<string, string> = { jobName: "name", scheduleId: "schedule" };
const TOKEN = /^[\w-]{1,200}$/;

type Source = { get(name: string): string | null };

/** Reads an address. What cannot be understood counts as absent, so that no address is an error. */
export function parseMonitorSelection(source: Source): MonitorSelection {
  const only = (name: string, isRight: (value: string) => boolean) => {
    const value = source.get(name) ?? "";
    return isRight(value) ? value : "";
  };
  const isToken = (value: string) => TOKEN.test(value);
  return {
    ...filtersIn(source),
    size: PAGE_SIZES.find((size) => String(size) === source.get("size")) ?? EMPTY_SELECTION.size,
    cursor: only("cursor", isToken),
    run: only("run", isId),
    words: STATE_VOCABULARIES.find((known) => known === source.get("words")) ?? "",
    view: only("view", isToken),
  };
}

function filtersIn(source: Source): Selection {
  const { parent: _parent, ...filters } = parseSelection({
    get: (name) => source.get(name) ?? source.get(FORMER_NAMES[name] ?? name),
  });
  const states = filters.state === undefined ? undefined : [...new Set(filters.state)];
  return states === undefined ? filters : { ...filters, state: states };
}

/** Writes the address: `?state=failed&from=now-24h`, and the empty string when nothing is narrowed. */
export function serialiseMonitorSelection(selection: SelectionChange): string {
  const { size, cursor, run, words, view, ...filters } = { ...EMPTY_SELECTION, ...selection };
  const entries: [string, string][] = [
    ...selectionParams(filters),
    ["size", size === EMPTY_SELECTION.size ? "" : String(size)],
    ["cursor", cursor],
    ["run", run],
    ["words", words],
    ["view", view],
  ];
  const params = new URLSearchParams(entries.filter(([, value]) => value !== ""));
  // Commas and stars are allowed in a query; an address people share should be readable.
  const text = params
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll("%2A", "*")
    .replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

/** The address of the monitor with this selection. */
export function monitorHref(selection: SelectionChange): string {
  return `/monitor${serialiseMonitorSelection(selection)}`;
}

/** The same list from its first page: what a changed filter shows. */
export function narrowed(selection: MonitorSelection, change: SelectionChange): MonitorSelection {
  return { ...selection, ...change, cursor: "" };
}

/** Nothing narrowed; what is shown beside the list, in which words, in which order and how many at a time, stays. */
export function withoutFilters(selection: MonitorSelection): MonitorSelection {
  const { size, run, words, sort } = selection;
  return { ...EMPTY_SELECTION, size, run, words, ...(sort === undefined ? {} : { sort }) };
}

/** The filters and the order alone, of all that is in the address. */
export function filtersOf(selection: MonitorSelection): Selection {
  const {
    size: _size,
    cursor: _cursor,
    run: _run,
    words: _words,
    view: _view,
    ...rest
  } = selection;
  return rest;
}

/** True when something other than paging and order narrows the list. */
export function isNarrowed(selection: MonitorSelection): boolean {
  return selectionParams({ ...filtersOf(selection), sort: undefined }).length > 0;
}

/** True while the newest run stands first. */
export function isNewestFirst({ sort }: Pick<MonitorSelection, "sort">): boolean {
  return sort === undefined || sort === DEFAULT_SORT;
}

/**
 * True when nothing asks for particular runs, so that what was submitted is shown and the rest below it: by when it was
 * submitted, and by which schedule, a chain is found as a whole.
 */
export function isTree(selection: MonitorSelection): boolean {
  const { level, scheduleId: _schedule, from: _from, to: _to, ...rest } = selection;
  if (level !== undefined) return level === "top";
  return !isNarrowed(rest);
}

/** The part of the selection that decides which rows are on the page; words and the run beside it do not. */
export function listKeyOf(selection: MonitorSelection): string {
  return serialiseMonitorSelection({ ...selection, run: "", words: "", view: "" });
}
