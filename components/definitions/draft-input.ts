import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { numberOf } from "@/components/definitions/number-of";
import { commonPropertiesOf, kindPartOf } from "@/components/definitions/properties-input";
import type { DefinitionChange, DefinitionInput } from "@/lib/domain/definition/definition-input";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";

/** What changes of a stored definition. */
export type DefinitionUpdate = {
  change: DefinitionChange;
  /** All of them, or null when they stay as they are. */
  properties: DefinitionPropertiesInput | null;
};

/** What creating the definition is asked for; text that is no number stays text, for the schema to refuse. */
export function inputOfDraft(draft: DefinitionDraft): DefinitionInput {
  const input = {
    ...columnsOf(draft),
    name: draft.name.trim(),
    kind: draft.kind,
    properties: { ...commonPropertiesOf(draft), ...kindPartOf(draft) },
  };
  // What was typed may not be of the type the field has; the schema on both sides says so.
  return input as DefinitionInput;
}

function columnsOf(draft: DefinitionDraft): Record<string, unknown> {
  const { description, active, hold, deleteAfterSuccess, alertOnError, alertOnSuccess } = draft;
  return {
    ...{ description, active, hold, deleteAfterSuccess, alertOnError, alertOnSuccess },
    ...(draft.kind === "http" ? endpointOf(draft) : {}),
    startTime: instantOf(draft.startTime),
    endTime: instantOf(draft.endTime),
    queue: draft.queue.trim(),
    priority: numberOf(draft.priority),
    retentionDays: numberOf(draft.retentionDays),
  };
}

function endpointOf(draft: DefinitionDraft): Record<string, unknown> {
  return {
    httpMethod: draft.httpMethod,
    url: draft.url.trim(),
    headers: Object.fromEntries(namedHeaders(draft).map(({ name, value }) => [name.trim(), value])),
    user: draft.user.trim() === "" ? null : draft.user.trim(),
    password: draft.passwordChoice === "set" ? draft.password : null,
    synchronousSeconds: numberOf(draft.synchronousSeconds),
    asynchronousSeconds: numberOf(draft.asynchronousSeconds),
  };
}

/** Only the fields that differ, without those that can't change. */
export function changeOfDraft(before: DefinitionDraft, after: DefinitionDraft): DefinitionUpdate {
  const old: Record<string, unknown> = inputOfDraft(before);
  const { name: _, kind: __, password, properties, ...present } = inputOfDraft(after);
  const isSame = (field: string, value: unknown) =>
    JSON.stringify(value) === JSON.stringify(old[field]);
  const changed = Object.entries(present).filter(([field, value]) => !isSame(field, value));
  const isPasswordKept =
    after.kind !== "http" ||
    after.passwordChoice === "keep" ||
    (after.passwordChoice === "none" && before.passwordChoice === "none");
  return {
    change: {
      ...Object.fromEntries(changed),
      ...(isPasswordKept ? {} : { password: password ?? null }),
    },
    properties: properties === undefined || isSame("properties", properties) ? null : properties,
  };
}

/** The definition as the native API takes it: the body of `PUT /api/v1/definitions/{name}`. */
export function bodyOfDraft(draft: DefinitionDraft): Record<string, unknown> {
  const { httpMethod, url, headers, user, password, ...rest } = inputOfDraft(draft);
  const { synchronousSeconds, asynchronousSeconds, name: _, kind, properties, ...common } = rest;
  const secret =
    draft.passwordChoice === "set"
      ? { password }
      : draft.passwordChoice === "keep"
        ? { hasPassword: true }
        : {};
  const calls = { method: httpMethod, url, headers, user, ...secret };
  const http = { ...calls, synchronousSeconds, asynchronousSeconds };
  return { kind, ...common, ...properties, ...(draft.kind === "http" ? { http } : {}) };
}

/** The headers of which something was typed. */
export function namedHeaders({ headers }: DefinitionDraft): DefinitionDraft["headers"] {
  return headers.filter(({ name, value }) => name.trim() !== "" || value.trim() !== "");
}

function instantOf(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}
