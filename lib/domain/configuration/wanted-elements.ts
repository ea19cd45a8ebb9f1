import type { InputProblem } from "@/lib/domain/definition/parse-input";
import { DEFAULT_QUEUE, putQueueSchema } from "@/lib/domain/native-api/queue-resource";
import { decideActivation, intersectWindows } from "@/lib/domain/schedule/occurrences";
import type { ParsedScheduleInput, Schedule } from "@/lib/domain/schedule/schedule-input";
import {
  parseScheduleSpec,
  type ScheduleSpec,
  storedScheduleSpec,
} from "@/lib/domain/schedule/schedule-spec";
import {
  contentOfDefinition,
  contentOfSchedule,
  contentOfStoredSchedule,
  type PasswordMark,
  storedMark,
} from "./configuration-content";
import type {
  ConfigurationDocument,
  ConfiguredDefinition,
  ParsedConfiguration,
} from "./configuration-document";
import { type ConfiguredElement, type Content, elementOf } from "./configured-element";
import { isSameJson } from "./field-changes";
import {
  namedSchedules,
  type StoredConfiguration,
  type StoredDefinition,
} from "./stored-configuration";

interface WantedQuery {
  readonly configuration: ParsedConfiguration;
  /** At least everything the document names. */
  readonly stored: StoredConfiguration;
  /** What the document does not name is to be removed. */
  readonly prune: boolean;
  readonly now: Date;
  /** Whether this is the password that is stored for the endpoint of a definition. */
  readonly isStoredPassword: (definition: string, password: string) => boolean;
}

/** Everything a document asks for, one by one. */
interface Wanted {
  readonly elements: readonly ConfiguredElement[];
  /** What is wrong with its schedules, which only shows at an instant and beside the stored ones. */
  readonly problems: readonly InputProblem[];
}

/**
 * What a document asks for, with what it leaves to the server as it is stored: whether a queue is held, the passwords
 * of endpoints, the instants of one-time schedules that are told in words, and schedules that were switched off because
 * they have no further start.
 */
export function wantedElements(query: WantedQuery): Wanted {
  const { document } = query.configuration;
  const problems: InputProblem[] = [];
  const elements: ConfiguredElement[] = [
    ...plainGates("calendar", document.calendars),
    ...plainGates("window", document.windows),
    ...plainGates("event", document.events),
    ...plainGates("lock", document.locks),
    ...wantedQueues(query),
  ];
  const stored = new Map(query.stored.definitions.map((row) => [row.definition.name, row]));
  for (const [name, wanted] of Object.entries(document.definitions)) {
    const before = stored.get(name) ?? null;
    const password = passwordMark(name, { wanted, before, query });
    elements.push(elementOf("definition", name, contentOfDefinition(wanted, password)));
    const schedules = wantedSchedules(name, { wanted, before, now: query.now });
    elements.push(...schedules.elements);
    problems.push(...schedules.problems);
  }
  return { elements, problems };
}

function plainGates(
  kind: "calendar" | "window" | "event" | "lock",
  section: Readonly<Record<string, Content>>,
): ConfiguredElement[] {
  return Object.entries(section).map(([name, content]) => elementOf(kind, name, content));
}

/** The default queue cannot be removed; left out of a document that is everything, it has its own rules again. */
function wantedQueues({ configuration, stored, prune }: WantedQuery): ConfiguredElement[] {
  const held = new Map(
    stored.gates
      .filter(({ kind }) => kind === "queue")
      .map(({ name, rules }) => [name, rules.held === true]),
  );
  const { queues } = configuration.document;
  const all: ConfigurationDocument["queues"] =
    prune && !Object.hasOwn(queues, DEFAULT_QUEUE)
      ? { [DEFAULT_QUEUE]: putQueueSchema.parse({}), ...queues }
      : queues;
  return Object.entries(all).map(([name, rules]) =>
    elementOf("queue", name, { ...rules, held: rules.held ?? held.get(name) ?? false }),
  );
}

interface WantedDefinition {
  readonly wanted: ConfiguredDefinition;
  readonly before: StoredDefinition | null;
}

function passwordMark(
  name: string,
  { wanted, before, query }: WantedDefinition & { query: WantedQuery },
): PasswordMark {
  if (!query.configuration.passwordsGiven.has(name)) {
    return before === null ? null : storedMark(before.definition);
  }
  const password = wanted.http?.password ?? null;
  if (password === null) return null;
  const isStored = before !== null && query.isStoredPassword(name, password);
  return isStored ? "(hidden)" : "(another one, hidden)";
}

function wantedSchedules(
  definition: string,
  { wanted, before, now }: WantedDefinition & { now: Date },
): Wanted {
  const known = namedSchedules(before?.schedules ?? []);
  const elements: ConfiguredElement[] = [];
  const problems: InputProblem[] = [];
  for (const [index, input] of wanted.schedules.entries()) {
    const name = input.name ?? "";
    const path = `definitions.${definition}.schedules.${index}`;
    const stored = known.get(name) ?? null;
    const spec = specOf(input, stored, now);
    if (!spec.ok) problems.push({ path: `${path}.${spec.field}`, message: spec.reason });
    else {
      const content = contentOfSchedule(input, spec.spec);
      const settled = {
        ...content,
        active: isActive({ wanted, input, stored, spec: spec.spec, now }),
      };
      elements.push({ kind: "schedule", name, definition, content: settled });
    }
    const bearers = before?.schedules.filter((schedule) => schedule.name === name).length ?? 0;
    if (bearers < 2) continue;
    const message = `is the name of ${bearers} schedules on the server; give them different names first`;
    problems.push({ path: `${path}.name`, message });
  }
  return { elements, problems };
}

/** Words such as "in 2 hours" go on meaning what they meant when the schedule was made. */
function specOf(input: ParsedScheduleInput, stored: Schedule | null, now: Date) {
  const isAsStored =
    stored?.mode === "time" &&
    stored.expression === input.time &&
    stored.timeZone === input.timeZone;
  if (!isAsStored) return parseScheduleSpec(input, now);
  const { mode, expression: text, timeZone, oneTimeAt: at } = stored;
  return storedScheduleSpec({ mode, text, timeZone, at });
}

interface WantedActivity {
  readonly wanted: ConfiguredDefinition;
  readonly input: ParsedScheduleInput;
  readonly stored: Schedule | null;
  readonly spec: ScheduleSpec;
  readonly now: Date;
}

/** A schedule that was switched off because it has no further start is as active as it can be. */
function isActive({ wanted, input, stored, spec, now }: WantedActivity): boolean {
  if (!input.active || stored === null || stored.active) return input.active;
  const before = contentOfStoredSchedule(stored);
  const isSameStart = isSameJson(before[spec.mode], contentOfSchedule(input, spec)[spec.mode]);
  const started = spec.mode === "time" ? stored.executedAt : stored.lastStartedAt;
  const window = intersectWindows(
    { startAt: wanted.startTime, endAt: wanted.endTime },
    { startAt: input.startTime, endAt: input.endTime },
  );
  const executedAt = isSameStart ? started : null;
  return decideActivation({ spec, window, now, plannedAt: null, executedAt }) !== null;
}
