import type { Definition } from "@/lib/domain/definition/definition";
import type { SchedulePlan } from "@/lib/domain/definition/schedule-plan";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import type { ActionLogAction } from "@/lib/domain/scheduling-api/action-log";
import type { NewActionLogEntry } from "@/lib/store/action-log-store";

const DEACTIVATION_TEXT: Record<NonNullable<SchedulePlan["deactivation"]>, string> = {
  DEACTIVATION_NO_FUTURE_RUN: "The schedule has no future run and was deactivated.",
  DEACTIVATION_END_TIME: "The end time is reached; the schedule was deactivated.",
  DEACTIVATION_ON_COMPLETION: "The one-time schedule has run already and stays inactive.",
};

/** The action log entry of an act on a schedule. */
export function scheduleEntry(
  definition: Definition,
  schedule: Pick<Schedule, "id">,
  entry: { action: ActionLogAction; actor: string; text: string },
): NewActionLogEntry {
  return { ...definitionEntry(definition, entry), scheduleId: schedule.id };
}

/** The action log entry of an act on a definition. */
export function definitionEntry(
  definition: Definition,
  entry: { action: ActionLogAction; actor: string; text: string },
): NewActionLogEntry {
  const { tenantId, id, jobId } = definition;
  return { tenantId, definitionId: id, jobId, scheduleId: null, ...entry, actor: entry.actor };
}

/** The entry that says why the product switched a schedule off, or none. */
export function deactivationEntries(
  definition: Definition,
  schedule: Pick<Schedule, "id">,
  deactivation: SchedulePlan["deactivation"],
): NewActionLogEntry[] {
  if (deactivation === null) return [];
  const text = DEACTIVATION_TEXT[deactivation];
  return [scheduleEntry(definition, schedule, { action: deactivation, actor: "system", text })];
}
