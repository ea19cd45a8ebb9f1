import {
  type ConfiguredElement,
  ELEMENT_KINDS,
  type ElementKey,
  type ElementKind,
  keyOfElement,
  pathOfElement,
} from "./configured-element";
import { type FieldChange, fieldChanges } from "./field-changes";
import type { SchedulesLeftAlone } from "./stored-configuration";

/** Something a document speaks of, or would have removed. */
export interface NamedElement {
  /** As in `definitions.CLOSE.schedules.Nightly`. */
  readonly path: string;
  readonly kind: ElementKind;
  readonly name: string;
  /** Of a schedule: the name of its definition. */
  readonly definition: string | null;
}

export interface ChangedElement extends NamedElement {
  readonly fields: readonly FieldChange[];
}

/** What would become of a stored configuration; each list by kind, and within it in the order of the document. */
export interface ConfigurationDifference {
  readonly created: readonly NamedElement[];
  readonly changed: readonly ChangedElement[];
  /** Schedules that go with their definition are not listed on their own. */
  readonly removed: readonly NamedElement[];
  /** How many things of the document are stored as it wants them. */
  readonly unchanged: number;
}

/** What became of a stored configuration, or would have. */
export interface AppliedConfiguration extends ConfigurationDifference {
  readonly dryRun: boolean;
  /** Schedules of the document's definitions that it cannot speak of; they stay as they are. */
  readonly leftAlone: readonly SchedulesLeftAlone[];
}

interface Compared {
  readonly stored: readonly ConfiguredElement[];
  readonly wanted: readonly ConfiguredElement[];
  /** What is stored beyond the wanted is to be removed. */
  readonly prune: boolean;
  /** Stored things that are only known by their names. */
  readonly others?: readonly ElementKey[];
}

/** What applying `wanted` to `stored` creates, changes and, with `prune`, removes. */
export function configurationDifference(compared: Compared): ConfigurationDifference {
  const { stored, wanted, prune, others = [] } = compared;
  const present = new Map(stored.map((element) => [keyOfElement(element), element]));
  const created: NamedElement[] = [];
  const changed: ChangedElement[] = [];
  let unchanged = 0;
  for (const element of inOrder(wanted)) {
    const before = present.get(keyOfElement(element));
    const fields = before ? fieldChanges(before.content, element.content) : [];
    if (!before) created.push(namedElement(element));
    else if (fields.length > 0) changed.push({ ...namedElement(element), fields });
    else unchanged += 1;
  }
  const removed = prune ? removedAmong([...stored, ...others], wanted) : [];
  return { created, changed, removed, unchanged };
}

function removedAmong(
  stored: readonly ElementKey[],
  wanted: readonly ElementKey[],
): NamedElement[] {
  const kept = new Set(wanted.map(keyOfElement));
  const isKept = (element: ElementKey) => kept.has(keyOfElement(element));
  const goesWithDefinition = ({ definition }: ElementKey) =>
    definition !== null && !isKept({ kind: "definition", name: definition, definition: null });
  return inOrder(stored)
    .filter((element) => !isKept(element) && !goesWithDefinition(element))
    .map(namedElement);
}

function inOrder<T extends ElementKey>(elements: readonly T[]): T[] {
  const rank = ({ kind }: ElementKey) => ELEMENT_KINDS.indexOf(kind);
  return [...elements].sort((one, other) => rank(one) - rank(other));
}

function namedElement(element: ElementKey): NamedElement {
  const { kind, name, definition } = element;
  return { path: pathOfElement(element), kind, name, definition };
}

/** True when a difference asks for nothing. */
export function isEmptyDifference(difference: ConfigurationDifference): boolean {
  const { created, changed, removed } = difference;
  return created.length + changed.length + removed.length === 0;
}
