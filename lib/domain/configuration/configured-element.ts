import type { ConfigurationSection } from "./configuration-document";

/** Kinds of things a configuration consists of, in the order they are spoken of. */
export const ELEMENT_KINDS = [
  "calendar",
  "window",
  "event",
  "lock",
  "queue",
  "definition",
  "schedule",
] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** Which thing of a configuration; a schedule belongs to a definition, everything else to none. */
export interface ElementKey {
  readonly kind: ElementKind;
  readonly name: string;
  readonly definition: string | null;
}

/** What a thing is configured as, every field given, as JSON: two contents that are equal mean the same. */
export type Content = Readonly<Record<string, unknown>>;

/** One thing of a configuration. */
export interface ConfiguredElement extends ElementKey {
  readonly content: Content;
}

const SECTION_OF = {
  calendar: "calendars",
  window: "windows",
  event: "events",
  lock: "locks",
  queue: "queues",
  definition: "definitions",
} as const satisfies Record<Exclude<ElementKind, "schedule">, ConfigurationSection>;

/** Something that stands in a section of its own. */
export function elementOf(
  kind: Exclude<ElementKind, "schedule">,
  name: string,
  content: Content,
): ConfiguredElement {
  return { kind, name, definition: null, content };
}

/** Where a thing stands in a document; a schedule by its name instead of its place in the list. */
export function pathOfElement({ kind, name, definition }: ElementKey): string {
  return kind === "schedule"
    ? `definitions.${definition}.schedules.${name}`
    : `${SECTION_OF[kind]}.${name}`;
}

/** Tells things apart whatever their names are. */
export function keyOfElement({ kind, name, definition }: ElementKey): string {
  return JSON.stringify([kind, definition, name]);
}
