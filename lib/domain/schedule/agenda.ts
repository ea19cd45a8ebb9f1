import { nextOccurrence, type ScheduleWindow } from "./occurrences";
import { countCronTimes } from "./sap-cron";
import type { ScheduleSpec } from "./schedule-spec";

/** An active schedule as the agenda needs it. */
export interface PlannedSchedule {
  readonly id: string;
  readonly spec: ScheduleSpec;
  /** Common to definition and schedule. */
  readonly window: ScheduleWindow;
  readonly nextRunAt: Date;
}

/** What one schedule starts within one hour. */
export interface AgendaEntry {
  readonly scheduleId: string;
  readonly firstAt: Date;
  readonly starts: number;
}

/** One hour of the agenda, in UTC; or whatever else it is divided into. */
export interface AgendaHour {
  /** Its beginning. */
  readonly hour: Date;
  readonly starts: number;
  /** By first start. */
  readonly entries: readonly AgendaEntry[];
}

interface AgendaSpan {
  readonly from: Date;
  readonly until: Date;
}

const HOUR_MS = 3_600_000;

/**
 * The planned starts in [from, until), by hour or by another part of the UTC day; those without a start are left out. A
 * start that is due already counts at `from`, an interval is taken to start on time. The cost depends on the number of
 * parts, not of starts.
 */
export function agendaOf(
  schedules: readonly PlannedSchedule[],
  span: AgendaSpan,
  partMs: number = HOUR_MS,
): AgendaHour[] {
  const hours = new Map<number, AgendaEntry[]>();
  for (const schedule of schedules) {
    for (const entry of entriesOf(schedule, span, partMs)) {
      const hour = partOf(entry.firstAt, partMs);
      hours.set(hour, [...(hours.get(hour) ?? []), entry]);
    }
  }
  return [...hours]
    .sort(([a], [b]) => a - b)
    .map(([hour, entries]) => ({
      hour: new Date(hour),
      starts: entries.reduce((sum, entry) => sum + entry.starts, 0),
      entries: entries.sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime()),
    }));
}

function* entriesOf(
  schedule: PlannedSchedule,
  { from, until }: AgendaSpan,
  partMs: number,
): Generator<AgendaEntry> {
  let at: Date | null = schedule.nextRunAt < from ? from : schedule.nextRunAt;
  while (at !== null && at < until) {
    const end = Math.min(partOf(at, partMs) + partMs, until.getTime());
    const starts = startsWithin(schedule, at, end);
    yield { scheduleId: schedule.id, firstAt: at, starts };
    at = nextFrom(schedule, { at, starts, end });
  }
}

/** Number of starts in [at, end), where `at` is one of them. */
function startsWithin({ spec, window }: PlannedSchedule, at: Date, end: number): number {
  const last = Math.min(end - 1, window.endAt?.getTime() ?? end - 1);
  switch (spec.mode) {
    case "time":
      return 1;
    case "repeatInterval":
      return Math.floor(Math.max(0, last - at.getTime()) / (spec.seconds * 1000)) + 1;
    default: {
      const { timeZone } = spec;
      return 1 + countCronTimes(spec.cron, { after: at, until: new Date(last), timeZone });
    }
  }
}

/** First start at or after the end of a part whose starts are counted. */
function nextFrom(
  { spec, window }: PlannedSchedule,
  counted: { at: Date; starts: number; end: number },
): Date | null {
  if (spec.mode === "time") return null;
  if (spec.mode !== "repeatInterval") {
    return nextOccurrence({ spec, window, after: new Date(counted.end - 1) });
  }
  const next = new Date(counted.at.getTime() + counted.starts * spec.seconds * 1000);
  return window.endAt !== null && next > window.endAt ? null : next;
}

function partOf(at: Date, partMs: number): number {
  return Math.floor(at.getTime() / partMs) * partMs;
}
