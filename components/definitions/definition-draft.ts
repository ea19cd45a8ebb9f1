import { utcText } from "@/components/ui/utc-text";
import type { Definition } from "@/lib/domain/definition/definition";
import {
  type DefinitionChange,
  type DefinitionInput,
  definitionInputSchema,
} from "@/lib/domain/definition/definition-input";
import { type FieldProblems, fieldProblems } from "@/lib/domain/definition/field-problems";
import { parseDateInput } from "@/lib/domain/schedule/date-input";

/** What a form does about a password it is never shown. */
export type PasswordChoice = "keep" | "set" | "none";

/** A definition as it is typed into a form: numbers and instants are text until they are sent. */
export type DefinitionDraft = {
  name: string;
  description: string;
  active: boolean;
  httpMethod: Definition["httpMethod"];
  url: string;
  headers: { name: string; value: string }[];
  user: string;
  passwordChoice: PasswordChoice;
  password: string;
  synchronousSeconds: string;
  /** Empty: as configured for the instance. */
  asynchronousSeconds: string;
  startTime: string;
  endTime: string;
  priority: string;
  hold: boolean;
  /** Empty: as configured for the instance. */
  retentionDays: string;
  deleteAfterSuccess: boolean;
  alertOnError: boolean;
  alertOnSuccess: boolean;
};

/** What a new definition starts from. */
export const NEW_DEFINITION: DefinitionDraft = {
  name: "",
  description: "",
  active: true,
  httpMethod: "POST",
  url: "",
  headers: [],
  user: "",
  passwordChoice: "none",
  password: "",
  synchronousSeconds: "15",
  asynchronousSeconds: "",
  startTime: "",
  endTime: "",
  priority: "50",
  hold: false,
  retentionDays: "",
  deleteAfterSuccess: false,
  alertOnError: false,
  alertOnSuccess: false,
};

/** A stored definition as a form shows it; its password stays where it is. */
export function draftOfDefinition(definition: Definition): DefinitionDraft {
  const { name, description, active, httpMethod, url, hold } = definition;
  const { deleteAfterSuccess, alertOnError, alertOnSuccess } = definition;
  return {
    ...{ name, description, active, httpMethod, url, hold },
    ...{ deleteAfterSuccess, alertOnError, alertOnSuccess },
    headers: Object.entries(definition.headers).map(([header, value]) => ({ name: header, value })),
    user: definition.endpointUser ?? "",
    passwordChoice: definition.hasEndpointPassword ? "keep" : "none",
    password: "",
    synchronousSeconds: String(definition.synchronousSeconds),
    asynchronousSeconds: numberText(definition.asynchronousSeconds),
    startTime: definition.startAt === null ? "" : utcText(definition.startAt),
    endTime: definition.endAt === null ? "" : utcText(definition.endAt),
    priority: String(definition.priority),
    retentionDays: numberText(definition.retentionDays),
  };
}

/** What creating the definition is asked for; text that is no number stays text, for the schema to refuse. */
export function inputOfDraft(draft: DefinitionDraft): DefinitionInput {
  const { passwordChoice, headers, ...rest } = draft;
  const input = {
    ...rest,
    name: draft.name.trim(),
    url: draft.url.trim(),
    headers: Object.fromEntries(namedHeaders(draft).map(({ name, value }) => [name.trim(), value])),
    user: draft.user.trim() === "" ? null : draft.user.trim(),
    password: passwordChoice === "set" ? draft.password : null,
    synchronousSeconds: numberOf(draft.synchronousSeconds),
    asynchronousSeconds: numberOf(draft.asynchronousSeconds),
    startTime: instantOf(draft.startTime),
    endTime: instantOf(draft.endTime),
    priority: numberOf(draft.priority),
    retentionDays: numberOf(draft.retentionDays),
  };
  // What was typed may not be of the type the field has; the schema on both sides says so.
  return input as DefinitionInput;
}

/** Only the fields that differ, without those that can't change. */
export function changeOfDraft(before: DefinitionDraft, after: DefinitionDraft): DefinitionChange {
  const old: Record<string, unknown> = inputOfDraft(before);
  const { name: _, password, ...present } = inputOfDraft(after);
  const changed = Object.entries(present).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(old[field]),
  );
  const isPasswordKept =
    after.passwordChoice === "keep" ||
    (after.passwordChoice === "none" && before.passwordChoice === "none");
  return {
    ...Object.fromEntries(changed),
    ...(isPasswordKept ? {} : { password: password ?? null }),
  };
}

/** Everything that is wrong with the draft, by the field it stands at. */
export function checkDraft(draft: DefinitionDraft): FieldProblems {
  const problems: Record<string, string> = {
    ...fieldProblems(definitionInputSchema, inputOfDraft(draft)),
  };
  const names = namedHeaders(draft).map(({ name }) => name.trim().toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) problems.headers ??= `The header "${twice}" is given twice.`;
  if (draft.passwordChoice === "set" && draft.password === "")
    problems.password ??= "Must not be empty.";
  const [start, end] = [parseDateInput(draft.startTime), parseDateInput(draft.endTime)];
  if (start.ok && end.ok && end.at < start.at)
    problems.endTime ??= "Must not be before the start time.";
  return problems;
}

/** The definition as the native API takes it: the body of `PUT /api/v1/definitions/{name}`. */
export function bodyOfDraft(draft: DefinitionDraft): Record<string, unknown> {
  const input = inputOfDraft(draft);
  const { httpMethod, url, headers, user, password, synchronousSeconds, asynchronousSeconds } =
    input;
  const { description, active, priority, hold, retentionDays, deleteAfterSuccess } = input;
  const secret = draft.passwordChoice === "set" ? { password } : {};
  const calls = {
    method: httpMethod,
    url,
    headers,
    user,
    ...secret,
    synchronousSeconds,
    asynchronousSeconds,
  };
  const common = { description, active, priority, hold, retentionDays, deleteAfterSuccess };
  return { kind: "http", ...common, http: calls };
}

function namedHeaders({ headers }: DefinitionDraft): DefinitionDraft["headers"] {
  return headers.filter(({ name, value }) => name.trim() !== "" || value.trim() !== "");
}

function numberText(value: number | null): string {
  return value === null ? "" : String(value);
}

function numberOf(text: string): number | string | null {
  if (text.trim() === "") return null;
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : text;
}

function instantOf(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
