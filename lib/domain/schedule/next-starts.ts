import { intersectWindows, listOccurrences, type ScheduleWindow } from "./occurrences";
import type { Schedule } from "./schedule-input";
import { storedScheduleSpec } from "./schedule-spec";

/**
 * The next `count` starts of a stored schedule, the planned one first; none while it is inactive. An interval is taken
 * to start on time.
 */
export function nextStartsOf(
  schedule: Pick<
    Schedule,
    "active" | "nextRunAt" | "mode" | "expression" | "timeZone" | "oneTimeAt" | "startAt" | "endAt"
  >,
  definition: ScheduleWindow,
  count: number,
): Date[] {
  const { active, nextRunAt, mode, expression, timeZone, oneTimeAt } = schedule;
  const stored = storedScheduleSpec({ mode, text: expression, timeZone, at: oneTimeAt });
  if (!active || nextRunAt === null || !stored.ok) return [];
  const window = intersectWindows(definition, schedule);
  const query = { spec: stored.spec, window, after: nextRunAt, lastStartedAt: nextRunAt };
  return [nextRunAt, ...listOccurrences(query, count - 1)];
}
