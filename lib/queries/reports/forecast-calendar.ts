import { firstTick } from "@/lib/domain/report/forecast-order";
import { DAY_MS, type LoadPeriod } from "@/lib/domain/report/load-hours";
import { type AgendaHour, agendaOf } from "@/lib/domain/schedule/agenda";
import { authorise, type Context } from "@/lib/services/context";
import { endedByDay } from "@/lib/store/forecast-reads";
import { tenantIdsOf } from "@/lib/store/run-reads";
import { type ComingSchedule, comingSchedules } from "./forecast-schedules";

/** What ended on a day and what is to start on it. */
export interface CalendarDay {
  day: Date;
  ended: number;
  failed: number;
  /** Starts still to come on it. */
  starts: number;
  /** What they are, by first start. */
  entries: AgendaHour["entries"];
}

/** The days of a period, by their beginning in milliseconds; those on which nothing happens are left out. */
export interface ScheduleCalendar {
  days: Map<number, CalendarDay>;
  schedules: Map<string, ComingSchedule>;
  /** There are more schedules than are looked at. */
  isCapped: boolean;
}

/** The coming starts of each day of a period, and what ended on the days that are past, in the caller's scope. */
export async function getScheduleCalendar(
  ctx: Context,
  period: LoadPeriod,
): Promise<ScheduleCalendar> {
  authorise(ctx, "jobs.read");
  const { pool } = ctx.db;
  const from = new Date(Math.max(period.from.getTime(), ctx.now.getTime()));
  const tenantIds = await tenantIdsOf(pool, ctx.scope);
  const [{ schedules, isCut }, ended] = await Promise.all([
    comingSchedules(ctx, period.until),
    endedByDay(pool, tenantIds, period),
  ]);
  const days = new Map<number, CalendarDay>();
  const dayOf = (day: Date): CalendarDay => {
    const known = days.get(day.getTime());
    if (known) return known;
    const made = { day, ended: 0, failed: 0, starts: 0, entries: [] };
    days.set(day.getTime(), made);
    return made;
  };
  for (const { day, ...counts } of ended) Object.assign(dayOf(day), counts);
  const span = { now: ctx.now, from, until: period.until };
  const ahead = schedules.flatMap((schedule) => {
    const nextRunAt = firstTick(schedule, span);
    return nextRunAt === null ? [] : [{ ...schedule, nextRunAt }];
  });
  const coming = period.until > from ? agendaOf(ahead, span, DAY_MS) : [];
  for (const { hour, starts, entries } of coming) Object.assign(dayOf(hour), { starts, entries });
  return {
    days,
    schedules: new Map(schedules.map((schedule) => [schedule.id, schedule])),
    isCapped: isCut,
  };
}
