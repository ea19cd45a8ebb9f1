import type {
  ChangedElement,
  NamedElement,
} from "@/lib/domain/configuration/configuration-difference";
import type { ConfiguredDefinition } from "@/lib/domain/configuration/configuration-document";
import { namedSchedules } from "@/lib/domain/configuration/stored-configuration";
import type {
  ParsedScheduleInput,
  Schedule,
  ScheduleChange,
} from "@/lib/domain/schedule/schedule-input";
import { SCHEDULE_MODES } from "@/lib/domain/schedule/schedule-spec";
import type { Context } from "@/lib/services/context";
import { createSchedule } from "@/lib/services/schedules/create-schedule";
import { deleteSchedule } from "@/lib/services/schedules/delete-schedule";
import type { ScheduleKey } from "@/lib/services/schedules/load-schedule";
import { updateSchedule } from "@/lib/services/schedules/update-schedule";
import type { ApplyAttempts } from "./apply-attempts";
import type { ApplicationPlan } from "./apply-plan";

/** What is to become of the schedules of one definition, by their names. */
interface ScheduleWork {
  created: Set<string>;
  changed: Map<string, ChangedElement>;
  removed: NamedElement[];
  /** The stored ones that a document can speak of. */
  stored: Map<string, Schedule>;
}

/** The work on schedules by the names of their definitions. */
export function scheduleWork({ difference, stored }: ApplicationPlan): Map<string, ScheduleWork> {
  const work = new Map<string, ScheduleWork>();
  const at = (definition: string) => {
    const present = work.get(definition);
    if (present) return present;
    const none: ScheduleWork = {
      created: new Set(),
      changed: new Map(),
      removed: [],
      stored: new Map(),
    };
    work.set(definition, none);
    return none;
  };
  for (const { definition, name } of difference.created) {
    if (definition !== null) at(definition).created.add(name);
  }
  for (const element of difference.changed) {
    if (element.definition !== null) at(element.definition).changed.set(element.name, element);
  }
  for (const element of difference.removed) {
    if (element.definition !== null) at(element.definition).removed.push(element);
  }
  for (const { definition, schedules } of stored.definitions) {
    const found = work.get(definition.name);
    if (found) found.stored = namedSchedules(schedules);
  }
  return work;
}

interface PutSchedules {
  /** Of the definition. */
  name: string;
  definition: ConfiguredDefinition;
  work: ScheduleWork;
  attempts: ApplyAttempts;
}

/** Removes, changes and creates the schedules of one definition; only what differs is written. */
export async function putSchedules(
  ctx: Context,
  { name, definition, work, attempts }: PutSchedules,
): Promise<void> {
  const keyOf = (schedule: string): ScheduleKey => ({
    definition: { name },
    scheduleId: work.stored.get(schedule)?.id ?? "",
  });
  for (const schedule of work.removed) {
    await attempts.try(schedule.path, () => deleteSchedule(ctx, keyOf(schedule.name)));
  }
  for (const [index, input] of definition.schedules.entries()) {
    const path = `definitions.${name}.schedules.${index}`;
    const changed = work.changed.get(input.name ?? "");
    if (changed) {
      const update = { key: keyOf(changed.name), change: changeOf(input, changed) };
      await attempts.try(path, () => updateSchedule(ctx, update));
    } else if (work.created.has(input.name ?? "")) {
      const creation = { definition: { name }, schedule: input };
      await attempts.try(path, () => createSchedule(ctx, creation));
    }
  }
}

/** The fields that differ; an expression goes with its zone, which says what it means. */
function changeOf(input: ParsedScheduleInput, { fields }: ChangedElement): ScheduleChange {
  const touched = new Set(fields.map(({ path }) => path.split(".")[0]));
  const isStartTouched = [...SCHEDULE_MODES, "timeZone"].some((field) => touched.has(field));
  const { cron, time, repeatAt, repeatInterval, timeZone } = input;
  return {
    ...(isStartTouched ? { cron, time, repeatAt, repeatInterval, timeZone } : {}),
    ...(touched.has("description") ? { description: input.description } : {}),
    ...(touched.has("parameters") ? { parameters: input.parameters } : {}),
    ...(touched.has("active") ? { active: input.active } : {}),
    ...(touched.has("startTime") ? { startTime: input.startTime } : {}),
    ...(touched.has("endTime") ? { endTime: input.endTime } : {}),
  };
}
