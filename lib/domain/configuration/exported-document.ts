import { WRITABLE_KINDS } from "@/lib/domain/definition/kind-parts";
import { DEFAULT_QUEUE } from "@/lib/domain/native-api/queue-resource";
import {
  type ConfiguredGate,
  GATE_SCHEMAS,
  USUAL_SYNCHRONOUS_SECONDS,
} from "./configuration-content";
import { CONFIGURATION_VERSION, configuredDefinitionSchema } from "./configuration-document";
import type { ConfiguredElement, Content } from "./configured-element";
import { type StoredConfiguration, storedElements } from "./stored-configuration";
import { withoutDefaults } from "./without-defaults";

type Entry = readonly [name: string, entry: Content];

/**
 * What a tenant has configured as a document that can be applied: by name, defaults left out, without passwords, empty
 * sections and the default queue as long as nobody has configured it.
 */
export function exportedDocument(stored: StoredConfiguration): Record<string, unknown> {
  const elements = storedElements(stored);
  const gates = (kind: ConfiguredGate): Entry[] =>
    elements
      .filter((element) => element.kind === kind)
      .map(({ name, content }) => [name, withoutDefaults(GATE_SCHEMAS[kind], content)]);
  const sections: Record<string, Entry[]> = {
    calendars: gates("calendar"),
    windows: gates("window"),
    events: gates("event"),
    locks: gates("lock"),
    queues: gates("queue").map(withoutOpenness).filter(isConfigured),
    definitions: definitionEntries(elements),
  };
  const filled = Object.entries(sections).filter(([, entries]) => entries.length > 0);
  return {
    version: CONFIGURATION_VERSION,
    ...Object.fromEntries(
      filled.map(([section, entries]) => [section, Object.fromEntries(entries.sort(byName))]),
    ),
  };
}

/** A queue that is not held needs no word about it: one that is left out stays as it is. */
function withoutOpenness([name, entry]: Entry): Entry {
  const { held, ...rules } = entry;
  return [name, held === true ? entry : rules];
}

function isConfigured([name, entry]: Entry): boolean {
  return name !== DEFAULT_QUEUE || Object.keys(entry).length > 0;
}

function definitionEntries(elements: readonly ConfiguredElement[]): Entry[] {
  const schedules = new Map<string, Content[]>();
  for (const { kind, name, definition, content } of elements) {
    if (kind !== "schedule" || definition === null) continue;
    const list = schedules.get(definition) ?? [];
    list.push({ name, ...content });
    schedules.set(definition, list);
  }
  return elements
    .filter(({ kind }) => kind === "definition")
    .map(({ name, content }) => [name, definitionEntry(content, schedules.get(name) ?? [])]);
}

/** First what a definition is, then how it runs, last when. */
function definitionEntry({ http, ...content }: Content, schedules: Content[]): Content {
  const sorted = schedules.sort((one, other) => compare(String(one.name), String(other.name)));
  const part = http === undefined ? {} : { http: exportedEndpoint(http) };
  const shown = { ...content, ...part, schedules: sorted };
  const entry = withoutDefaults(configuredDefinitionSchema, shown);
  const first = ["kind", "description", ...WRITABLE_KINDS].filter((field) => field in entry);
  return { ...Object.fromEntries(first.map((field) => [field, entry[field]])), ...entry };
}

function exportedEndpoint(http: unknown): unknown {
  if (typeof http !== "object" || http === null) return http;
  const shown = Object.entries(http).filter(
    ([field, value]) =>
      field !== "password" &&
      !(field === "synchronousSeconds" && value === USUAL_SYNCHRONOUS_SECONDS),
  );
  return Object.fromEntries(shown);
}

function byName([one]: Entry, [other]: Entry): number {
  return compare(one, other);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
