import type { Definition } from "@/lib/domain/definition/definition";
import { SYSTEM_QUEUE } from "@/lib/domain/native-api/queue-resource";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import {
  type ConfiguredGate,
  contentOfStoredDefinition,
  contentOfStoredGate,
  contentOfStoredSchedule,
} from "./configuration-content";
import { type ConfiguredElement, type Content, elementOf } from "./configured-element";

/** A gate as it is stored, in the fields it is put in. */
export interface StoredGate {
  readonly kind: ConfiguredGate;
  readonly name: string;
  readonly rules: Content;
}

/** A definition as it is stored, with its schedules in the order they were made. */
export interface StoredDefinition {
  readonly definition: Definition;
  readonly schedules: readonly Schedule[];
}

/** What a tenant has configured. */
export interface StoredConfiguration {
  /** Queues that are built in among them. */
  readonly gates: readonly StoredGate[];
  readonly definitions: readonly StoredDefinition[];
}

/** A definition with schedules that a document cannot speak of. */
export interface SchedulesLeftAlone {
  readonly definition: string;
  readonly schedules: number;
}

/**
 * The schedules of a definition that are known by their names. Those without a name, or with one that others of the
 * definition have too, are no part of a configuration: they are neither exported nor touched.
 */
export function namedSchedules(schedules: readonly Schedule[]): Map<string, Schedule> {
  const counts = new Map<string, number>();
  for (const { name } of schedules) {
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map(
    schedules.flatMap((schedule) => {
      const { name } = schedule;
      const isKnown = name !== null && name !== "" && counts.get(name) === 1;
      return isKnown ? [[name, schedule] as const] : [];
    }),
  );
}

/** Which definitions have schedules that are no part of a configuration, and how many. */
export function schedulesLeftAlone({ definitions }: StoredConfiguration): SchedulesLeftAlone[] {
  return definitions.flatMap(({ definition, schedules }) => {
    const count = schedules.length - namedSchedules(schedules).size;
    return count === 0 ? [] : [{ definition: definition.name, schedules: count }];
  });
}

/** Everything stored that a document speaks of, one by one; the queue of the scheduler's own work is not. */
export function storedElements({ gates, definitions }: StoredConfiguration): ConfiguredElement[] {
  return [
    ...gates
      .filter(({ kind, name }) => kind !== "queue" || name !== SYSTEM_QUEUE)
      .map(({ kind, name, rules }) => elementOf(kind, name, contentOfStoredGate(kind, rules))),
    ...definitions.flatMap(({ definition, schedules }) => [
      elementOf("definition", definition.name, contentOfStoredDefinition(definition)),
      ...[...namedSchedules(schedules)].map(([name, schedule]) => ({
        kind: "schedule" as const,
        name,
        definition: definition.name,
        content: contentOfStoredSchedule(schedule),
      })),
    ]),
  ];
}
