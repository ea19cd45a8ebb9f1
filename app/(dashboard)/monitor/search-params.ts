import { isId } from "@/lib/domain/ids";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { isTimeToken, type TimeToken } from "./relative-time";
import { isStateGroup, type StateGroup } from "./state-group";

/** What the monitor shows, as it stands in the address. Everything absent means "all". */
export interface MonitorSelection {
  states: readonly (StateGroup | RunState)[];
  /** Job name, `*` for any characters. */
  name: string;
  /** Exact name of a definition. */
  definition: string;
  /** Words of the quick search: a number, a name, an id. */
  q: string;
  schedule: string;
  from: TimeToken;
  to: TimeToken;
  /** Where the page begins, as the page before it said; empty for the newest page. */
  cursor: string;
  /** The run shown in the inspector. */
  run: string;
}

export const EMPTY_SELECTION: MonitorSelection = {
  states: [],
  name: "",
  definition: "",
  q: "",
  schedule: "",
  from: "",
  to: "",
  cursor: "",
  run: "",
};

const MAX_TEXT = 255;
const MAX_CURSOR = 200;
/** Control characters and halves of characters: nobody types them, and no name contains them. */
const UNWRITABLE = /[\p{Cc}\p{Surrogate}]/gu;

type Source = { get(name: string): string | null };

/** Reads an address. What cannot be understood counts as absent, so that no address is an error. */
export function parseMonitorSelection(source: Source): MonitorSelection {
  const text = (name: string, max = MAX_TEXT) =>
    (source.get(name) ?? "").replace(UNWRITABLE, "").trim().slice(0, max);
  const id = (name: string) => (isId(text(name)) ? text(name) : "");
  const time = (name: string) => (isTimeToken(text(name)) ? text(name) : "");
  return {
    states: parseStates(text("state", 1000)),
    name: text("name"),
    definition: text("definition"),
    q: text("q"),
    schedule: id("schedule"),
    from: time("from"),
    to: time("to"),
    cursor: /^[\w-]+$/.test(text("cursor", MAX_CURSOR)) ? text("cursor", MAX_CURSOR) : "",
    run: id("run"),
  };
}

function parseStates(text: string): (StateGroup | RunState)[] {
  const known = text.split(",").filter(isStateToken);
  return [...new Set(known)];
}

function isStateToken(token: string): token is StateGroup | RunState {
  return isStateGroup(token) || RUN_STATES.some((state) => state === token);
}

/** Writes the address: `?state=failed&from=now-24h`, and the empty string when nothing is narrowed. */
export function serialiseMonitorSelection(selection: Partial<MonitorSelection>): string {
  const whole = { ...EMPTY_SELECTION, ...selection };
  const params = new URLSearchParams();
  const entries: [string, string][] = [
    ["state", whole.states.join(",")],
    ["name", whole.name],
    ["definition", whole.definition],
    ["q", whole.q],
    ["schedule", whole.schedule],
    ["from", whole.from],
    ["to", whole.to],
    ["cursor", whole.cursor],
    ["run", whole.run],
  ];
  for (const [name, value] of entries) if (value !== "") params.set(name, value);
  // Commas and stars are allowed in a query; an address people share should be readable.
  const text = params
    .toString()
    .replaceAll("%2C", ",")
    .replaceAll("%2A", "*")
    .replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

/** The address of the monitor with this selection. */
export function monitorHref(selection: Partial<MonitorSelection>): string {
  return `/monitor${serialiseMonitorSelection(selection)}`;
}

/** The same list from its newest page, without a run beside it: what a changed filter shows. */
export function narrowed(
  selection: MonitorSelection,
  change: Partial<MonitorSelection>,
): MonitorSelection {
  return { ...selection, ...change, cursor: "" };
}

/** True when something other than paging narrows the list. */
export function isNarrowed(selection: MonitorSelection): boolean {
  return serialiseMonitorSelection({ ...selection, cursor: "", run: "" }) !== "";
}

/** True when nothing asks for particular runs, so that what was submitted is shown and the rest below it. */
export function isTree({ states, name, definition, q }: MonitorSelection): boolean {
  return states.length === 0 && name === "" && definition === "" && q === "";
}

/** The part of the selection that decides which rows are on the page; the run beside it does not. */
export function listKeyOf(selection: MonitorSelection): string {
  return serialiseMonitorSelection({ ...selection, run: "" });
}
