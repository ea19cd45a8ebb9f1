import type { Selection } from "@/lib/domain/run/selection";
import { filtersOf, type MonitorSelection, type SelectionChange } from "./search-params";
import { wordLabel } from "./state-vocabularies";
import { isStateGroup, STATE_GROUP_WORD } from "./state-words";
import { timeTokenWords } from "./time-words";

/** One filter in words, and the selection without it. */
export interface FilterWords {
  /** Tells it from the others. */
  key: string;
  label: string;
  value: string;
  without: SelectionChange;
}

type Filter = Exclude<keyof Selection, "state" | "sort" | "parent">;

const LABEL: Record<Filter, string> = {
  q: "Search",
  jobName: "Job name",
  user: "Submitted by",
  definition: "Definition",
  kind: "Kind",
  program: "Program or URL",
  queue: "Queue",
  server: "Server",
  event: "After event",
  returnCode: "Return code",
  httpStatus: "HTTP status",
  reason: "Reason",
  scheduleId: "Schedule",
  from: "Submitted from",
  to: "Submitted before",
  plannedFrom: "To start from",
  plannedTo: "To start before",
  startedFrom: "Started from",
  startedTo: "Started before",
  endedFrom: "Ended from",
  endedTo: "Ended before",
  level: "Shown",
  tenant: "Tenant",
  system: "System jobs",
};

const LEVEL_WORDS: Record<string, string> = {
  top: "What was submitted",
  calls: "Calls of chains too",
  all: "Steps and calls too",
};

/** Every active filter with what it narrows to, states one by one, in the order of the selection screen. */
export function filterWords(selection: MonitorSelection): FilterWords[] {
  const states = selection.state ?? [];
  const shown = states.map((word) => ({
    key: `state ${word}`,
    label: "State",
    value: isStateGroup(word) ? STATE_GROUP_WORD[word] : wordLabel(word),
    without: { state: states.filter((other) => other !== word) },
  }));
  return [
    ...shown,
    ...Object.keys(LABEL)
      .filter(isFilter)
      .flatMap((name) => wordsOf(name, selection)),
  ];
}

/** How many filters are active. */
export function activeFilterCount(selection: MonitorSelection): number {
  return filterWords(selection).length;
}

function isFilter(name: string): name is Filter {
  return Object.hasOwn(LABEL, name);
}

function wordsOf(name: Filter, selection: MonitorSelection): FilterWords[] {
  const value = filtersOf(selection)[name];
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
    return [];
  const shown = valueWords(name, value);
  return [{ key: name, label: LABEL[name], value: shown, without: { [name]: undefined } }];
}

function valueWords(name: Filter, value: string | number | boolean | readonly string[]): string {
  if (name === "scheduleId") return `${String(value).slice(0, 8)}…`;
  if (name === "system") return value === true ? "only these" : "none of these";
  if (name === "level") return LEVEL_WORDS[String(value)] ?? String(value);
  if (/(from|to)$/i.test(name)) return timeTokenWords(String(value));
  return Array.isArray(value) ? value.join(", ") : String(value);
}
