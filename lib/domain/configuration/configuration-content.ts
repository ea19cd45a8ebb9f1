import type { Definition } from "@/lib/domain/definition/definition";
import { definitionInputSchema } from "@/lib/domain/definition/definition-input";
import { WRITABLE_KINDS } from "@/lib/domain/definition/kind-parts";
import {
  definitionResource,
  putDefinitionSchema,
  SHOWN_ONLY_FIELDS,
} from "@/lib/domain/native-api/definition-resource";
import type { ParsedScheduleInput, Schedule } from "@/lib/domain/schedule/schedule-input";
import type { ScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import type { Content } from "./configured-element";

/** Seconds an endpoint has for its answer when a definition does not say. */
export const USUAL_SYNCHRONOUS_SECONDS = definitionInputSchema.shape.synchronousSeconds.parse(
  undefined,
);

/** What an element's content says of a password: never the password itself. */
export type PasswordMark = "(hidden)" | "(another one, hidden)" | null;

const NO_CONTENT: ReadonlySet<string> = new Set([...SHOWN_ONLY_FIELDS, "name", "schedules"]);
const PARTS: readonly string[] = WRITABLE_KINDS;

/** Content of a definition that its schema has read; `password` is what is to be said of its endpoint's. */
export function contentOfDefinition(
  fields: Readonly<Record<string, unknown>>,
  password: PasswordMark,
): Content {
  const entries = Object.entries(fields).filter(
    ([field, value]) => !NO_CONTENT.has(field) && !(PARTS.includes(field) && value === null),
  );
  const content = Object.fromEntries(entries.map(([field, value]) => [field, plain(value)]));
  const { http } = fields;
  return isObject(http) ? { ...content, http: endpointContent(http, password) } : content;
}

function endpointContent(http: Readonly<Record<string, unknown>>, password: PasswordMark): Content {
  const { method, url, headers, user, asynchronousSeconds } = http;
  const synchronousSeconds =
    http.synchronousSeconds ?? http.timeoutSeconds ?? USUAL_SYNCHRONOUS_SECONDS;
  return { method, url, headers, user, password, synchronousSeconds, asynchronousSeconds };
}

/**
 * Content of a stored definition. What was stored before its schema had a field is filled up by it; what the schema no
 * longer takes is shown as it stands.
 */
export function contentOfStored(definition: Definition): Content {
  const resource = definitionResource(definition);
  const read = putDefinitionSchema.safeParse(resource);
  const password = definition.hasEndpointPassword ? "(hidden)" : null;
  return contentOfDefinition(read.success ? read.data : resource, password);
}

/** Content of a stored schedule. A one-time schedule is told by its instant, whatever words it was given in. */
export function contentOfSchedule(schedule: Schedule): Content {
  const { mode, expression, oneTimeAt } = schedule;
  return {
    description: schedule.description,
    [mode]: mode === "time" && oneTimeAt !== null ? instantText(oneTimeAt) : expression,
    timeZone: schedule.timeZone,
    parameters: schedule.parameters,
    active: schedule.active,
    startTime: plain(schedule.startAt),
    endTime: plain(schedule.endAt),
  };
}

/** Content of a schedule that is wanted, whose expression says `spec`. */
export function contentOfWantedSchedule(input: ParsedScheduleInput, spec: ScheduleSpec): Content {
  return {
    description: input.description,
    [spec.mode]: spec.mode === "time" ? instantText(spec.at) : spec.text,
    timeZone: spec.timeZone,
    parameters: input.parameters,
    active: input.active,
    startTime: plain(input.startTime),
    endTime: plain(input.endTime),
  };
}

/** An instant as documents have it: ISO 8601 in UTC, with fractions of a second only where there are any. */
function instantText(at: Date): string {
  return at.toISOString().replace(".000Z", "Z");
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return instantText(value);
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
