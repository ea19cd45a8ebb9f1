import type { PlannedSchedule } from "@/lib/domain/schedule/agenda";
import { comingTicks } from "./forecast-order";
import { type BusySpan, DAY_MS, hourOf, loadByHour } from "./load-hours";

/** An active schedule with what is known of the runs it starts. */
export interface ForecastSchedule extends PlannedSchedule {
  /** How long its runs took on average; null when none is known: they count with no length. */
  readonly meanDurationMs: number | null;
  /** When a run that is due at a tick may really start: the opening of its time window; null for never. */
  readonly startOf?: ((tick: Date) => Date | null) | undefined;
}

/** What is expected of one hour of UTC. */
export interface ForecastHour {
  readonly hour: Date;
  readonly starts: number;
  /** Of these, starts in the first second of the hour. */
  readonly onTheHour: number;
  readonly busyMs: number;
  /** Most runs at one moment, if each takes as long as usual and none has to wait for a slot. */
  readonly peak: number;
}

/** What one schedule is expected to start. */
export interface ForecastJob {
  readonly scheduleId: string;
  readonly starts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

export interface Forecast {
  readonly from: Date;
  /** Where it ends: earlier than asked for when there are too many ticks. */
  readonly until: Date;
  readonly isCut: boolean;
  readonly starts: number;
  /** Every hour of it, hours without a start included. */
  readonly hours: readonly ForecastHour[];
  /** By first start. */
  readonly jobs: readonly ForecastJob[];
  /** Ticks whose time window does not open within two years. */
  readonly neverStarting: number;
}

interface ForecastQuery {
  readonly now: Date;
  readonly from: Date;
  readonly until: Date;
  /** Ticks looked at; what comes after them is left out and the end moved there. */
  readonly most: number;
}

/** The coming starts of some schedules and the load they make, in time bounded by the number of ticks. */
export function forecastOf(
  schedules: readonly ForecastSchedule[],
  { now, from, until: asked, most }: ForecastQuery,
): Forecast {
  const collected = new Collected();
  let until = asked;
  let looked = 0;
  for (const { at, index } of comingTicks(schedules, { now, from, until: asked })) {
    if (looked >= most) {
      until = at;
      break;
    }
    looked += 1;
    const schedule = schedules[index];
    if (schedule !== undefined) collected.add(schedule, at, asked);
  }
  return {
    ...{ from, until, isCut: until < asked },
    starts: collected.spans.length,
    hours: hoursOf(collected.spans, { from, until }),
    jobs: [...collected.jobs.values()].sort((a, b) => a.firstAt.getTime() - b.firstAt.getTime()),
    neverStarting: collected.neverStarting,
  };
}

/** Gathers starts while the ticks go by. */
class Collected {
  readonly spans: BusySpan[] = [];
  readonly jobs = new Map<string, ForecastJob>();
  neverStarting = 0;

  add(schedule: ForecastSchedule, tick: Date, end: Date): void {
    const at = schedule.startOf ? schedule.startOf(tick) : tick;
    if (at === null) {
      this.neverStarting += 1;
      return;
    }
    if (at >= end) return;
    this.spans.push({
      startedAt: at,
      endedAt: new Date(at.getTime() + (schedule.meanDurationMs ?? 0)),
    });
    const known = this.jobs.get(schedule.id);
    this.jobs.set(schedule.id, {
      scheduleId: schedule.id,
      starts: (known?.starts ?? 0) + 1,
      firstAt: known?.firstAt ?? at,
      lastAt: at,
    });
  }
}

function hoursOf(
  spans: readonly BusySpan[],
  { from, until }: { from: Date; until: Date },
): ForecastHour[] {
  const begin = hourOf(from);
  const onTheHour = new Map<number, number>();
  for (const { startedAt } of spans) {
    const hour = hourOf(startedAt).getTime();
    if (startedAt.getTime() - hour < 1000) onTheHour.set(hour, (onTheHour.get(hour) ?? 0) + 1);
  }
  return loadByHour(spans, { from: begin, until }).map(({ hour, runs, busyMs, peak }) => ({
    ...{ hour, busyMs, starts: runs, peak: peak ?? 0 },
    onTheHour: onTheHour.get(hour.getTime()) ?? 0,
  }));
}

/** An hour that asks for more than there is. */
export interface Crowd {
  readonly hour: Date;
  /** More starts in the first second of the hour than slots; or more runs at one moment during it. */
  readonly kind: "on-the-hour" | "over-slots";
  readonly count: number;
}

/** Fewer starts than this at once are no crowd, however few slots there are. */
const SMALLEST_CROWD = 5;

/** The hours that need more slots than there are, each named once; none while no process server is known. */
export function crowdsOf(hours: readonly ForecastHour[], slots: number): Crowd[] {
  if (slots === 0) return [];
  return hours.flatMap(({ hour, onTheHour, peak }): Crowd[] => {
    if (onTheHour > slots && onTheHour >= SMALLEST_CROWD)
      return [{ hour, kind: "on-the-hour", count: onTheHour }];
    return peak > slots ? [{ hour, kind: "over-slots", count: peak }] : [];
  });
}

/** A forecast looks this far ahead at most: 31 days. */
export const FORECAST_LENGTH_MS = 31 * DAY_MS;
