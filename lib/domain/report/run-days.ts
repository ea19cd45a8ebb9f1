import type { StateSums } from "./frequency";
import { startedStatusOf } from "./report-query";

/** What started on one day in UTC. */
export interface RunDay {
  day: Date;
  runs: number;
  cancelled: number;
}

export const SPARKLINE_DAYS = 7;
const DAY_MS = 86_400_000;

/** The first of the days up to and with that of `now`. */
export function firstDay(now: Date): Date {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return new Date(today - (SPARKLINE_DAYS - 1) * DAY_MS);
}

/** The last seven days of a job, oldest first, days without a run included. */
export function runDays(sums: readonly (StateSums & { at: Date })[], now: Date): RunDay[] {
  const first = firstDay(now).getTime();
  return Array.from({ length: SPARKLINE_DAYS }, (_, index) => {
    const day = new Date(first + index * DAY_MS);
    const own = sums.filter((row) => row.at.getTime() === day.getTime());
    const bad = own.filter(({ state }) => startedStatusOf(state) === "A");
    const total = (rows: readonly StateSums[]) => rows.reduce((sum, row) => sum + row.runs, 0);
    return { day, runs: total(own), cancelled: total(bad) };
  });
}
