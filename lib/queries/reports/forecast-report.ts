import { AppError } from "@/lib/domain/errors";
import {
  type Crowd,
  crowdsOf,
  FORECAST_LENGTH_MS,
  type ForecastHour,
  forecastOf,
} from "@/lib/domain/report/forecast";
import { DAY_MS, type LoadPeriod } from "@/lib/domain/report/load-hours";
import { explainSchedule } from "@/lib/domain/schedule/schedule-text";
import { authorise, type Context } from "@/lib/services/context";
import { slotsOfServers } from "@/lib/store/load-reads";
import { comingSchedules, MOST_SCHEDULES } from "./forecast-schedules";

export interface ForecastRequest {
  /** Not earlier than now, which it is when it is left out. */
  from?: Date | undefined;
  /** A day after the beginning when it is left out. */
  to?: Date | undefined;
}

/** What one schedule is expected to start, with its names. */
export interface ExpectedJob {
  schedule: string;
  definition: string;
  definitionId: string;
  /** When it runs, in words. */
  text: string;
  starts: number;
  firstAt: Date;
  lastAt: Date;
  meanDurationMs: number | null;
}

/** The coming starts of a period and the load they are expected to make. */
export interface ForecastReport {
  period: LoadPeriod;
  starts: number;
  /** Slots of the process servers that run now. */
  slots: number;
  /** What was left out and what is assumed, in sentences. */
  notes: string[];
  hours: readonly ForecastHour[];
  crowds: readonly Crowd[];
  jobs: ExpectedJob[];
}

/** Ticks of one forecast. */
export const MOST_TICKS = 20_000;

/** The forecast of at most 31 days of the caller's scope. Throws `invalid` for a period that is none. */
export async function getForecastReport(
  ctx: Context,
  request: ForecastRequest = {},
): Promise<ForecastReport> {
  authorise(ctx, "jobs.read");
  const { period, notes } = periodOf(request, ctx.now);
  const [{ schedules, isCut }, servers] = await Promise.all([
    comingSchedules(ctx, period.until),
    slotsOfServers(ctx.db.pool),
  ]);
  const forecast = forecastOf(schedules, { ...period, now: ctx.now, most: MOST_TICKS });
  if (isCut) notes.push(`Only the ${MOST_SCHEDULES} schedules that are due first are looked at.`);
  if (forecast.isCut)
    notes.push(
      `There are more than ${MOST_TICKS} starts: the forecast ends at ${words(forecast.until)}. Choose a shorter time to see its end.`,
    );
  if (forecast.neverStarting > 0)
    notes.push(
      `${forecast.neverStarting} starts are left out: their time window does not open within two years.`,
    );
  const slots = [...servers.values()].reduce((sum, each) => sum + each, 0);
  const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  return {
    period: { from: forecast.from, until: forecast.until },
    ...{ starts: forecast.starts, hours: forecast.hours, slots, notes },
    crowds: crowdsOf(forecast.hours, slots),
    jobs: forecast.jobs.flatMap(({ scheduleId, ...job }) => {
      const schedule = byId.get(scheduleId);
      if (schedule === undefined) return [];
      const { definitionName: definition, definitionId, meanDurationMs, spec } = schedule;
      const text = explainSchedule(spec);
      return [{ schedule: scheduleId, definition, definitionId, text, meanDurationMs, ...job }];
    }),
  };
}

function periodOf({ from, to }: ForecastRequest, now: Date) {
  const begin = from === undefined || from < now ? now : from;
  const asked = to ?? new Date(begin.getTime() + DAY_MS);
  if (asked <= begin)
    throw new AppError("invalid", "'to' must be after 'from' and after now", { field: "to" });
  const latest = new Date(begin.getTime() + FORECAST_LENGTH_MS);
  const notes: string[] = [];
  if (asked > latest) notes.push(`At most 31 days are forecast: it ends at ${words(latest)}.`);
  return { period: { from: begin, until: asked > latest ? latest : asked }, notes };
}

function words(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
