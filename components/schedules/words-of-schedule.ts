import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { storedScheduleSpec } from "@/lib/domain/schedule/schedule-spec";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";

/** When a stored schedule starts, in words; its expression where it can no longer be read. */
export function wordsOfSchedule(
  schedule: Pick<Schedule, "mode" | "expression" | "timeZone" | "oneTimeAt">,
): string {
  const { mode, expression, timeZone, oneTimeAt } = schedule;
  const stored = storedScheduleSpec({ mode, text: expression, timeZone, at: oneTimeAt });
  return stored.ok ? explainSchedule(stored.spec) : expression;
}
