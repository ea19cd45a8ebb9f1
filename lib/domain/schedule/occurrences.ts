import { nextCronTime } from "./sap-cron";
import type { ScheduleSpec } from "./schedule-spec";

/** The span in which recurring schedules run, both ends included; null means no bound. */
export interface ScheduleWindow {
  readonly startAt: Date | null;
  readonly endAt: Date | null;
}

interface OccurrenceQuery {
  readonly spec: ScheduleSpec;
  /** Effective window, see `intersectWindows`. */
  readonly window: ScheduleWindow;
  readonly after: Date;
  /** Actual start of the latest run; only `repeatInterval` depends on it. */
  readonly lastStartedAt?: Date | null;
}

interface ActivationQuery {
  readonly spec: ScheduleSpec;
  readonly window: ScheduleWindow;
  readonly now: Date;
  /** The start that was planned before the schedule became inactive; null when none was. */
  readonly plannedAt: Date | null;
  /** Actual start of the latest run under the present `spec`; null when it never ran. */
  readonly executedAt: Date | null;
}

/** The part common to the windows of job and schedule (job-scheduling-api 11.2). */
export function intersectWindows(job: ScheduleWindow, schedule: ScheduleWindow): ScheduleWindow {
  return {
    startAt: pickDate(job.startAt, schedule.startAt, Math.max),
    endAt: pickDate(job.endAt, schedule.endAt, Math.min),
  };
}

/**
 * First planned start strictly after `after`, null when there is none. A one-time start ignores the
 * window's beginning; an interval counts from the latest actual start, else from the window's
 * beginning, else from `after` — starting it at once is `decideActivation`'s word.
 */
export function nextOccurrence(query: OccurrenceQuery): Date | null {
  const { spec, window, after } = query;
  switch (spec.mode) {
    case "time":
      return spec.at > after ? withinEnd(spec.at, window) : null;
    case "cron":
    case "repeatAt": {
      const { startAt } = window;
      const from = startAt !== null && startAt > after ? new Date(startAt.getTime() - 1) : after;
      const next = nextCronTime(spec.cron, from, { timeZone: spec.timeZone });
      return next === null ? null : withinEnd(next, window);
    }
    case "repeatInterval":
      return nextInterval(query, spec.seconds * 1000);
  }
}

/** The next `count` planned starts, ascending; an interval is taken to start on time from now on. */
export function listOccurrences(query: OccurrenceQuery, count: number): Date[] {
  const found: Date[] = [];
  let { after, lastStartedAt = null } = query;
  while (found.length < count) {
    const next = nextOccurrence({ ...query, after, lastStartedAt });
    if (next === null) break;
    found.push(next);
    after = next;
    lastStartedAt = next;
  }
  return found;
}

/**
 * When a schedule that becomes active starts next, null for never (job-scheduling-api 11.1, 11.3 and
 * 6.7): a one-time schedule once, at once if its time is past and its window still open; an interval as
 * planned or, when that is past, at once; cron and repeatAt at the next regular time.
 */
export function decideActivation(query: ActivationQuery): Date | null {
  const { spec, window, now, plannedAt, executedAt } = query;
  if (spec.mode === "time") {
    if (executedAt !== null) return null;
    return withinEnd(later(spec.at, now), window);
  }
  if (spec.mode !== "repeatInterval") return nextOccurrence({ spec, window, after: now });
  const afterLast = executedAt === null ? now : addMs(executedAt, spec.seconds * 1000);
  const planned = later(plannedAt ?? afterLast ?? now, now);
  return withinEnd(later(planned, window.startAt ?? planned), window);
}

function nextInterval({ window, after, lastStartedAt }: OccurrenceQuery, intervalMs: number) {
  const { startAt } = window;
  if (lastStartedAt == null && startAt !== null && startAt > after)
    return withinEnd(startAt, window);
  const anchor = lastStartedAt ?? startAt ?? after;
  const elapsed = after.getTime() - anchor.getTime();
  const intervals = Math.max(1, Math.floor(elapsed / intervalMs) + 1);
  const next = addMs(anchor, intervals * intervalMs);
  return next === null ? null : withinEnd(later(next, startAt ?? next), window);
}

/** Instants after year 9999 cannot be shown or stored: there is no start then. */
const LAST_INSTANT_MS = Date.UTC(10_000, 0, 1) - 1;

function addMs(at: Date, ms: number): Date | null {
  const sum = at.getTime() + ms;
  return sum > LAST_INSTANT_MS ? null : new Date(sum);
}

function withinEnd(at: Date, { endAt }: ScheduleWindow): Date | null {
  return endAt !== null && at > endAt ? null : at;
}

function later(a: Date, b: Date): Date {
  return a >= b ? a : b;
}

function pickDate(
  a: Date | null,
  b: Date | null,
  pick: (a: number, b: number) => number,
): Date | null {
  if (a === null || b === null) return a ?? b;
  return new Date(pick(a.getTime(), b.getTime()));
}
