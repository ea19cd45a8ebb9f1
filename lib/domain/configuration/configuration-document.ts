import { z } from "zod";
import { definitionNameSchema } from "@/lib/domain/definition/definition-fields";
import { MAX_SCHEDULES_PER_DEFINITION } from "@/lib/domain/definition/definition-input";
import { checkInput, type InputProblem } from "@/lib/domain/definition/parse-input";
import { putDefinitionSchema } from "@/lib/domain/native-api/definition-resource";
import { putEventSchema } from "@/lib/domain/native-api/event-resource";
import { gateNameSchema } from "@/lib/domain/native-api/gate-name";
import { putLockSchema } from "@/lib/domain/native-api/lock-resource";
import { putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import { putCalendarSchema } from "@/lib/domain/schedule/calendar";
import { scheduleInputSchema } from "@/lib/domain/schedule/schedule-input";
import { putWindowSchema } from "@/lib/domain/schedule/time-window";

/** The version of the form below. */
export const CONFIGURATION_VERSION = 1;

/** Largest document, as JSON or as YAML, in bytes. */
export const MAX_CONFIGURATION_BYTES = 4 * 1024 * 1024;

/** Most entries of one section. */
export const MAX_SECTION_ENTRIES = 10_000;

/** The schedules of a definition in a document: known by their names, so each has one of its own. */
const namedSchedulesSchema = z
  .array(scheduleInputSchema)
  .max(MAX_SCHEDULES_PER_DEFINITION)
  .superRefine((schedules, context) => {
    const seen = new Set<string>();
    for (const [index, { name }] of schedules.entries()) {
      const message = nameFault(name, seen);
      if (message !== null) context.addIssue({ code: "custom", path: [index, "name"], message });
      if (name !== null) seen.add(name);
    }
  });

function nameFault(name: string | null, seen: ReadonlySet<string>): string | null {
  if (name === null || name === "") {
    return "is required: a schedule without a name cannot be applied, because nothing else tells it from the others";
  }
  return seen.has(name) ? `is given a second time: ${name}` : null;
}

/** A definition as it is put, with its schedules. */
export const configuredDefinitionSchema = putDefinitionSchema.safeExtend({
  schedules: namedSchedulesSchema.default([]),
});

function sectionOf<V extends z.ZodType>(names: z.ZodType<string, string>, entry: V) {
  return z
    .record(names, entry)
    .refine(
      (entries) => Object.keys(entries).length <= MAX_SECTION_ENTRIES,
      `must be at most ${MAX_SECTION_ENTRIES} entries long`,
    )
    .default({});
}

/**
 * The configuration of a tenant as one document: every kind of thing by name, each as the native API puts it. What is
 * left out takes its default; of what is kept on the server by itself, a queue's `held` and an endpoint's `password`
 * stay as they are.
 */
export const configurationDocumentSchema = z.strictObject({
  version: z.literal(CONFIGURATION_VERSION, `must be ${CONFIGURATION_VERSION}`),
  calendars: sectionOf(gateNameSchema, putCalendarSchema),
  windows: sectionOf(gateNameSchema, putWindowSchema),
  events: sectionOf(gateNameSchema, putEventSchema),
  locks: sectionOf(gateNameSchema, putLockSchema),
  queues: sectionOf(gateNameSchema, putQueueSchema),
  definitions: sectionOf(definitionNameSchema, configuredDefinitionSchema).superRefine(
    (definitions, context) => {
      for (const [key, { name }] of Object.entries(definitions)) {
        if (name === undefined || name === key) continue;
        const message = `must be '${key}', the name it stands under, or be left out`;
        context.addIssue({ code: "custom", path: [key, "name"], message });
      }
    },
  ),
});
export type ConfigurationDocument = z.output<typeof configurationDocumentSchema>;
export type ConfiguredDefinition = ConfigurationDocument["definitions"][string];

/** The sections of a document in the order they are written in. */
export const CONFIGURATION_SECTIONS = [
  "calendars",
  "windows",
  "events",
  "locks",
  "queues",
  "definitions",
] as const satisfies readonly (keyof ConfigurationDocument)[];
export type ConfigurationSection = (typeof CONFIGURATION_SECTIONS)[number];

/** A document that was read. */
export interface ParsedConfiguration {
  readonly document: ConfigurationDocument;
  /** Definitions whose endpoint's password is given, be it null for none; that of the others stays as it is. */
  readonly passwordsGiven: ReadonlySet<string>;
}

type ReadConfiguration =
  | { ok: true; configuration: ParsedConfiguration }
  | { ok: false; problems: readonly InputProblem[] };

/** Reads a document; everything its schemas have against it is answered together, each with its path. */
export function readConfiguration(raw: unknown): ReadConfiguration {
  if (!isObject(raw)) {
    const message =
      "The configuration must be an object with 'version' and sections such as 'queues'";
    return { ok: false, problems: [{ path: "", message }] };
  }
  const input = withoutBlanks(raw);
  const checked = checkInput(configurationDocumentSchema, input);
  if (!checked.ok) return checked;
  return {
    ok: true,
    configuration: { document: checked.value, passwordsGiven: passwordsGivenIn(input) },
  };
}

/** A section or an entry that nothing was written under, as YAML has it: `events:` or `DONE:`; the same as `{}`. */
function withoutBlanks(raw: Record<string, unknown>): Record<string, unknown> {
  const input: Record<string, unknown> = { ...raw };
  for (const section of CONFIGURATION_SECTIONS) {
    const entries = input[section];
    if (entries === null) input[section] = {};
    if (!isObject(entries)) continue;
    input[section] = Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [name, entry ?? {}]),
    );
  }
  return input;
}

function passwordsGivenIn({ definitions }: Record<string, unknown>): Set<string> {
  const entries = isObject(definitions) ? Object.entries(definitions) : [];
  const given = entries.filter(
    ([, definition]) =>
      isObject(definition) && isObject(definition.http) && definition.http.password !== undefined,
  );
  return new Set(given.map(([name]) => name));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
