import { DAY_MS, HOUR_MS, type HourLoad, type LoadPeriod } from "./load-hours";

/** How the load is laid out: servers or queues over time, hours of the day over days, or a typical week. */
export const LOAD_VIEWS = ["servers", "queues", "hours", "weekdays"] as const;
export type LoadView = (typeof LOAD_VIEWS)[number];

/** One field of the heat map. */
export interface LoadCell {
  /** The stretch of time it stands for; null where it stands for several. */
  readonly from: Date | null;
  readonly until: Date | null;
  readonly busyMs: number;
  /** Most executions at one moment; null where only sums are known. */
  readonly peak: number | null;
  readonly runs: number;
}

export interface LoadRow {
  readonly key: string;
  readonly label: string;
  readonly cells: readonly LoadCell[];
  readonly total: LoadCell;
}

/** A heat map: columns of time, and rows of what it is looked at by. */
export interface LoadTable {
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly LoadRow[];
}

/** Up to this length the columns are hours, from there on days. */
const HOURLY_COLUMNS = 48;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Servers or queues over time: columns are hours up to two days, otherwise days. */
export function tableOverTime(
  loads: ReadonlyMap<string, readonly HourLoad[]>,
  period: LoadPeriod,
): LoadTable {
  const hours = (period.until.getTime() - period.from.getTime()) / HOUR_MS;
  const unit = hours <= HOURLY_COLUMNS ? HOUR_MS : DAY_MS;
  const columns = columnsOf(period, unit);
  const rows = [...loads]
    .map(([key, load]) => rowOf(key, key, bucketsOver(load, columns), period))
    .sort((a, b) => b.total.busyMs - a.total.busyMs || (a.key < b.key ? -1 : 1));
  return { columns: columns.map(({ key, label }) => ({ key, label })), rows };
}

/** Hours of the day from 00 to 23 as rows, days as columns. */
export function tableByHourOfDay(load: readonly HourLoad[], period: LoadPeriod): LoadTable {
  const columns = columnsOf(period, DAY_MS);
  const rows = Array.from({ length: 24 }, (_, hour) => {
    const own = load.filter((entry) => entry.hour.getUTCHours() === hour);
    const cells = bucketsOver(own, columns).map((cell, index) => {
      const day = columns[index]?.from.getTime() ?? 0;
      return { ...cell, ...within(day - (day % DAY_MS) + hour * HOUR_MS, period) };
    });
    return rowOf(two(hour), `${two(hour)}:00`, cells, period);
  });
  return { columns: columns.map(({ key, label }) => ({ key, label })), rows };
}

/** A typical week: weekdays as rows, hours of the day as columns; each field is the sum over the weeks of the period. */
export function tableByWeekday(load: readonly HourLoad[], period: LoadPeriod): LoadTable {
  const rows = WEEKDAYS.map((label, weekday) => {
    const cells = Array.from({ length: 24 }, (_, hour) =>
      sumOf(
        load.filter(
          (entry) =>
            (entry.hour.getUTCDay() + 6) % 7 === weekday && entry.hour.getUTCHours() === hour,
        ),
      ),
    );
    return rowOf(label, label, cells, period);
  });
  const columns = Array.from({ length: 24 }, (_, hour) => ({ key: two(hour), label: two(hour) }));
  return { columns, rows };
}

/** What several fields come to: the sums, and the highest peak. */
export function sumOf(parts: readonly Pick<LoadCell, "busyMs" | "peak" | "runs">[]): LoadCell {
  let [busyMs, runs] = [0, 0];
  let peak: number | null = null;
  for (const part of parts) {
    busyMs += part.busyMs;
    runs += part.runs;
    if (part.peak !== null) peak = Math.max(peak ?? 0, part.peak);
  }
  return { from: null, until: null, busyMs, peak, runs };
}

interface TimeColumn {
  readonly key: string;
  readonly label: string;
  readonly from: Date;
  readonly until: Date;
}

/** The hours or days that touch a period; days are those of UTC. */
function columnsOf(period: LoadPeriod, unit: number): TimeColumn[] {
  const first = Math.floor(period.from.getTime() / unit) * unit;
  const columns: TimeColumn[] = [];
  for (let at = first; at < period.until.getTime(); at += unit) {
    const text = new Date(at).toISOString();
    const label = unit === HOUR_MS ? text.slice(11, 16) : text.slice(5, 10);
    const until = new Date(Math.min(at + unit, period.until.getTime()));
    const from = new Date(Math.max(at, period.from.getTime()));
    columns.push({
      key: unit === HOUR_MS ? text.slice(0, 16) : text.slice(0, 10),
      label,
      from,
      until,
    });
  }
  return columns;
}

function bucketsOver(load: readonly HourLoad[], columns: readonly TimeColumn[]): LoadCell[] {
  return columns.map(({ from, until }) => ({
    ...sumOf(load.filter(({ hour }) => hour >= from && hour < until)),
    from,
    until,
  }));
}

/** The hour that begins at an instant, as far as it lies in the period. */
function within(begin: number, period: LoadPeriod): Pick<LoadCell, "from" | "until"> {
  const isInside = begin >= period.from.getTime() && begin < period.until.getTime();
  if (!isInside) return { from: null, until: null };
  const until = Math.min(begin + HOUR_MS, period.until.getTime());
  return { from: new Date(begin), until: new Date(until) };
}

function rowOf(
  key: string,
  label: string,
  cells: readonly LoadCell[],
  { from, until }: LoadPeriod,
): LoadRow {
  return { key, label, cells, total: { ...sumOf(cells), from, until } };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
