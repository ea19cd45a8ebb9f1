import type { Definition } from "@/lib/domain/definition/definition";
import { planSchedule, type SchedulePlan } from "@/lib/domain/definition/schedule-plan";
import { AppError } from "@/lib/domain/errors";
import { formatUtc } from "@/lib/domain/schedule/date-input";
import type { ParsedScheduleInput, Schedule } from "@/lib/domain/schedule/schedule-input";
import {
  parseScheduleSpec,
  type ScheduleModeInput,
  type ScheduleSpec,
} from "@/lib/domain/schedule/schedule-spec";
import type { Context } from "@/lib/services/context";

const MAX_INT = 2_147_483_647;

/** A schedule ready to be stored, with why it was switched off at once, if it was. */
export interface PlannedSchedule {
  schedule: Schedule;
  deactivation: SchedulePlan["deactivation"];
}

interface BuildOptions extends Pick<Context, "now" | "newId"> {
  actor: string;
  /** Where the input stood in the request, e.g. `schedules.0.`. */
  path: string;
}

/** Makes a new schedule of a checked input; throws `invalid` when what it says can't be read. */
export function buildSchedule(
  definition: Definition,
  input: ParsedScheduleInput,
  { now, newId, actor, path }: BuildOptions,
): PlannedSchedule {
  const spec = readSpec(input, now, path);
  const schedule: Schedule = {
    id: newId(now),
    tenantId: definition.tenantId,
    definitionId: definition.id,
    name: input.name,
    description: input.description,
    mode: spec.mode,
    ...specColumns(spec, input.time),
    parameters: input.parameters,
    active: input.active,
    startAt: input.startTime,
    endAt: input.endTime,
    nextRunAt: null,
    executedAt: null,
    lastStartedAt: null,
    createdAt: now,
    createdBy: actor,
    modifiedAt: now,
  };
  assertWindow(schedule, path);
  const { active, nextRunAt, deactivation } = planSchedule({ schedule, spec, definition, now });
  return { schedule: { ...schedule, active, nextRunAt }, deactivation };
}

/** What the given mode says, with `path` before the name of the field in a refusal. */
export function readSpec(input: ScheduleModeInput, now: Date, path: string): ScheduleSpec {
  const result = parseScheduleSpec(input, now);
  if (result.ok) return result.spec;
  const field = `${path}${result.field}`;
  throw new AppError("invalid", `'${field}' ${result.reason}`, { field });
}

/** Columns that follow from a spec. A date object is kept as its instant, which reads the same when it is sent back. */
export function specColumns(spec: ScheduleSpec, time: unknown) {
  const isDateObject = spec.mode === "time" && typeof time !== "string";
  return {
    expression: isDateObject ? formatUtc(spec.at) : spec.text,
    timeZone: spec.timeZone,
    oneTimeAt: spec.mode === "time" ? spec.at : null,
    intervalSeconds:
      spec.mode === "repeatInterval" && spec.seconds <= MAX_INT ? spec.seconds : null,
  };
}

/** Refuses a window that ends before it begins. */
export function assertWindow(
  window: { startAt: Date | null; endAt: Date | null },
  path = "",
): void {
  if (window.startAt === null || window.endAt === null || window.endAt >= window.startAt) return;
  const field = `${path}endTime`;
  throw new AppError("invalid", `'${field}' must not be before '${path}startTime'`, { field });
}
