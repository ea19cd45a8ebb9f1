import { type Selection, selectionFields } from "@/lib/domain/run/selection";
import type { StateWord } from "@/lib/domain/run/selection-states";
import { foldedWords } from "../../state-words";
import { timeTokenFrom, timeTokenText } from "../../time-words";

/** The fields of the selection screen that are typed. */
const TYPED_FIELDS = [
  "jobName",
  "user",
  "definition",
  "program",
  "queue",
  "server",
  "event",
  "returnCode",
  "httpStatus",
  "reason",
] as const;
export type TypedField = (typeof TYPED_FIELDS)[number];

/** The fields of the selection screen that are moments, each pair the bounds of one period. */
export const PERIODS = [
  { label: "Submitted", from: "from", to: "to" },
  { label: "To start", from: "plannedFrom", to: "plannedTo" },
  { label: "Started", from: "startedFrom", to: "startedTo" },
  { label: "Ended", from: "endedFrom", to: "endedTo" },
] as const;
export type TimeField = (typeof PERIODS)[number]["from" | "to"];
const TIME_FIELDS = PERIODS.flatMap(({ from, to }) => [from, to]);

/** What stands in the selection screen while it is filled in. */
export interface SelectionDraft {
  text: Record<TypedField | TimeField, string>;
  kinds: readonly string[];
  states: readonly StateWord[];
  level: "as-usual" | NonNullable<Selection["level"]>;
}

/** What the screen begins with. */
export function draftFrom(selection: Selection): SelectionDraft {
  const typed = (name: TypedField) => [name, String(selection[name] ?? "")] as const;
  const time = (name: TimeField) => [name, timeTokenText(selection[name] ?? "")] as const;
  return {
    text: {
      ...EMPTY_TEXT,
      ...Object.fromEntries([...TYPED_FIELDS.map(typed), ...TIME_FIELDS.map(time)]),
    },
    kinds: selection.kind ?? [],
    states: selection.state ?? [],
    level: selection.level ?? "as-usual",
  };
}

const EMPTY_TEXT: SelectionDraft["text"] = {
  ...{ jobName: "", user: "", definition: "", program: "", queue: "", server: "", event: "" },
  ...{ returnCode: "", httpStatus: "", reason: "", from: "", to: "" },
  ...{ plannedFrom: "", plannedTo: "", startedFrom: "", startedTo: "", endedFrom: "", endedTo: "" },
};

/** The screen with nothing filled in. */
export const EMPTY_DRAFT: SelectionDraft = draftFrom({});

/** What is wrong with a draft, by field, in words for the field. */
export type DraftProblems = Partial<Record<TypedField | TimeField, string>>;

/** The filters a draft stands for, those left empty taken away; or what has to be put right first. */
export function selectionFromDraft(
  draft: SelectionDraft,
): { ok: true; change: Selection } | { ok: false; problems: DraftProblems } {
  const problems: DraftProblems = {};
  const entries = [...TYPED_FIELDS, ...TIME_FIELDS].map((name): [string, unknown] => {
    const text = isTimeField(name) ? timeTokenFrom(draft.text[name]) : draft.text[name].trim();
    if (text === "") return [name, undefined];
    const read = selectionFields[name].safeParse(text);
    if (!read.success) problems[name] = problemOf(name, read.error.issues[0]?.message);
    return [name, read.data];
  });
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const states = foldedWords(draft.states);
  return {
    ok: true,
    change: {
      ...Object.fromEntries(entries),
      kind: draft.kinds.length > 0 ? [...draft.kinds] : undefined,
      state: states.length > 0 ? states : undefined,
      level: draft.level === "as-usual" ? undefined : draft.level,
    },
  };
}

function isTimeField(name: string): name is TimeField {
  return TIME_FIELDS.some((field) => field === name);
}

function problemOf(name: TypedField | TimeField, said = "cannot be understood"): string {
  return isTimeField(name)
    ? "Write it as 2025-11-14 14:00, today, yesterday, or as a distance such as now-24h."
    : `It ${said}.`;
}
