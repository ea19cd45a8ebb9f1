import type { z } from "zod";
import type { Definition } from "@/lib/domain/definition/definition";
import { definitionInputSchema } from "@/lib/domain/definition/definition-input";
import { WRITABLE_KINDS } from "@/lib/domain/definition/kind-parts";
import {
  definitionResource,
  putDefinitionSchema,
  SHOWN_ONLY_FIELDS,
} from "@/lib/domain/native-api/definition-resource";
import { putEventSchema } from "@/lib/domain/native-api/event-resource";
import { putLockSchema } from "@/lib/domain/native-api/lock-resource";
import { putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import { putCalendarSchema } from "@/lib/domain/schedule/calendar";
import type { ParsedScheduleInput, Schedule } from "@/lib/domain/schedule/schedule-input";
import type { ScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { putWindowSchema } from "@/lib/domain/schedule/time-window";
import type { Content } from "./configured-element";

/** How each kind of gate is put. */
export const GATE_SCHEMAS = {
  calendar: putCalendarSchema,
  window: putWindowSchema,
  event: putEventSchema,
  lock: putLockSchema,
  queue: putQueueSchema,
} as const satisfies Record<string, z.ZodObject>;
export type ConfiguredGate = keyof typeof GATE_SCHEMAS;

/** Seconds an endpoint has for its answer when a definition does not say. */
export const USUAL_SYNCHRONOUS_SECONDS =
  definitionInputSchema.shape.synchronousSeconds.parse(undefined);

/** What a content says of a password: never the password itself. */
export type PasswordMark = "(hidden)" | "(another one, hidden)" | null;

/**
 * Content of a stored gate. What was stored before its schema had a field is filled up by it; what the schema no longer
 * takes is shown as it stands.
 */
export function contentOfStoredGate(kind: ConfiguredGate, rules: Content): Content {
  const read = GATE_SCHEMAS[kind].safeParse(rules);
  return read.success ? read.data : rules;
}

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

/** Content of a stored definition, by the rule of {@link contentOfStoredGate}. */
export function contentOfStoredDefinition(definition: Definition): Content {
  const resource = definitionResource(definition);
  const read = putDefinitionSchema.safeParse(resource);
  return contentOfDefinition(read.success ? read.data : resource, storedMark(definition));
}

/** What is to be said of the password of a stored definition. */
export function storedMark(definition: Pick<Definition, "hasEndpointPassword">): PasswordMark {
  return definition.hasEndpointPassword ? "(hidden)" : null;
}

/** Content of a stored schedule. A one-time schedule is told by its instant, whatever words it was given in. */
export function contentOfStoredSchedule(schedule: Schedule): Content {
  const { mode, expression, oneTimeAt } = schedule;
  return {
    description: schedule.description,
    [mode]: mode === "time" && oneTimeAt !== null ? plain(oneTimeAt) : expression,
    timeZone: schedule.timeZone,
    parameters: schedule.parameters,
    active: schedule.active,
    startTime: plain(schedule.startAt),
    endTime: plain(schedule.endAt),
  };
}

/** Content of a schedule whose expression says `spec`. */
export function contentOfSchedule(input: ParsedScheduleInput, spec: ScheduleSpec): Content {
  return {
    description: input.description,
    [spec.mode]: spec.mode === "time" ? plain(spec.at) : spec.text,
    timeZone: spec.timeZone,
    parameters: input.parameters,
    active: input.active,
    startTime: plain(input.startTime),
    endTime: plain(input.endTime),
  };
}

/** An instant as documents have it: ISO 8601 in UTC, with fractions of a second only where there are any. */
function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString().replace(".000Z", "Z") : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
