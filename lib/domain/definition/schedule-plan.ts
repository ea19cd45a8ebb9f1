import { AppError } from "@/lib/domain/errors";
import {
  decideActivation,
  intersectWindows,
  type ScheduleWindow,
} from "@/lib/domain/schedule/occurrences";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { type ScheduleSpec, storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import type { ActionLogAction } from "@/lib/domain/scheduling-api/action-log";

/** What of a definition decides when its schedules run. */
export interface DefinitionWindow extends ScheduleWindow {
  readonly active: boolean;
}

interface PlanQuery {
  readonly schedule: Schedule;
  /** Parsed already, or null to read the stored expression. */
  readonly spec?: ScheduleSpec;
  readonly definition: DefinitionWindow;
  readonly now: Date;
  /** A tick that is due but not planned yet stays due: for changes that leave the expression alone. */
  readonly keepsDueTick?: boolean;
}

/** Whether a schedule is active after all, when it is due next, and why it was switched off. */
export interface SchedulePlan {
  readonly active: boolean;
  readonly nextRunAt: Date | null;
  readonly deactivation: Extract<
    ActionLogAction,
    "DEACTIVATION_NO_FUTURE_RUN" | "DEACTIVATION_END_TIME" | "DEACTIVATION_ON_COMPLETION"
  > | null;
}

/**
 * Plans a schedule as its `active` flag says (job-scheduling-api 11.1 to 11.4): the next start of an active one, or
 * its deactivation when it has none. Nothing is due while the definition is inactive.
 */
export function planSchedule({
  schedule,
  spec,
  definition,
  now,
  keepsDueTick = false,
}: PlanQuery): SchedulePlan {
  if (!schedule.active) return { active: false, nextRunAt: null, deactivation: null };
  const window = intersectWindows(definition, schedule);
  const { nextRunAt } = schedule;
  const isDue =
    keepsDueTick && nextRunAt !== null && nextRunAt <= now && !isOver(window, nextRunAt);
  const next = isDue
    ? nextRunAt
    : nextStart({ schedule, window, now, spec: spec ?? specOf(schedule) });
  if (next === null) {
    return { active: false, nextRunAt: null, deactivation: reasonOf(schedule, window, now) };
  }
  return { active: true, nextRunAt: definition.active ? next : null, deactivation: null };
}

interface StartQuery {
  schedule: Schedule;
  window: ScheduleWindow;
  now: Date;
  spec: ScheduleSpec;
}

function nextStart({ schedule, window, now, spec }: StartQuery): Date | null {
  const executedAt = schedule.mode === "time" ? schedule.executedAt : schedule.lastStartedAt;
  return decideActivation({ spec, window, now, plannedAt: null, executedAt });
}

function reasonOf(
  schedule: Schedule,
  window: ScheduleWindow,
  now: Date,
): SchedulePlan["deactivation"] {
  if (schedule.mode === "time" && schedule.executedAt !== null) return "DEACTIVATION_ON_COMPLETION";
  return isOver(window, now) ? "DEACTIVATION_END_TIME" : "DEACTIVATION_NO_FUTURE_RUN";
}

function isOver(window: ScheduleWindow, at: Date): boolean {
  return window.endAt !== null && window.endAt < at;
}

/** What a stored schedule says; it was checked when it was stored. */
function specOf({ mode, expression, timeZone, oneTimeAt }: Schedule): ScheduleSpec {
  const stored = storedScheduleSpec({ mode, text: expression, timeZone, at: oneTimeAt });
  if (stored.ok) return stored.spec;
  throw new AppError("internal", `The stored ${stored.field} of a schedule ${stored.reason}.`);
}
