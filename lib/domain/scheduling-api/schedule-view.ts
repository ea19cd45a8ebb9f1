import { formatUtc } from "@/lib/domain/schedule/date-input";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";

/** An instant in the output format, or null. */
export function shownInstant(at: Date | null): string | null {
  return at === null ? null : formatUtc(at);
}

/** All four modes, those not used null. */
function modes({ mode, expression }: Schedule) {
  return {
    cron: mode === "cron" ? expression : null,
    time: mode === "time" ? expression : null,
    repeatAt: mode === "repeatAt" ? expression : null,
    repeatInterval: mode === "repeatInterval" ? expression : null,
  };
}

function data({ parameters }: Schedule): string | null {
  return parameters === null ? null : JSON.stringify(parameters);
}

function type({ mode }: Schedule): "one-time" | "recurring" {
  return mode === "time" ? "one-time" : "recurring";
}

/** What every form of a schedule has in common. */
function core(schedule: Schedule) {
  return {
    scheduleId: schedule.id,
    type: type(schedule),
    active: schedule.active,
    startTime: shownInstant(schedule.startAt),
    endTime: shownInstant(schedule.endAt),
    ...modes(schedule),
    data: data(schedule),
  };
}

/** The answer to creating and changing a schedule, and its form inside a job (job-scheduling-api 5.2, 6.2). */
export function scheduleView(schedule: Schedule, jobId: number) {
  return { ...core(schedule), description: schedule.description, jobId };
}

/** A schedule in a list and when it is asked for (job-scheduling-api 6.3). */
export function scheduleListView(schedule: Schedule) {
  return {
    ...core(schedule),
    description: schedule.description,
    nextRunAt: shownInstant(schedule.active ? schedule.nextRunAt : null),
    modifiedAt: formatUtc(schedule.modifiedAt),
  };
}

/** A schedule that was searched for (job-scheduling-api 7.5). */
export function scheduleSearchView(schedule: Schedule) {
  return {
    ...core(schedule),
    scheduleDescription: schedule.description,
    nextRunAt: shownInstant(schedule.active ? schedule.nextRunAt : null),
  };
}
