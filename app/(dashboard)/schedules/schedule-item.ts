import { wordsOfSchedule } from "@/components/schedules/words-of-schedule";
import type { RunState } from "@/lib/domain/run/run-state";
import type { ScheduleMode } from "@/lib/domain/schedule/schedule-spec";
import type { ScheduleRow } from "@/lib/queries/schedules/list-schedule-rows";

/** A schedule as a table in the browser shows it. */
export interface ScheduleItem {
  id: string;
  definitionId: string;
  definitionName: string;
  description: string;
  /** When it starts, in words. */
  words: string;
  mode: ScheduleMode;
  expression: string;
  timeZone: string;
  active: boolean;
  /** Null also while the definition is inactive. */
  nextRunAt: Date | null;
  startAt: Date | null;
  endAt: Date | null;
  lastRunId: string | null;
  lastRunState: RunState | null;
}

/** What the browser needs of a row; its parameters stay on the server. */
export function scheduleItemOf(row: ScheduleRow): ScheduleItem {
  return {
    id: row.id,
    definitionId: row.definitionId,
    definitionName: row.definitionName,
    description: row.name ?? row.description,
    words: wordsOfSchedule(row),
    mode: row.mode,
    expression: row.expression,
    timeZone: row.timeZone,
    active: row.active,
    nextRunAt: row.active && row.definitionActive ? row.nextRunAt : null,
    startAt: row.startAt,
    endAt: row.endAt,
    lastRunId: row.lastRunId,
    lastRunState: row.lastRunState,
  };
}
