import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { expressionsOf } from "@/lib/domain/chain/chain-expressions";
import { isExpression } from "@/lib/domain/expression/expression";
import type { ExpressionUse } from "@/lib/domain/expression/expression-use";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import type { DefinitionProperties } from "./definition-properties";

/** Kinds of things a definition refers to by name. */
export const REFERENCE_KINDS = [
  "queue",
  "lock",
  "event",
  "window",
  "calendar",
  "definition",
] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** One thing a definition refers to. */
export interface DefinitionReference {
  readonly kind: ReferenceKind;
  readonly name: string;
}

/** A reference with the field it stands in, as in `chain.steps.0.calls.1.definition`. */
export interface PlacedReference extends DefinitionReference {
  readonly path: string;
}

/** What of a definition refers to other things. */
export interface ReferringDefinition {
  readonly queue: string;
  readonly properties: DefinitionProperties;
}

/** Everything a definition refers to, each once: what may not be removed while it exists. */
export function referencesOf(definition: ReferringDefinition): DefinitionReference[] {
  const found = new Map<string, DefinitionReference>();
  for (const { kind, name } of placedReferencesOf(definition)) {
    found.set(`${kind}:${name}`, { kind, name });
  }
  return [...found.values()];
}

/** Every reference of a definition at its place, in the order of the fields. */
export function placedReferencesOf({ queue, properties }: ReferringDefinition): PlacedReference[] {
  const { parameters, locks, waitEvents, raiseEvents, timeWindow, calendar, chain } = properties;
  return [
    { kind: "queue", name: queue, path: "queue" },
    ...locks.map(({ lock }, index) => placed("lock", lock, `locks.${index}.lock`)),
    ...waitEvents.map(({ event }, index) => placed("event", event, `waitEvents.${index}.event`)),
    ...raiseEvents.map(({ event }, index) => placed("event", event, `raiseEvents.${index}.event`)),
    ...optional("window", timeWindow, "timeWindow"),
    ...optional("calendar", calendar, "calendar"),
    ...parameters.flatMap(({ default: text }, index) =>
      typeof text === "string" && isExpression(text)
        ? namedIn({ text, use: "default", path: `parameters.${index}.default` })
        : [],
    ),
    ...(chain === null ? [] : chainReferences(chain)),
    ...(chain === null ? [] : expressionsOf(chain).flatMap(namedIn)),
  ];
}

function chainReferences({ steps }: ChainDefinition): PlacedReference[] {
  return steps.flatMap((step, index) => {
    const path = `chain.steps.${index}`;
    return [
      ...optional("window", step.precondition?.window, `${path}.precondition.window`),
      ...step.calls.flatMap((call, at) => callReferences(call, `${path}.calls.${at}`)),
    ];
  });
}

function callReferences(
  call: ChainDefinition["steps"][number]["calls"][number],
  path: string,
): PlacedReference[] {
  return [
    placed("definition", call.definition, `${path}.definition`),
    ...optional("queue", call.queue, `${path}.queue`),
    ...optional("window", call.window, `${path}.window`),
    ...optional("window", call.precondition?.window, `${path}.precondition.window`),
  ];
}

interface Text {
  readonly text: string;
  readonly use: ExpressionUse;
  readonly path: string;
}

/** What an expression asks about; one that cannot be read asks about nothing. */
function namedIn({ text, use, path }: Text): PlacedReference[] {
  const parsed = parseExpression(text, { allow: use });
  if (!parsed.ok) return [];
  const { windows, events } = parsed.expression.references;
  return [
    ...windows.map(({ name }) => placed("window", name, path)),
    ...events.map(({ name }) => placed("event", name, path)),
  ];
}

function placed(kind: ReferenceKind, name: string, path: string): PlacedReference {
  return { kind, name, path };
}

function optional(
  kind: ReferenceKind,
  name: string | null | undefined,
  path: string,
): PlacedReference[] {
  return name === null || name === undefined ? [] : [placed(kind, name, path)];
}
